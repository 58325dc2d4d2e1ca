package cn.leiting.sampling;

import static cn.leiting.fieldwork.Patrol.XUJING;
import static cn.leiting.fieldwork.Patrol.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Point.Kind;
import cn.leiting.fieldwork.Patrol;
import cn.leiting.shared.Actor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What supervision looks at (domain D-08) and how it reads findings (D1). Assignments of 2047. */
@LeitingTest
class DrawsTests {

    private static final Actor SUPERVISION = new Actor("supervision1", Set.of("deptSupervision"));

    @LocalServerPort
    private int port;

    @Autowired
    private Draws draws;

    @Autowired
    private FindingChecks checks;

    @Autowired
    private Patrol patrol;

    @Autowired
    private JdbcClient jdbc;

    private record Listed(
            String squad,
            String point,
            String reported,
            boolean again,
            boolean late,
            boolean red,
            boolean onlyNormal,
            boolean highRisk,
            int place,
            boolean drawn) {

        int risks() {
            return (late ? 1 : 0) + (red ? 1 : 0) + (onlyNormal ? 1 : 0) + (highRisk ? 1 : 0);
        }
    }

    private List<Listed> listed(String code, int no) {
        return jdbc.sql("""
                        select squad, point, reported, again, late, red, only_normal, high_risk, place, drawn
                        from supervision_draw_point
                        where assignment = ? and no = ?
                        order by squad, place
                        """).params(code, no).query(Listed.class).list();
    }

    private void report(ObjectNode visit) {
        Client.Answer answer = Client.of("xujing1", port).post("/api/field/inspections", visit);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** Three clean roads and two with a stall. */
    private void reported(String code) {
        String task = code + ":" + XUJING;
        List<Point> roads = patrol.points(Kind.ROAD);
        List<Point> others = patrol.all().stream()
                .filter(point -> point.kind() != Kind.ROAD)
                .limit(3)
                .toList();
        others.forEach(point -> report(patrol.clean(task, point)));
        roads.stream().limit(2).forEach(point -> report(patrol.stall(task, point)));
    }

    @Test
    void takesOneOfEverySquadAtLeastAndFirstWhatWasReportedNormal() {
        patrol.running("TH-2047-01", XUJING, ZHAOXIANG);
        reported("TH-2047-01");

        int no = draws.draw("TH-2047-01", "督查前抽样", SUPERVISION);

        List<Listed> all = listed("TH-2047-01", no);
        assertThat(all.stream().filter(Listed::drawn)).extracting(Listed::squad).contains(ZHAOXIANG, XUJING);
        assertThat(all.stream().filter(row -> row.squad().equals(XUJING)).limit(3))
                .extracting(Listed::reported)
                .containsOnly("NORMAL");
        assertThat(draws.of("TH-2047-01").get(0).spots())
                .hasSize((int) all.stream().filter(Listed::drawn).count());
        assertThat(draws.of("TH-2047-01").get(0).shares()).hasSize(2).allSatisfy(share -> {
            List<Listed> own = all.stream()
                    .filter(row -> row.squad().equals(share.squad()))
                    .toList();
            assertThat(share.points()).isEqualTo(own.size());
            assertThat(share.drawnPoints()).isEqualTo(percent(share)).isPositive();
            assertThat(own.stream().filter(Listed::drawn).toList())
                    .isEqualTo(own.stream().limit(share.drawnPoints()).toList());
        });
    }

    /** What its percent makes of its points, rounded up: other tests may have found its photos false. */
    private static int percent(Drawn.Share share) {
        return share.percent()
                .multiply(BigDecimal.valueOf(share.points()))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                .intValueExact();
    }

    @Test
    void theStoredSeedGivesTheSameOrderAgain() {
        patrol.running("TH-2047-02", XUJING, ZHAOXIANG);
        reported("TH-2047-02");
        jdbc.sql("update inspection_point set risk = 'HIGH' where code like ?")
                .param("P-" + XUJING + "-0001")
                .update();

        int no = draws.draw("TH-2047-02", "督查前抽样", SUPERVISION);

        jdbc.sql("update inspection_point set risk = 'NORMAL' where code like ?")
                .param("P-" + XUJING + "-0001")
                .update();
        long seed = draws.of("TH-2047-02").get(0).seed();
        List<Listed> found = listed("TH-2047-02", no);
        assertThat(found).anyMatch(Listed::highRisk);
        assertThat(found.stream().sorted(order(seed)).toList()).isEqualTo(found);
    }

    private static Comparator<Listed> order(long seed) {
        return Comparator.comparing(Listed::squad)
                .thenComparing(Listed::again)
                .thenComparing(row -> !"NORMAL".equals(row.reported()))
                .thenComparing(row -> -row.risks())
                .thenComparing(row -> md5(seed + " " + row.point()));
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void takesOtherPointsTheNextTimeAndWhoReportsOnlyNormalOnesFirst() {
        String task = patrol.running("TH-2047-03", XUJING);
        patrol.all().stream().limit(4).forEach(point -> report(patrol.clean(task, point)));

        int first = draws.draw("TH-2047-03", "督查前抽样", SUPERVISION);
        int second = draws.draw("TH-2047-03", "群众反映较多", SUPERVISION);

        assertThat(listed("TH-2047-03", first).stream().limit(4)).allMatch(Listed::onlyNormal);
        assertThat(listed("TH-2047-03", first).get(0).drawn()).isTrue();
        assertThat(drawnOf("TH-2047-03", second))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(drawnOf("TH-2047-03", first));
    }

    private List<String> drawnOf(String code, int no) {
        return listed(code, no).stream()
                .filter(Listed::drawn)
                .map(Listed::point)
                .toList();
    }

    @Test
    void looksCloserAtASquadWhosePhotosWereFalse() {
        String task = patrol.running("TH-2047-04", ZHAOXIANG, XUJING);
        report(patrol.clean("TH-2047-04:" + XUJING, patrol.all().get(0)));
        int usual = draws.draw("TH-2047-04", "督查前抽样", SUPERVISION);
        jdbc.sql("""
                insert into photo_review (inspection, sha256, decision, reason, by_whom, by_name, at)
                select inspection, min(sha256), 'FALSE', '照片为翻拍。', 'supervision1', '法规监督科1', timestamptz '2023-01-12 08:00+08'
                from inspection_photo
                         join inspection_purpose using (inspection)
                where squad_task = ?
                group by inspection
                """).param("TH-2047-04:" + XUJING).update();

        int closer = drawnCloser();

        assertThat(ofXujing(closer).falseEvidence()).isEqualTo(ofXujing(usual).falseEvidence() + 1);
        assertThat(ofXujing(closer).percent()).isEqualByComparingTo("25");
        assertThat(ofXujing(closer).drawnPoints()).isEqualTo(percent(ofXujing(closer)));
        assertThat(task).endsWith(ZHAOXIANG);
    }

    /** No other test is to meet the false photo. */
    private int drawnCloser() {
        try {
            return draws.draw("TH-2047-04", "照片认定虚假", SUPERVISION);
        } finally {
            jdbc.sql("alter table photo_review disable trigger photo_review_append_only")
                    .update();
            jdbc.sql("delete from photo_review where reason = '照片为翻拍。'").update();
            jdbc.sql("alter table photo_review enable trigger photo_review_append_only")
                    .update();
        }
    }

    private Drawn.Share ofXujing(int no) {
        return draws.of("TH-2047-04").stream()
                .flatMap(draw -> draw.shares().stream())
                .filter(share -> share.no() == no && share.squad().equals(XUJING))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isMadeByTheCalendarOnceAnInterval() {
        patrol.running("TH-2047-05", XUJING);

        assertThat(draws.due()).contains("TH-2047-05");
        assertThat(draws.drawDue("TH-2047-05")).isTrue();
        assertThat(draws.drawDue("TH-2047-05")).isFalse();
        assertThat(draws.due()).doesNotContain("TH-2047-05");
        assertThat(draws.of("TH-2047-05").get(0).scheduled()).isTrue();
    }

    @Test
    void restsWithItsAssignment() {
        patrol.running("TH-2047-06", XUJING);
        jdbc.sql("update assignment set suspended = true where code = 'TH-2047-06'")
                .update();

        assertThat(draws.due()).doesNotContain("TH-2047-06");
        assertThat(post("supervision1", "TH-2047-06", "督查前抽样").status()).isEqualTo(409);
    }

    @Test
    void isForSupervisorsAloneAndSaysWhy() {
        patrol.running("TH-2047-07", XUJING);

        assertThat(post("coordination1", "TH-2047-07", "督查前抽样").status()).isEqualTo(302);
        assertThat(post("supervision1", "TH-2047-07", "短").status()).isEqualTo(422);
        assertThat(post("supervision1", "TH-2047-99", "督查前抽样").status()).isEqualTo(404);
        for (String person : List.of("bureau1", "legal1", "xujingLead", "xujingTown1", "police1", "admin")) {
            assertThat(post(person, "TH-2047-07", "督查前抽样").status()).as(person).isEqualTo(403);
        }
        String page = "/supervision/samples/TH-2047-07";
        for (String person : List.of("supervision1", "coordination2", "lead1", "bureau1")) {
            assertThat(Client.of(person, port).get(page).body()).as(person).contains("第1次抽样", "随机种子");
        }
        for (String person : List.of("xujing1", "xujingLead", "xujingTown1", "legal1")) {
            assertThat(Client.of(person, port).get(page).status()).as(person).isEqualTo(403);
        }
    }

    private Client.Answer post(String person, String code, String reason) {
        return Client.of(person, port).form("/supervision/samples/" + code, Map.of("reason", reason));
    }

    @Test
    void readsFindingsThatTheLotNamesAndHoldsNeglectToItsReason() {
        String code = "TH-2047-08";
        String task = patrol.running(code, XUJING);
        report(patrol.stall(task, patrol.point(Kind.ROAD)));
        draws.draw(code, "督查前抽样", SUPERVISION);
        Drawn.Sampled drawn = checks.of(code, null).get(0);
        assertThat(drawn.was()).isEqualTo(Drawn.Handled.NONE);
        String call = "/supervision/samples/" + code + "/findings/" + drawn.finding();
        Client supervision = Client.of("supervision1", port);

        assertThat(supervision.form(call, Map.of("shouldBe", "FILED")).status()).isEqualTo(422);
        assertThat(supervision
                        .form(call, Map.of("shouldBe", "NEVER", "reason", "再次占道设摊。"))
                        .status())
                .isEqualTo(422);
        assertThat(Client.of("lead1", port)
                        .form(call, Map.of("shouldBe", "FILED", "reason", "再次占道设摊。"))
                        .status())
                .isEqualTo(403);
        assertThat(supervision
                        .form(call, Map.of("shouldBe", "FILED", "reason", "再次占道设摊，应当立案。"))
                        .status())
                .isEqualTo(302);

        assertThat(checks.of(code, XUJING))
                .extracting(Drawn.Sampled::shouldBe, Drawn.Sampled::checkedWas, Drawn.Sampled::neglected)
                .containsExactly(tuple(Drawn.Handled.FILED, Drawn.Handled.NONE, true));
        assertThat(supervision.get("/supervision/samples/" + code).body()).contains("应处未处", "再次占道设摊，应当立案。");
        assertThat(supervision.form(call, Map.of("shouldBe", "NONE")).status()).isEqualTo(302);
        assertThat(checks.of(code, null)).extracting(Drawn.Sampled::neglected).containsExactly(false);
        assertThat(supervision
                        .form("/supervision/samples/" + code + "/findings/999999999", Map.of("shouldBe", "NONE"))
                        .status())
                .isEqualTo(404);
        draws.draw(code, "再次抽样试验", SUPERVISION);
        assertThat(checks.of(code, null)).hasSize(1);
    }

    @Test
    void asksTheSameForOneSquadAndForMany() {
        patrol.running("TH-2047-09", XUJING);
        patrol.running("TH-2047-10", XUJING, ZHAOXIANG, "310118107", "310118109");
        draws.draw("TH-2047-09", "督查前抽样", SUPERVISION);
        draws.draw("TH-2047-10", "督查前抽样", SUPERVISION);

        int few = Statements.during(() -> draws.draw("TH-2047-09", "督查前抽样", SUPERVISION));
        int many = Statements.during(() -> draws.draw("TH-2047-10", "督查前抽样", SUPERVISION));

        assertThat(many).isEqualTo(few).isPositive();
        Client leader = Client.of("lead1", port);
        leader.get("/supervision/samples/TH-2047-09");
        int small = Statements.during(() -> leader.get("/supervision/samples/TH-2047-09"));
        assertThat(Statements.during(() -> leader.get("/supervision/samples/TH-2047-10")))
                .isEqualTo(small);
    }
}
