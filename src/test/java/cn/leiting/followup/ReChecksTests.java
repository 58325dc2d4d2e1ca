package cn.leiting.followup;

import static cn.leiting.followup.Corner.INSPECTIONS;
import static cn.leiting.followup.Corner.RE_CHECKS;
import static cn.leiting.followup.Corner.day;
import static cn.leiting.followup.Corner.taken;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.catalogue.Point;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.fieldwork.Patrol;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What re-checks make of orders and findings, and when something has come back. */
@LeitingTest
class ReChecksTests {

    @LocalServerPort
    private int port;

    @Autowired
    private Corner corner;

    @Autowired
    private Relapses relapses;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    private static int corners = 10;

    private Point point;
    private String campaign;
    private String task;
    private Client officer;
    private JsonNode found;
    private String no;

    /** On a corner of its own a stall was ordered away on 16 December until the 20th. */
    @BeforeEach
    void ordered() {
        point = corner.point(corners++);
        campaign = "TH-2060-%02d".formatted(corners);
        task = corner.task(campaign, point, corner.point(1));
        officer = Client.of("xujing1", port);
        found = taken(officer.post(INSPECTIONS, corner.ordered(task, point, "2022-12-16", "2022-12-20")));
        no = found.get("order").asText();
    }

    private long finding() {
        return found.get("id").asLong();
    }

    private Client.Answer reCheck(String day, String result) {
        return officer.post(RE_CHECKS, corner.again(task, point, day, finding(), result));
    }

    private void refused(int status, String sentence, Client.Answer answer) {
        assertThat(answer.body()).contains(sentence);
        assertThat(answer.status()).isEqualTo(status);
    }

    private int reChecks() {
        return jdbc.sql("select count(*) from re_check where finding = ?")
                .param(finding())
                .query(Integer.class)
                .single();
    }

    @Test
    void passingClosesTheOrderOnTheDayOfTheVisitAndIsStoredOnce() {
        ObjectNode visit = corner.again(task, point, "2022-12-19", finding(), "PASS");

        Client.Answer first = officer.post(RE_CHECKS, visit);
        Client.Answer again = officer.post(INSPECTIONS, visit);
        Client.Answer other = officer.post(RE_CHECKS, visit.deepCopy().put("result", "CANNOT_CHECK"));

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(other.status()).isIn(409, 422);
        assertThat(corner.order(no).status()).isEqualTo(Order.Status.CLOSED);
        assertThat(corner.order(no).closedOn()).isEqualTo(day("2022-12-19"));
        assertThat(reChecks()).isOne();
        assertThat(officer.get("/orders/" + no).body()).contains("合格", "2022年12月19日");
    }

    @Test
    void otherContentOfAReCheckUnderItsNumberIsKeptForAPerson() {
        ObjectNode visit = corner.routine(point, "2022-12-21", finding(), "FAIL");
        taken(officer.post(RE_CHECKS, visit));

        refused(409, "内容与此次不同", officer.post(RE_CHECKS, visit.put("result", "PASS")));

        assertThat(corner.order(no).status()).isEqualTo(Order.Status.OPEN);
    }

    @Test
    void failingOnceGivesSevenDaysAndFailingAgainIsARefusalWithAProposal() {
        JsonNode same = taken(reCheck("2022-12-21", "FAIL"));

        assertThat(same.get("order").asText()).as("the problem is the same").isEqualTo(no);
        assertThat(corner.order(no).extendedBy()).isEqualTo(Order.ExtendedBy.RE_CHECK);
        assertThat(corner.order(no).lastDay()).isEqualTo(day("2022-12-28"));

        taken(reCheck("2022-12-29", "FAIL"));

        Order order = corner.order(no);
        assertThat(order.status()).isEqualTo(Order.Status.REFUSED);
        assertThat(order.refusedOn()).isEqualTo(day("2022-12-29"));
        assertThat(order.proposal()).isEqualTo(Proposal.ORDINARY);
        assertThat(officer.get("/orders/" + no).body()).contains("拒不改正", "普通程序立案");
        taken(reCheck("2022-12-30", "PASS"));
        assertThat(corner.order(no).status()).isEqualTo(Order.Status.REFUSED);
    }

    @Test
    void aSecondFailureInsideTheSevenDaysChangesNothingYet() {
        taken(reCheck("2022-12-21", "FAIL"));
        taken(reCheck("2022-12-24", "FAIL"));

        assertThat(corner.order(no).status()).isEqualTo(Order.Status.OPEN);

        taken(reCheck("2022-12-28", "PASS"));
        assertThat(corner.order(no).status()).isEqualTo(Order.Status.CLOSED);
    }

    @Test
    void theOrderInWhichPhonesSendChangesNothing() {
        taken(reCheck("2022-12-29", "FAIL"));
        assertThat(corner.order(no).lastDay()).isEqualTo(day("2023-01-05"));

        taken(reCheck("2022-12-21", "FAIL"));

        assertThat(corner.order(no).status()).isEqualTo(Order.Status.REFUSED);
        assertThat(corner.order(no).lastDay()).isEqualTo(day("2022-12-28"));
    }

    @Test
    void aVoidedReCheckIsTakenBack() {
        ObjectNode visit = corner.again(task, point, "2022-12-19", finding(), "PASS");
        officer.post(RE_CHECKS, visit);

        Client.of("xujingLead", port)
                .post(INSPECTIONS + "/" + visit.get("clientId").asText() + "/void", Map.of("reason", "拍错了点位，重新复查。"));

        assertThat(corner.order(no).status()).isEqualTo(Order.Status.OPEN);
        assertThat(corner.order(no).closedOn()).isNull();
        assertThat(officer.get("/orders/" + no).body()).contains("记录已作废");
    }

    @Test
    void whatCannotBeCheckedLeavesTheOrderOpen() {
        ObjectNode visit = corner.again(task, point, "2022-12-21", finding(), "CANNOT_CHECK");
        visit.putArray("items");

        refused(422, "请选择无法复查的原因。", officer.post(RE_CHECKS, visit));
        refused(
                422,
                "不是无法复查的，不填无法复查的原因。",
                officer.post(
                        RE_CHECKS,
                        corner.again(task, point, "2022-12-21", finding(), "PASS")
                                .put("cannotCheckReason", "MOVED")));
        taken(officer.post(RE_CHECKS, visit.put("cannotCheckReason", "CLOSED_DOWN")));

        assertThat(corner.order(no).status()).isEqualTo(Order.Status.OPEN);
        assertThat(officer.get("/orders/" + no).body()).contains("无法复查", "已关停");
    }

    /** Domain 6.4: it leaves numerator and denominator. */
    @Test
    void whatCannotBeCheckedIsNoRoundAndNoneIsOwedInItsPlace() {
        jdbc.sql("update assigned_point set required_rounds = 2 where assignment = ? and point = ?")
                .params(campaign, point.code())
                .update();
        assertThat(figures()).isEqualTo("23 1 0 0 22");

        hindered("2022-12-21");
        assertThat(figures()).as("the other round has been made").isEqualTo("22 1 0 1 21");

        taken(reCheck("2022-12-22", "PASS"));
        assertThat(figures()).as("it could be checked after all").isEqualTo("23 2 0 1 21");
    }

    @Test
    void aPointThatCouldNeverBeCheckedIsLeftOutLikeAnExcusedOne() {
        String next = "TH-2060-7" + corners;
        task = corner.task(next, point);
        campaign = next;
        assertThat(figures()).isEqualTo("21 0 0 0 21");

        hindered("2022-12-21");

        assertThat(figures()).isEqualTo("20 0 1 0 20");
    }

    /** Rounds required and made; points excused, done and open: each of them is one of these. */
    private String figures() {
        return jdbc.sql("""
                        select concat_ws(' ', rounds.required, rounds.made, excused, done, open)
                        from squad_task_rounds(array [:task]) rounds
                                 join squad_task_figures(array [:task]) figures on figures.task = rounds.task
                        where assigned = excused + done + open
                        """).param("task", task).query(String.class).single();
    }

    private void hindered(String day) {
        ObjectNode visit = corner.again(task, point, day, finding(), "CANNOT_CHECK");
        visit.putArray("items");
        taken(officer.post(RE_CHECKS, visit.put("cannotCheckReason", "NO_ACCESS")));
    }

    @Test
    void nobodyHasFailedBeforeTheLastDayIsOver() {
        refused(422, "责令改正期限到2022年12月20日，期限届满前不能记为不合格。", reCheck("2022-12-20", "FAIL"));
        assertThat(reChecks()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "originalFindingId, 999999999, 没有编号为“999999999”的问题。",
        "originalFindingId, abc, 原问题编号格式不对。",
        "result, MAYBE, 复查结果不在可选范围内。",
        "legalClass, STREET_PATROL, 不是复查的，不填原问题和复查结果。",
        "startedAt, 2022-12-16T08:10:00+08:00, 复查时间应晚于原检查时间。"
    })
    void refusesAReCheckThatMakesNoSense(String field, String value, String sentence) {
        ObjectNode visit = corner.again(task, point, "2022-12-16", finding(), "PASS")
                .put("startedAt", "2022-12-16T09:10:00+08:00")
                .putNull("endedAt");

        refused(422, sentence, officer.post(RE_CHECKS, visit.put(field, value)));

        assertThat(reChecks()).isZero();
    }

    @Test
    void refusesAReCheckWithoutItsFindingOrSomewhereElse() {
        ObjectNode visit = corner.again(task, point, "2022-12-21", finding(), "PASS");

        refused(
                422,
                "复查应当填写原问题和复查结果。",
                officer.post(
                        RE_CHECKS, visit.deepCopy().putNull("originalFindingId").putNull("result")));
        refused(
                422,
                "复查的点位应与原问题的点位相同。",
                officer.post(
                        RE_CHECKS,
                        visit.deepCopy().put("pointCode", corner.point(1).code())));
        ObjectNode still =
                corner.again(task, point, "2022-12-21", finding(), "FAIL").put("result", "PASS");
        refused(422, "同一违法行为仍有问题的，复查结果不能是合格。", officer.post(RE_CHECKS, still));
    }

    @Test
    void refusesToReCheckAVisitThatWasVoided() {
        ObjectNode first = corner.ordered(task, point, "2022-12-17", "2022-12-20");
        found = taken(officer.post(INSPECTIONS, first));
        Client.of("xujingLead", port)
                .post(INSPECTIONS + "/" + first.get("clientId").asText() + "/void", Map.of("reason", "点位选错，重新记录。"));

        refused(409, "原检查记录已经作废，不需要复查。", reCheck("2022-12-21", "PASS"));
    }

    @Test
    void anOrderOfACancelledCampaignIsStillReCheckedUnderRoutineByItsOwnSquad() {
        jdbc.sql("update assignment set cancelled = true, closed_at = now() where code = ?")
                .param(campaign)
                .update();
        jdbc.sql("update squad_task set state = 'CANCELLED', closed_at = now() where code = ?")
                .param(task)
                .update();
        ObjectNode visit = corner.routine(point, "2022-12-19", finding(), "PASS");

        assertThat(reCheck("2022-12-19", "PASS").status()).isEqualTo(409);
        refused(403, "没有中队任务的，只能复查本中队的责令改正。", foreign(visit.deepCopy()));
        refused(422, "没有中队任务的复查，不能同时服务其他任务。", officer.post(RE_CHECKS, withOther(visit.deepCopy())));
        taken(officer.post(RE_CHECKS, visit));

        assertThat(corner.order(no).status()).isEqualTo(Order.Status.CLOSED);
        refused(
                409,
                "没有中队任务的，只能复查尚未办结的责令改正。",
                officer.post(RE_CHECKS, corner.routine(point, "2022-12-20", finding(), "PASS")));
    }

    private Client.Answer foreign(ObjectNode visit) {
        visit.putArray("officers").add("zhaoxiang1").add("zhaoxiang2");
        return Client.of("zhaoxiang1", port).post(RE_CHECKS, visit);
    }

    private static ObjectNode withOther(ObjectNode visit) {
        visit.putArray("alsoServes").add("TH-2060-99:310118106");
        return visit;
    }

    @Test
    void aPatrolWithoutATaskStaysRefused() {
        refused(
                422,
                "请填写中队任务编号。",
                officer.post(
                        INSPECTIONS, corner.stall(task, point, "2022-12-21").putNull("squadTask")));
    }

    @Test
    void aFindingWithoutAnOrderIsReCheckedAsWell() {
        found = taken(officer.post(INSPECTIONS, corner.stall(task, point, "2022-12-17")));

        taken(reCheck("2022-12-18", "FAIL"));
        taken(reCheck("2022-12-19", "PASS"));

        assertThat(reChecks()).isEqualTo(2);
    }

    @Test
    void whatComesBackAfterPassingIsARelapseOnceHoweverOftenItIsSeen() {
        taken(reCheck("2022-12-19", "PASS"));
        JsonNode back = taken(officer.post(INSPECTIONS, corner.stall(task, point, "2022-12-24")));
        taken(officer.post(INSPECTIONS, corner.stall(task, point, "2022-12-25")));

        assertThat(relapses.of(campaign))
                .singleElement()
                .returns(back.get("id").asLong(), Relapses.Relapse::newFinding)
                .returns(finding(), Relapses.Relapse::firstFinding)
                .returns(5, Relapses.Relapse::daysAfterClose);
        assertThat(Client.of("supervision1", port)
                        .get("/orders/relapses?campaign=" + campaign)
                        .body())
                .contains(point.code(), "5日");
    }

    @Test
    void ofTwoVisitsStoredAtOnceOnlyOneUndoesTheReCheck() throws Exception {
        taken(reCheck("2022-12-19", "PASS"));
        long place = jdbc.sql("select hashtextextended('relapse ' || ?, 0)")
                .param(point.code())
                .query(Long.class)
                .single();
        List<CompletableFuture<Client.Answer>> sent = new ArrayList<>();
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select pg_advisory_xact_lock(" + place + ")");
            for (String day : List.of("2022-12-24", "2022-12-25")) {
                ObjectNode visit = corner.stall(task, point, day);
                sent.add(CompletableFuture.supplyAsync(
                        () -> Client.of("xujing1", port).post(INSPECTIONS, visit)));
            }
            untilBothWait();
            other.rollback();
        }

        sent.forEach(answer -> taken(answer.join()));
        assertThat(relapses.of(campaign)).hasSize(1);
    }

    private void untilBothWait() throws InterruptedException {
        for (int tries = 0; tries < 200; tries++) {
            int waiting = jdbc.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                    .query(Integer.class)
                    .single();
            if (waiting == 2) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the visits do not wait for each other");
    }

    @Test
    void withoutPassingInBetweenNothingHasComeBack() {
        taken(officer.post(INSPECTIONS, corner.stall(task, point, "2022-12-17")));
        taken(reCheck("2022-12-21", "FAIL"));

        assertThat(relapses.of(campaign)).isEmpty();
    }

    @Test
    void aPassThatArrivesLateMakesTheRelapseThen() {
        taken(officer.post(INSPECTIONS, corner.stall(task, point, "2022-12-24")));
        assertThat(relapses.of(campaign)).isEmpty();

        taken(reCheck("2022-12-19", "PASS"));

        assertThat(relapses.of(campaign)).hasSize(1);
    }

    @Test
    void failingAfterPassingIsAFindingOfItsOwn() {
        taken(reCheck("2022-12-19", "PASS"));
        ObjectNode empty = corner.again(task, point, "2022-12-27", finding(), "FAIL");
        Patrol.mark(empty, "CA-02", "OK");
        empty.putArray("findings");
        refused(422, "问题已经复查合格，再次发现的，请同时填写问题。", officer.post(RE_CHECKS, empty));

        ObjectNode again = corner.again(task, point, "2022-12-27", finding(), "FAIL");
        Corner.order(again, "2022-12-30");
        String other = taken(officer.post(RE_CHECKS, again)).get("order").asText();

        assertThat(other).startsWith("ZG-").isNotEqualTo(no);
        assertThat(corner.order(no).status()).isEqualTo(Order.Status.CLOSED);
        assertThat(relapses.of(campaign)).hasSize(1);
    }

    @Test
    void aRelapseOfWhichAVisitWasVoidedDoesNotCount() {
        taken(reCheck("2022-12-19", "PASS"));
        ObjectNode visit = corner.stall(task, point, "2022-12-24");
        taken(officer.post(INSPECTIONS, visit));
        taken(officer.post(INSPECTIONS, corner.stall(task, point, "2022-12-26")));

        Client.of("xujingLead", port)
                .post(INSPECTIONS + "/" + visit.get("clientId").asText() + "/void", Map.of("reason", "点位选错，重新记录。"));
        assertThat(relapses.of(campaign)).isEmpty();
        taken(officer.post(INSPECTIONS, corner.stall(task, point, "2022-12-27")));

        assertThat(relapses.of(campaign)).singleElement().returns(7, Relapses.Relapse::daysAfterClose);
    }

    @Test
    void nothingComesBackAfterTheWindow() {
        jdbc.sql("update parameter set value = '3' where key = 'relapse.days'").update();
        jdbc.sql("update work_calendar_current set edition = nextval('work_calendar_edition')")
                .update();
        try {
            taken(reCheck("2022-12-19", "PASS"));
            taken(officer.post(INSPECTIONS, corner.stall(task, point, "2022-12-23")));

            assertThat(relapses.of(campaign)).isEmpty();
        } finally {
            jdbc.sql("update parameter set value = '90' where key = 'relapse.days'")
                    .update();
            jdbc.sql("update work_calendar_current set edition = nextval('work_calendar_edition')")
                    .update();
        }
    }

    @Test
    void aMergedPointKeepsItsPast() {
        Point left = corner.point(corners++);
        String later = corner.task("TH-2060-8" + corners, left);
        jdbc.sql("update inspection_point set status = 'MERGED', merged_into = ? where code = ?")
                .params(left.code(), point.code())
                .update();

        taken(officer.post(RE_CHECKS, corner.again(later, left, "2022-12-19", finding(), "PASS")));
        taken(officer.post(INSPECTIONS, corner.stall(later, left, "2022-12-24")));

        assertThat(corner.order(no).status()).isEqualTo(Order.Status.CLOSED);
        assertThat(relapses.of("TH-2060-8" + corners)).hasSize(1);
    }

    @Test
    void refusesACaseWhereTheLawFirstWantsAnOrderUntilThatWasRefused() {
        ObjectNode posted = corner.stall(task, point, "2022-12-17");
        Patrol.mark(posted, "CA-02", "OK");
        Patrol.mark(posted, "CA-04", "PROBLEM");
        posted.putArray("findings");
        Patrol.finding(posted, "VIO_POSTING").put("disposition", "CASE");

        refused(422, "依法应当先责令改正，拒不改正或者逾期不改正的才能立案查处。", officer.post(INSPECTIONS, posted));

        ObjectNode first = posted.deepCopy();
        Corner.order(first, "2022-12-18");
        found = taken(officer.post(INSPECTIONS, first));
        for (String day : List.of("2022-12-19", "2022-12-27")) {
            taken(officer.post(RE_CHECKS, corner.routine(point, day, finding(), "FAIL")));
        }
        taken(officer.post(
                INSPECTIONS,
                Corner.on(posted.deepCopy(), "2022-12-28")
                        .put("clientId", java.util.UUID.randomUUID().toString())));
        assertThat(jdbc.sql("select proposal from finding where id = ?")
                        .param(finding())
                        .query(String.class)
                        .single())
                .isEqualTo("ORDER_WITH_DEADLINE");
    }
}
