package cn.leiting.fieldwork;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import cn.leiting.shared.Actor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of points while squads are in the field: merges, excusals, moves, the map (domain 9.3, no. 23, 27, 28). */
@LeitingTest
class MergedPointTests {

    private static final String CALL = "/api/field/inspections";
    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));
    private static int next = 9401;

    @LocalServerPort
    private int port;

    @Autowired
    private Patrol patrol;

    @Autowired
    private Points points;

    @Autowired
    private Inspections inspections;

    @Autowired
    private JdbcClient jdbc;

    private final List<Point> made = new ArrayList<>();
    private Point twin;
    private Point stays;
    private String code;
    private String task;
    private Client officer;
    private Client coordination;

    @BeforeEach
    void twoCodesOfOneObject() {
        twin = stored();
        stays = stored();
        code = "TH-2055-%02d".formatted(next % 100);
        task = patrol.running(code, Patrol.XUJING);
        officer = Client.of("xujing1", port);
        coordination = Client.of("coordination1", port);
    }

    @AfterEach
    void leavesNoPointInUse() {
        for (Point point : made) {
            if (points.find(point.code()).filter(Point::isActive).isPresent()) {
                points.close(point.code(), "测试点位停用。", COORDINATION);
            }
        }
    }

    private Point stored() {
        int number = next++;
        Point shop = new Point(
                "P-310118106-" + number,
                Patrol.XUJING,
                Point.Kind.SHOP,
                "诸光路商铺" + number,
                "诸光路1号",
                new BigDecimal("31.178600"),
                new BigDecimal("121.275500"),
                80,
                false,
                Point.Status.ACTIVE);
        points.store(List.of(shop), Map.of(), "coordination1");
        made.add(shop);
        return shop;
    }

    @Test
    void visitsOfTheMergedPointCountForTheOther() {
        ObjectNode visit = patrol.clean(task, twin).put("legalClass", "ENTERPRISE_PLANNED");
        assertThat(officer.post(CALL, visit).status()).isEqualTo(201);
        int done = inspections.figures(task).pointsInspected();

        assertThat(merge(twin.code(), stays.code()).status()).isEqualTo(302);

        assertThat(inspections.figures(task).pointsInspected()).isEqualTo(done);
        assertThat(inspections.inspectedPoints(task)).contains(stays.code()).doesNotContain(twin.code());
        JsonNode stop = stop(stays.code());
        assertThat(stop.get("doneRounds").asInt()).isOne();
        assertThat(stop.get("state").asText()).isEqualTo("DONE");
        assertThat(stop.get("visitsThisYear").asInt()).isOne();
        assertThat(stop(twin.code()).get("state").asText()).isEqualTo("EXCUSED");
        assertThat(officer.post(CALL, visit).status()).as("repeated").isEqualTo(200);
        assertThat(coordination.get("/points/" + twin.code()).body()).contains("已并入", stays.code(), "涉企检查（计划）");
        assertThat(coordination.get("/points/" + stays.code()).body())
                .contains("并入的点位", "诸光路商铺", twin.code(), "涉企检查（计划）");
    }

    @Test
    void aPhoneThatWasOfflineIsHeardUnderTheOldCode() {
        merge(twin.code(), stays.code());

        ObjectNode visit = patrol.clean(task, twin);
        assertThat(officer.post(CALL, visit).status()).isEqualTo(201);
        assertThat(officer.post(CALL, visit).status()).isEqualTo(200);

        assertThat(jdbc.sql("select point || ' ' || recorded_point from inspection where client_id = ?::uuid")
                        .param(visit.get("clientId").asText())
                        .query(String.class)
                        .single())
                .isEqualTo(stays.code() + " " + twin.code());
        assertThat(stop(stays.code()).get("doneRounds").asInt()).isOne();
    }

    @Test
    void whatWasGivenOnlyUnderTheMergedCodeMovesToTheOther() {
        jdbc.sql("delete from assigned_point where assignment = ? and point = ?")
                .params(code, stays.code())
                .update();

        merge(twin.code(), stays.code());

        assertThat(jdbc.sql("select point from assigned_point where assignment = ? and point in (?, ?) and not excused")
                        .params(code, twin.code(), stays.code())
                        .query(String.class)
                        .list())
                .containsExactly(stays.code());
    }

    @Test
    void nothingIsMergedOverTwoSteps() {
        Point third = stored();

        assertThat(merge(twin.code(), stays.code()).status()).isEqualTo(302);
        assertThat(merge(stays.code(), third.code()).status()).isEqualTo(302);

        assertThat(points.standing(twin.code())).get().extracting(Point::code).isEqualTo(third.code());
        assertThat(merge(third.code(), twin.code()).status()).isEqualTo(409);
    }

    @Test
    void refusesAMergeThatIsNone() {
        assertThat(merge(twin.code(), twin.code()).status()).isEqualTo(422);
        assertThat(merge(twin.code(), "P-310118106-9999x").status()).isEqualTo(404);
        assertThat(merge(twin.code(), "P-310118105-0001").body()).contains("只能并入同一街镇的点位。");
        assertThat(coordination
                        .form("/points/" + twin.code() + "/merge", Map.of("into", stays.code(), "reason", "同"))
                        .status())
                .isEqualTo(422);
        for (String person : List.of("supervision1", "xujingLead", "xujing1", "bureau1", "admin")) {
            assertThat(Client.of(person, port)
                            .form(
                                    "/points/" + twin.code() + "/merge",
                                    Map.of("into", stays.code(), "reason", "同一对象两个编号。"))
                            .status())
                    .as(person)
                    .isEqualTo(403);
        }
        assertThat(points.find(twin.code())).get().matches(Point::isActive);
    }

    @Test
    void mergesWithTheSameStatementsWhateverHangsOnThePoint() {
        int bare = Statements.during(() -> merge(twin.code(), stays.code()));
        twoCodesOfOneObject();
        for (int number = 0; number < 3; number++) {
            officer.post(CALL, patrol.clean(task, twin));
        }

        assertThat(Statements.during(() -> merge(twin.code(), stays.code()))).isEqualTo(bare);
    }

    @Test
    void threeVisitsThatAgreeProposeAMove() {
        for (int day = 10; day <= 12; day++) {
            ObjectNode visit = patrol.clean(task, stays)
                    .put("startedAt", "2023-01-%02dT08:05:00+08:00".formatted(day))
                    .put("endedAt", "2023-01-%02dT08:12:00+08:00".formatted(day));
            ((ObjectNode) visit.get("gps"))
                    .put("lat", 31.1826 + day / 100_000.0)
                    .put("lon", 121.2755);
            assertThat(officer.post(CALL, visit).status()).isEqualTo(201);
            String page = coordination.get("/point-moves").body();
            assertThat(page.contains(stays.code())).isEqualTo(day == 12);
        }
        String page = coordination.get("/points/" + stays.code()).body();
        String last = page.replaceAll("(?s).*name=\"last\" value=\"(\\d+)\".*", "$1");

        assertThat(Client.of("supervision1", port)
                        .form("/points/" + stays.code() + "/move", decision(last, "true"))
                        .status())
                .isEqualTo(403);
        assertThat(coordination
                        .form("/points/" + stays.code() + "/move", decision("1", "true"))
                        .status())
                .isEqualTo(409);
        assertThat(coordination
                        .form("/points/" + stays.code() + "/move", decision(last, "true"))
                        .status())
                .isEqualTo(302);

        assertThat(points.find(stays.code())).get().extracting(Point::lat).isEqualTo(new BigDecimal("31.182710"));
        assertThat(coordination.get("/points/" + stays.code()).body()).contains("移位：纬度：31.178600→31.182710");
        assertThat(coordination.get("/point-moves").body()).doesNotContain(stays.code());
        assertThat(officer.get("/point-moves").status()).isEqualTo(403);
    }

    private static Map<String, String> decision(String last, String accepted) {
        return Map.of("last", last, "accepted", accepted, "reason", "三次定位一致。");
    }

    @Test
    void aLeaderAsksForAnExcusalAndAnotherDecides() {
        Client leader = Client.of("xujingLead", port);
        Map<String, String> form = Map.of("point", stays.code(), "kind", "CLOSED_DOWN", "reason", "店铺已关闭，门面正在招租。");
        assertThat(officer.form("/excusals/" + code, form).status()).isEqualTo(403);
        assertThat(Client.of("yingpuLead", port).form("/excusals/" + code, form).status())
                .isEqualTo(403);
        assertThat(leader.form(
                                "/excusals/" + code,
                                Map.of("point", stays.code(), "kind", "CLOSED_DOWN", "reason", "关了"))
                        .status())
                .isEqualTo(422);
        assertThat(leader.form("/excusals/" + code, form).status()).isEqualTo(302);
        assertThat(leader.form("/excusals/" + code, form).status()).as("twice").isEqualTo(409);

        String id = jdbc.sql("select id::text from point_excusal where assignment = ? and point = ?")
                .params(code, stays.code())
                .query(String.class)
                .single();
        String decide = "/excusals/" + code + "/" + id + "/decision";
        assertThat(Client.of("supervision1", port)
                        .form(decide, Map.of("granted", "true"))
                        .status())
                .isEqualTo(403);
        assertThat(coordination.form(decide, Map.of("granted", "false")).status())
                .as("why not")
                .isEqualTo(422);
        int assigned = inspections.figures(task).pointsExcused();
        assertThat(coordination.form(decide, Map.of("granted", "true")).status())
                .isEqualTo(302);
        assertThat(coordination.form(decide, Map.of("granted", "true")).status())
                .isEqualTo(409);

        assertThat(inspections.figures(task).pointsExcused()).isEqualTo(assigned + 1);
        assertThat(officer.post(CALL, patrol.clean(task, stays)).status()).isEqualTo(422);

        Client supervision = Client.of("supervision1", port);
        assertThat(coordination.form("/excusals/" + code + "/draw", Map.of()).status())
                .isEqualTo(403);
        assertThat(supervision.form("/excusals/" + code + "/draw", Map.of()).status())
                .isEqualTo(302);
        assertThat(supervision.get("/excusals/" + code).body()).contains("抽中待查", "抽签种子");
        String check = "/excusals/" + code + "/" + id + "/check";
        assertThat(coordination
                        .form(check, Map.of("confirmed", "false", "finding", "店铺仍在营业。"))
                        .status())
                .isEqualTo(403);
        assertThat(supervision
                        .form(check, Map.of("confirmed", "false", "finding", "店铺仍在营业。"))
                        .status())
                .isEqualTo(302);
        assertThat(supervision
                        .form(check, Map.of("confirmed", "true", "finding", "店铺仍在营业。"))
                        .status())
                .isEqualTo(409);
        assertThat(inspections.figures(task).pointsExcused()).isEqualTo(assigned);
        assertThat(officer.post(CALL, patrol.clean(task, stays)).status()).isEqualTo(201);
    }

    @Test
    void theMapShowsStatesByShapeAndInWords() {
        officer.post(CALL, patrol.stall(task, twin));
        officer.post(CALL, patrol.clean(task, stays));

        String town = coordination
                .get("/map?town=" + Patrol.XUJING + "&assignment=" + code)
                .body();
        assertThat(town)
                .contains(twin.name() + "（发现问题）", stays.name() + "（已完成）", "mark mark-PROBLEM", "mark mark-OPEN")
                .contains("/points/" + twin.code())
                .doesNotContain("<script src=\"http", "tile");
        assertThat(coordination.get("/map").body()).contains("徐泾镇", "赵巷镇", "/map?town=310118110");
        assertThat(officer.get("/map").body()).contains("点位图：徐泾镇").doesNotContain("赵巷镇");
        assertThat(officer.get("/map?town=310118105").status()).isEqualTo(404);
        assertThat(Client.of("xujingTown1", port).get("/map").status()).isEqualTo(200);
        assertThat(Client.of("police1", port).get("/map").status()).isEqualTo(403);
        assertThat(officer.get("/points/P-310118105-0001").status()).isEqualTo(403);
        int few = Statements.during(() -> coordination.get("/map?town=310118105"));
        assertThat(Statements.during(() -> coordination.get("/map"))).isEqualTo(few);
    }

    private Client.Answer merge(String from, String into) {
        return coordination.form("/points/" + from + "/merge", Map.of("into", into, "reason", "同一对象两个编号。"));
    }

    private JsonNode stop(String point) {
        for (JsonNode open : officer.get("/api/field/tasks").json()) {
            if (open.get("code").asText().equals(task)) {
                for (JsonNode stop : open.get("points")) {
                    if (stop.get("code").asText().equals(point)) {
                        return stop;
                    }
                }
            }
        }
        throw new AssertionError("no stop " + point);
    }
}
