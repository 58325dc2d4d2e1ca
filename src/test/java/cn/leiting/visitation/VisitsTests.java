package cn.leiting.visitation;

import static cn.leiting.fieldwork.Patrol.XUJING;
import static cn.leiting.fieldwork.Patrol.ZHAOXIANG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Point.Kind;
import cn.leiting.catalogue.Points;
import cn.leiting.evidence.Pictures;
import cn.leiting.fieldwork.Patrol;
import cn.leiting.grounds.Ground;
import cn.leiting.grounds.ScoreGrounds;
import cn.leiting.score.AdjustmentCode;
import cn.leiting.shared.Actor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 督查 through its pages, as supervisors record it and as squads read it (F-16, X6). Assignments of 2047. */
@LeitingTest
class VisitsTests {

    private static final String ALL = "/supervision/visits";
    private static final Actor LEADER = new Actor("lead1", Set.of("leadLeader"));

    private static final List<String> OWN = List.of("P-310118106-6101", "P-310118106-6102", "P-310118106-6103");

    @LocalServerPort
    private int port;

    @Autowired
    private Visits visits;

    @Autowired
    private Patrol patrol;

    @Autowired
    private Points points;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ScoreGrounds grounds;

    private Client supervision;
    private Client coordination;
    private Point road;

    @BeforeEach
    void onTheirWay() {
        supervision = Client.of("supervision1", port);
        coordination = Client.of("coordination1", port);
        road = roads().get(0);
    }

    /** Where few others go: what a squad said last of a place counts. */
    private List<Point> roads() {
        List<Point> roads = new ArrayList<>(patrol.points(Kind.ROAD));
        Collections.reverse(roads);
        return roads;
    }

    /** Closed, so that they are given to nobody else, and asked of the squad in that assignment. */
    private List<Point> ownRoads(String assignment) {
        for (String code : OWN) {
            jdbc.sql("""
                            insert into inspection_point (code, squad_code, kind, name, address, lat, lon, datum, radius_m,
                                                          status, closed_reason, trial, changed_by, changed_at)
                            select :code, squad_code, kind, '试用路段' || :code, address, lat, lon, datum, radius_m, 'CLOSED',
                                   '只供督查测试。', true, 'system', now()
                            from inspection_point
                            where code = :model
                            """).param("code", code).param("model", road.code()).update();
            jdbc.sql("""
                            insert into assigned_point (assignment, point, squad, priority, reason, required_rounds)
                            values (?, ?, ?, 2, 'ROUTINE', 1)
                            """).params(assignment, code, XUJING).update();
        }
        return OWN.stream().map(code -> points.find(code).orElseThrow()).toList();
    }

    private Map<String, String> visit(String code) {
        return new HashMap<>(Map.of(
                "clientId",
                UUID.randomUUID().toString(),
                "assignment",
                code,
                "squad",
                XUJING,
                "visitedAt",
                "2023-01-12T08:00",
                "inspectors",
                "supervision1,coordination1",
                "joint",
                "true"));
    }

    private String begun(String code) {
        Client.Answer answer = supervision.form(ALL, visit(code));
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        return answer.raw().headers().firstValue("Location").orElseThrow().replaceFirst(".*(?=/supervision)", "");
    }

    private Map<String, String> stall() {
        return new HashMap<>(Map.of(
                "point", road.code(),
                "seenAt", "2023-01-12T08:30",
                "result", "PROBLEM",
                "violation", "VIO_STALL",
                "description", "门前占道设摊两处。"));
    }

    private Client.Answer see(Client person, String visit, Map<String, String> fields, byte[]... photos) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(
                ("--bd\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(UTF_8)));
        for (byte[] photo : photos) {
            body.writeBytes(("--bd\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"a.jpg\"\r\n"
                            + "Content-Type: image/jpeg\r\n\r\n")
                    .getBytes(UTF_8));
            body.writeBytes(photo);
            body.writeBytes("\r\n".getBytes(UTF_8));
        }
        body.writeBytes("--bd--\r\n".getBytes(UTF_8));
        return person.upload(
                "POST", visit + "/points", body.toByteArray(), "Content-Type", "multipart/form-data; boundary=bd");
    }

    private void report(ObjectNode visit) {
        Client.Answer answer = Client.of("xujing1", port).post("/api/field/inspections", visit);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private void signed(String visit) {
        assertThat(supervision
                        .form(visit + "/submit", Map.of("comment", "请立即整改。"))
                        .status())
                .isEqualTo(302);
        assertThat(coordination.form(visit + "/sign", Map.of()).status()).isEqualTo(302);
    }

    private List<Ground> contradictions(String code) {
        return grounds.of(code).stream()
                .filter(ground -> ground.code() == AdjustmentCode.X6)
                .toList();
    }

    @Test
    void proposesWhatContradictsAReportOnceBothHaveSigned() {
        String task = patrol.running("TH-2047-21", XUJING);
        report(patrol.clean(task, road));
        byte[] photo = Pictures.jpeg(64, 48);
        String visit = begun("TH-2047-21");

        assertThat(see(supervision, visit, stall(), photo).status()).isEqualTo(302);
        assertThat(supervision.get(visit).body()).contains("发现问题", "占道设摊", "正常", "法规监督科科员1");
        assertThat(contradictions("TH-2047-21")).isEmpty();
        Client squad = Client.of("xujing1", port);
        assertThat(squad.get(visit).status()).isEqualTo(403);
        assertThat(squad.get("/evidence/" + Pictures.hash(photo)).status()).isEqualTo(403);
        signed(visit);

        assertThat(contradictions("TH-2047-21"))
                .extracting(Ground::squad, Ground::link)
                .containsExactly(tuple(XUJING, visit));
        assertThat(supervision.get(visit).body()).contains("可能属于X6", "已签字", "请立即整改。");
        assertThat(squad.get(visit).body()).contains("门前占道设摊两处。").doesNotContain("增加点位");
        assertThat(squad.get(ALL + "?assignment=TH-2047-21").body()).contains(visit);
        assertThat(squad.get("/evidence/" + Pictures.hash(photo)).status()).isEqualTo(200);
        assertThat(Client.of("xujingTown1", port).get(visit).status()).isEqualTo(200);
        for (String person : List.of("zhaoxiang1", "legal1", "office1", "police1", "admin")) {
            assertThat(Client.of(person, port).get(visit).status()).as(person).isEqualTo(403);
        }
        assertThat(Client.of("zhaoxiangLead", port).get(ALL).body()).doesNotContain(visit + "\"");
    }

    @Test
    void findsNoContradictionWhereTheSquadReportedItOrLongBeforeOrOnAnotherList() {
        String task = patrol.running("TH-2047-22", XUJING);
        List<Point> roads = ownRoads("TH-2047-22");
        report(patrol.stall(task, roads.get(0)));
        ObjectNode longBefore = patrol.clean(task, roads.get(1));
        longBefore.put("startedAt", "2023-01-10T20:05:00+08:00").put("endedAt", "2023-01-10T20:12:00+08:00");
        report(longBefore);
        report(patrol.clean(task, roads.get(2)));
        String visit = begun("TH-2047-22");
        for (int at = 0; at < 3; at++) {
            Map<String, String> seen = stall();
            seen.put("point", roads.get(at).code());
            seen.put("violation", at == 2 ? "VIO_NIGHT_WORK" : "VIO_STALL");
            Client.Answer answer = see(supervision, visit, seen, Pictures.jpeg(64, 48));
            assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        }
        signed(visit);

        assertThat(contradictions("TH-2047-22")).isEmpty();
        assertThat(visits.list("TH-2047-22", null, Long.MAX_VALUE, 9, LEADER)
                        .get(0)
                        .points())
                .extracting(Visit.Seen::isAsReported)
                .containsExactlyInAnyOrder(true, false, false);
    }

    @Test
    void aVoidedReportContradictsNothing() {
        String task = patrol.running("TH-2047-23", XUJING);
        ObjectNode clean = patrol.clean(task, road);
        report(clean);
        String visit = begun("TH-2047-23");
        see(supervision, visit, stall(), Pictures.jpeg(64, 48));
        signed(visit);
        assertThat(contradictions("TH-2047-23")).hasSize(1);

        assertThat(coordination
                        .post(
                                "/api/field/inspections/"
                                        + clean.get("clientId").asText() + "/void",
                                Map.of("reason", "点位选错，作废重报。"))
                        .status())
                .isEqualTo(204);

        assertThat(contradictions("TH-2047-23")).isEmpty();
    }

    @Test
    void beginsOnceWithTwoOfTheSectionsAtATimeThatHasBeen() {
        patrol.running("TH-2047-24", XUJING);
        Map<String, String> sound = visit("TH-2047-24");

        Stream.of(
                        Map.of("inspectors", "supervision1"),
                        Map.of("inspectors", "supervision1,xujing1"),
                        Map.of("inspectors", "supervision2,coordination1"),
                        Map.of("inspectors", "supervision1,supervision2"),
                        Map.of("squad", ZHAOXIANG),
                        Map.of("visitedAt", "2023-01-12T09:30"),
                        Map.of("visitedAt", "2023-01-09T09:30"),
                        Map.of("visitedAt", ""))
                .forEach(change -> {
                    Map<String, String> wrong = new HashMap<>(sound);
                    wrong.putAll(change);
                    Client.Answer answer = supervision.form(ALL, wrong);
                    assertThat(answer.status()).as(change + answer.body()).isEqualTo(422);
                    assertThat(answer.body()).contains("role=\"alert\"");
                });
        for (String person : List.of("bureau1", "legal1", "xujingLead")) {
            assertThat(Client.of(person, port).form(ALL, sound).status())
                    .as(person)
                    .isEqualTo(403);
            assertThat(Client.of(person, port).get(ALL + "/new").status()).isEqualTo(403);
        }
        assertThat(supervision.form(ALL, visit("TH-2047-99")).status()).isEqualTo(404);

        String first = supervision
                .form(ALL, sound)
                .raw()
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(supervision.form(ALL, sound).raw().headers().firstValue("Location"))
                .contains(first);
        assertThat(supervision.get(ALL + "/new?assignment=TH-2047-24").body()).contains("TH-2047-24", "法规监督科科员2");
    }

    @Test
    void takesAPointWithItsPhotosOfThatSquadAndEachMatterOnce() {
        patrol.running("TH-2047-25", XUJING);
        String visit = begun("TH-2047-25");
        byte[] photo = Pictures.jpeg(64, 48);

        assertThat(see(supervision, visit, stall()).status()).isEqualTo(422);
        assertThat(see(supervision, visit, stall(), Pictures.heic()).body()).contains("不接收HEIC照片");
        Stream.of(
                        Map.of("violation", ""),
                        Map.of("violation", "VIO_NONE_OF_THESE"),
                        Map.of("description", "短"),
                        Map.of("point", "P-310118105-0001"),
                        Map.of("seenAt", "2023-01-12T07:59"),
                        Map.of("seenAt", "2023-01-13T09:01"),
                        Map.of("lat", "31.1"),
                        Map.of("lat", "91", "lon", "121"),
                        Map.of("result", "MAYBE"))
                .forEach(change -> {
                    Map<String, String> wrong = stall();
                    wrong.putAll(change);
                    assertThat(see(supervision, visit, wrong, photo).status())
                            .as(change.toString())
                            .isEqualTo(422);
                });
        assertThat(see(Client.of("supervision2", port), visit, stall(), photo).status())
                .isEqualTo(403);
        assertThat(supervision.form(visit + "/submit", Map.of()).status()).isEqualTo(409);

        assertThat(see(coordination, visit, stall(), photo, Pictures.png(64, 48))
                        .status())
                .isEqualTo(302);
        assertThat(see(supervision, visit, stall(), photo).status()).isEqualTo(409);
        Map<String, String> fine = stall();
        fine.put("result", "OK");
        assertThat(see(supervision, visit, fine, photo).status()).isEqualTo(409);
        assertThat(visits.list("TH-2047-25", XUJING, Long.MAX_VALUE, 9, LEADER)
                        .get(0)
                        .points()
                        .get(0)
                        .photos())
                .hasSize(2);
    }

    @Test
    void isSignedByEachOnceAndNotChangedAfterwards() {
        patrol.running("TH-2047-26", XUJING);
        String visit = begun("TH-2047-26");
        byte[] photo = Pictures.jpeg(64, 48);
        see(supervision, visit, stall(), photo);

        assertThat(coordination.form(visit + "/sign", Map.of()).status()).isEqualTo(409);
        assertThat(supervision.form(visit + "/submit", Map.of()).status()).isEqualTo(302);
        assertThat(supervision.form(visit + "/sign", Map.of()).status()).isEqualTo(409);
        assertThat(see(supervision, visit, stall(), photo).status()).isEqualTo(409);
        assertThat(Client.of("supervision2", port)
                        .form(visit + "/sign", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(coordination.get(visit).body()).contains(visit + "/sign");
        assertThat(coordination.form(visit + "/sign", Map.of()).status()).isEqualTo(302);
        assertThat(coordination
                        .form(visit + "/withdraw", Map.of("reason", "记错了中队。"))
                        .status())
                .isEqualTo(409);
        assertThat(supervision.get(ALL + "/999999999").status()).isEqualTo(404);
    }

    @Test
    void whatWasWithdrawnCountsForNothing() {
        String task = patrol.running("TH-2047-27", XUJING);
        report(patrol.clean(task, road));
        String visit = begun("TH-2047-27");
        see(supervision, visit, stall(), Pictures.jpeg(64, 48));

        assertThat(supervision.form(visit + "/withdraw", Map.of("reason", "短")).status())
                .isEqualTo(422);
        assertThat(supervision
                        .form(visit + "/withdraw", Map.of("reason", "记错了中队。"))
                        .status())
                .isEqualTo(302);

        assertThat(contradictions("TH-2047-27")).isEmpty();
        assertThat(supervision.form(visit + "/submit", Map.of()).status()).isEqualTo(409);
        assertThat(supervision.get(visit).body()).contains("已撤回", "记错了中队。");
    }

    @Test
    void listsManyWithAsManyStatementsAsOne() {
        patrol.running("TH-2047-28", XUJING);
        see(supervision, begun("TH-2047-28"), stall(), Pictures.jpeg(64, 48));
        String list = ALL + "?assignment=TH-2047-28";
        supervision.get(list);
        int one = Statements.during(() -> supervision.get(list));
        see(supervision, begun("TH-2047-28"), stall(), Pictures.jpeg(64, 48));
        begun("TH-2047-28");

        assertThat(Statements.during(() -> supervision.get(list)))
                .isEqualTo(one)
                .isPositive();
    }
}
