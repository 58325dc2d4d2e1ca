package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Status;
import cn.leiting.performance.Account;
import cn.leiting.performance.Account.Instalment;
import cn.leiting.performance.Deferrals;
import cn.leiting.performance.Payments;
import cn.leiting.performance.Performances;
import cn.leiting.remedy.Remedies;
import cn.leiting.remedy.Remedy.Kind;
import cn.leiting.remedy.Remedy.Result;
import cn.leiting.shared.Actor;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 处罚决定执行, driven as Tasklist does; decided on 2022-03-01, today is 2023-01-12. */
@LeitingTest
class CasePerformanceProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("casePerformance");

    private static final Actor DECIDER = new Actor("xujingDecide1", Set.of("decideXujing"));
    private static final Map<String, Object> DIRECT =
            Map.of("method", "DIRECT", "servedOn", "2022-03-02", "proof", "送达回证第1号");

    @Autowired
    private Desk desk;

    @Autowired
    private CasePerformanceCases made;

    @Autowired
    private Cases cases;

    @Autowired
    private Performances performances;

    @Autowired
    private Payments payments;

    @Autowired
    private Deferrals deferrals;

    @Autowired
    private Remedies remedies;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aFinePaidInTimeEndsThePerformance() {
        String code = made.decided("500.00");

        desk.submit("xujing1", code, "serveDecision", DIRECT);
        assertThat(cases.get(code).status()).isEqualTo(Status.SERVED);
        desk.submit("xujing3", code, "recordPerformance", paid("500.00", "2022-03-17"));

        assertThat(cases.get(code).status()).isEqualTo(Status.PERFORMED);
        assertThat(payments.account(code).surcharge()).isEqualByComparingTo("0");
        assertEnded(code);
    }

    @Test
    void aWarningIsPerformedOnceItIsServed() {
        String code = made.decided(null);

        desk.submit("xujing1", code, "serveDecision", DIRECT);

        assertThat(cases.get(code).status()).isEqualTo(Status.PERFORMED);
        assertEnded(code);
    }

    @Test
    void aWarningOnTheSpotNeedsNothingMore() {
        String code = made.onTheSpot(null, null);

        assertThat(cases.get(code).status()).isEqualTo(Status.PERFORMED);
        assertEnded(code);
    }

    @Test
    void whatOfficersCollectedOnTheSpotIsHandedInBeforeItEnds() {
        String code = made.onTheSpot("50.00", "收据0007");
        assertThat(payments.account(code).balance()).isEqualByComparingTo("0");
        assertThat(deadline("case.handIn:" + code)).isEqualTo("2022-03-03");

        refused("xujing1", code, "recordPerformance", Map.of("step", "DONE"), "还有没有缴清");
        desk.submit("xujing1", code, "recordPerformance", Map.of("step", "HANDED_IN", "paidOn", "2022-03-03"));

        assertEnded(code);
        assertThat(jdbc.sql("select met_at is not null from deadline where reference = ?")
                        .param("case.handIn:" + code)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void anotherDutyIsPerformedBesideTheFine() {
        String code = made.decided("100.00", "没收违法所得500元", CasePerformanceCases.DECIDED);
        served(code);
        desk.submit("xujing1", code, "recordPerformance", paid("100.00", "2022-03-05"));
        refused("xujing1", code, "recordPerformance", step("DUTY_DONE", "2022-03-05"), "说明");

        Map<String, Object> done = new HashMap<>(step("DUTY_DONE", "2022-03-08"));
        done.put("note", "违法所得已上缴国库。");
        desk.submit("xujing1", code, "recordPerformance", done);

        assertEnded(code);
    }

    @Test
    void whoPaysLateOwesTheSurchargeToo() {
        String code = made.decided("1000.00");
        served(code);

        desk.submit("xujing1", code, "recordPerformance", paid("1000.00", "2022-03-20"));

        assertThat(payments.account(code).payBy()).isEqualTo(LocalDate.of(2022, 3, 17));
        assertThat(payments.account(code).surcharge()).isEqualByComparingTo("90.00");
        assertThat(payments.account(code).balance()).isEqualByComparingTo("90.00");
        refused("xujing1", code, "recordPerformance", paid("90.01", "2022-03-21"), "第七十二条");
        desk.submit("xujing1", code, "recordPerformance", paid("90.00", "2022-03-21"));
        assertEnded(code);
    }

    @Test
    void aRemissionLeavesWhatHasNotBeenPaidOfTheSurcharge() {
        String code = made.decided("1000.00");
        served(code);
        desk.submit("xujing1", code, "recordPerformance", paid("1000.00", "2022-03-20"));

        deferrals.remit(code, "当事人已主动清理现场。", DECIDER);

        assertThat(payments.account(code).balance()).isEqualByComparingTo("0");
        desk.submit("xujing1", code, "recordPerformance", Map.of("step", "DONE"));
        assertEnded(code);
    }

    @Test
    void theCourtEnforcesWhatIsNotPaid() {
        String code = lapsed("1000.00");
        assertThat(cases.get(code).status()).isEqualTo(Status.ENFORCING);

        refused("xujing1", code, "enforceDecision", applied("2022-11-01"), "第五十四条");
        desk.submit("xujing1", code, "enforceDecision", urged("2022-05-05"));
        refused("xujing1", code, "enforceDecision", applied("2022-09-02"), "期限还没有届满，不能申请强制执行（行政强制法第五十三条）");
        refused("xujing1", code, "enforceDecision", applied("2022-12-20"), "三个月期限已经届满（行政强制法第五十三条）");
        assertThat(payments.account(code).surcharge()).isEqualByComparingTo("1000.00");
        desk.submit("xujing1", code, "enforceDecision", applied("2022-09-30"));
        desk.submit("xujing1", code, "enforceDecision", enforcedPaid("800.00", "2022-12-01"));
        Map<String, Object> closed = new HashMap<>(step("COURT_CLOSED", "2022-12-20"));
        closed.put("note", "法院裁定终结本次执行程序。");
        desk.submit("xujing1", code, "enforceDecision", closed);

        assertThat(payments.account(code).balance()).isEqualByComparingTo("1200.00");
        assertThat(cases.get(code).status()).isEqualTo(Status.PERFORMED);
        assertEnded(code);
    }

    @Test
    void whoPaysAfterTheUrgingIsDone() {
        String code = lapsed("200.00");
        desk.submit("xujing1", code, "enforceDecision", urged("2022-08-22"));

        desk.submit("xujing1", code, "enforceDecision", enforcedPaid("400.00", "2022-09-01"));

        assertEnded(code);
    }

    @Test
    void theCourtIsAskedOnlyAfterTheTenWorkingDaysOfTheUrging() {
        String code = lapsed("1000.00");
        desk.submit("xujing1", code, "enforceDecision", urged("2022-09-22"));

        refused("xujing1", code, "enforceDecision", applied("2022-10-11"), "第五十四条");
        desk.submit("xujing1", code, "enforceDecision", applied("2022-10-12"));
    }

    @Test
    void theDeadlineOfTheNextStepWaitsForTheLaw() {
        String code = lapsed("1000.00");

        desk.submit("xujing1", code, "enforceDecision", urged("2022-08-22"));

        assertThat(due(code, "enforceDecision")).isEqualTo(LocalDate.of(2022, 9, 21));
    }

    @Test
    void nobodyIsUrgedBeforeTheFineIsOverdue() {
        String code = made.decided("1000.00", null, LocalDate.of(2023, 1, 5));
        desk.submit(
                "xujing1",
                code,
                "serveDecision",
                Map.of("method", "LEFT", "servedOn", "2023-01-06", "proof", "送达回证第2号", "note", "拒绝签收，邻居见证。"));

        refused("xujing1", code, "recordPerformance", Map.of("step", "LAPSED"), "第六十七条");
        assertThat(payments.account(code).payBy()).isEqualTo(LocalDate.of(2023, 1, 28));
    }

    @Test
    void instalmentsThatAreKeptCostNothingMore() {
        String code = made.decided("1000.00", null, LocalDate.of(2022, 12, 28));
        desk.submit(
                "xujing1",
                code,
                "serveDecision",
                Map.of("method", "POST", "servedOn", "2023-01-03", "proof", "邮件号XA1"));
        deferrals.grant(
                code,
                "当事人经济困难，申请分期缴纳。",
                List.of(instalment(1, "2023-02-10", "400.00"), instalment(2, "2023-03-10", "600.00")),
                DECIDER);

        Map<String, Object> first = new HashMap<>(paid("400.00", "2023-01-12"));
        first.put("instalmentNo", 3);
        refused("xujing1", code, "recordPerformance", first, "没有批准第3期");
        first.put("instalmentNo", 1);
        desk.submit("xujing1", code, "recordPerformance", first);

        assertThat(payments.account(code).due()).isEqualTo(LocalDate.of(2023, 3, 10));
        assertThat(due(code, "recordPerformance")).isEqualTo(LocalDate.of(2023, 3, 14));
        assertThat(payments.account(code).balance()).isEqualByComparingTo("600.00");
    }

    @Test
    void aDecisionThatIsAnnulledIsNotPerformedAnyFurther() {
        String code = lapsed("1000.00");
        remedies.file(code, Kind.LITIGATION, LocalDate.of(2022, 4, 1), "上海铁路运输法院", DECIDER);

        remedies.decide(code, Result.ANNULLED, LocalDate.of(2022, 9, 1), "（2022）沪行初1号", null, DECIDER);

        assertThat(cases.get(code).status()).isEqualTo(Status.PERFORMED);
        assertThat(payments.account(code).balance()).isEqualByComparingTo("0");
        assertEnded(code);
    }

    @Test
    void aDecisionThatIsChangedIsPerformedAsItIsThen() {
        String code = made.decided("1000.00");
        served(code);
        remedies.file(code, Kind.RECONSIDERATION, LocalDate.of(2022, 3, 10), "青浦区人民政府", DECIDER);
        remedies.decide(code, Result.CHANGED, LocalDate.of(2022, 4, 20), "青府复决字1号", new BigDecimal("300.00"), DECIDER);

        Account account = payments.account(code);
        assertThat(account.fine()).isEqualByComparingTo("300.00");
        refused("xujing1", code, "recordPerformance", paid("318.01", "2022-04-22"), "第七十二条");
        desk.submit("xujing1", code, "recordPerformance", paid("318.00", "2022-04-22"));
        assertEnded(code);
    }

    @Test
    void theCourtIsNotAskedWhileARemedyLasts() {
        String code = lapsed("1000.00");
        desk.submit("xujing1", code, "enforceDecision", urged("2022-08-22"));
        remedies.file(code, Kind.LITIGATION, LocalDate.of(2022, 8, 30), "上海铁路运输法院", DECIDER);

        refused("xujing1", code, "enforceDecision", applied("2022-11-01"), "复议或者诉讼尚未终结");
        remedies.decide(code, Result.UPHELD, LocalDate.of(2022, 12, 1), "（2022）沪行初2号", null, DECIDER);
        desk.submit("xujing1", code, "enforceDecision", applied("2022-12-02"));
    }

    @Test
    void anAnnouncementCountsAsServedAfterThirtyDays() {
        String code = made.decided("1000.00");

        desk.submit(
                "xujing1",
                code,
                "serveDecision",
                Map.of("method", "ANNOUNCEMENT", "servedOn", "2022-03-08", "proof", "公告栏", "note", "其他方式无法送达。"));

        assertThat(performances.get(code).service().effectiveOn()).isEqualTo(LocalDate.of(2022, 4, 7));
        assertThat(payments.account(code).payBy()).isEqualTo(LocalDate.of(2022, 4, 22));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2022-03-02, 回证, '', '', 送达方式",
        "DIRECT, 2022-02-28, 送达回证, '', '', 送达日期应在作出决定之日至今天之间",
        "DIRECT, 2023-01-13, 送达回证, '', '', 送达日期应在作出决定之日至今天之间",
        "DIRECT, 2022-03-02, '', '', '', 送达凭证",
        "ELECTRONIC, 2022-03-02, 邮件编号, '', '', 第六十一条",
        "DIRECT, 2022-03-02, 送达回证, 同意书, '', 只有电子送达",
        "LEFT, 2022-03-02, 送达回证, '', '', 请说明原因和见证情况",
        "ANNOUNCEMENT, 2022-03-02, 公告栏, '', '', 请说明原因和见证情况",
        "ON_THE_SPOT, 2022-03-02, 送达回证, '', '', 第五十二条"
    })
    void refusesAServiceThatIsNotWholeOrNotLawful(
            String method, String on, String proof, String consent, String note, String sentence) {
        String code = made.decided("500.00");

        refused(
                "xujing1",
                code,
                "serveDecision",
                Map.of("method", method, "servedOn", on, "proof", proof, "consent", consent, "note", note),
                sentence);
        assertThat(cases.get(code).status()).isEqualTo(Status.DECIDED);
        assertThat(performances.get(code).service()).isNull();
    }

    @Test
    void onlyAHandlerServesTheDecision() {
        String code = made.decided("500.00");

        refused("xujing3", code, "serveDecision", DIRECT, "承办人");
        desk.submit(
                "xujing2",
                code,
                "serveDecision",
                Map.of("method", "ELECTRONIC", "servedOn", "2022-03-02", "proof", "电子邮件编号", "consent", "确认书第3号"));
    }

    @ParameterizedTest
    @CsvSource({
        "PAID, '', 2022-03-05, BANK, 票1号, 金额",
        "PAID, 0, 2022-03-05, BANK, 票1号, 缴款金额",
        "PAID, 10.001, 2022-03-05, BANK, 票1号, 缴款金额",
        "PAID, 100, 2022-03-05, ON_THE_SPOT, 票1号, 第六十七条",
        "PAID, 100, 2022-02-05, BANK, 票1号, 日期应在作出决定之日至今天之间",
        "PAID, 100, 2023-01-13, BANK, 票1号, 日期应在作出决定之日至今天之间",
        "PAID, 500.01, 2022-03-05, BANK, 票1号, 第七十二条",
        "DONE, '', '', '', '', 还有没有缴清",
        "HANDED_IN, '', 2022-03-05, '', '', 没有待上缴",
        "HANDED_IN, '', '', '', '', 请填写办理日期",
        "NONE, '', '', '', '', 办理事项"
    })
    void refusesAPaymentThatIsNotWholeOrNotOwed(
            String step, String amount, String on, String channel, String receipt, String sentence) {
        String code = made.decided("500.00");
        served(code);

        refused(
                "xujing1",
                code,
                "recordPerformance",
                Map.of("step", step, "amount", amount, "paidOn", on, "channel", channel, "receiptNo", receipt),
                sentence);
        assertThat(payments.account(code).payments()).isEmpty();
    }

    @Test
    void refusesTheSameReceiptTwice() {
        String code = made.decided("500.00");
        served(code);
        desk.submit("xujing1", code, "recordPerformance", paid("100.00", "2022-03-05"));

        refused("xujing1", code, "recordPerformance", paid("100.00", "2022-03-05"), "已经登记");
    }

    @Test
    void theDatabaseKeepsPaymentsWithinTheLawAndUnchanged() {
        String code = made.decided("500.00");
        served(code);
        desk.submit("xujing1", code, "recordPerformance", paid("100.00", "2022-03-05"));

        assertThatThrownBy(() -> jdbc.sql("""
                                insert into payment (case_code, no, paid_on, amount, channel, receipt_no, recorded_by, recorded_at)
                                values (?, 2, '2022-03-06', 900.01, 'BANK', '票2号', 'xujing1', now())
                                """).param(code).update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql("update payment set amount = 1 where case_code = ?")
                        .param(code)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xujingDecide1", "xujingReview1", "xujingTown1", "baihe1", "legal1", "supervision1"})
    void offersTheStepsToTheSquadOnly(String other) {
        String code = made.decided("500.00");
        assertThat(desk.tasks("xujing1", code, "serveDecision")).hasSize(1);
        assertThat(desk.tasks(other, code, "serveDecision")).isEmpty();
        served(code);
        assertThat(desk.tasks("xujing4", code, "recordPerformance")).hasSize(1);
        assertThat(desk.tasks(other, code, "recordPerformance")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xujing1", "xujingDecide1", "coordination1", "bureau1"})
    void isStartedByNobodyInTasklist(String person) {
        assertThatThrownBy(() -> desk.start(person, "casePerformance", Map.of()))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void servingIsOwedWithinSevenWorkingDaysOfTheDecision() {
        String code = made.decided("500.00");

        assertThat(due(code, "serveDecision")).isEqualTo(LocalDate.of(2022, 3, 10));
        served(code);
        assertThat(due(code, "recordPerformance")).isEqualTo(LocalDate.of(2022, 3, 21));
    }

    private LocalDate due(String code, String task) {
        return LocalDate.ofInstant(
                desk.tasks("xujing1", code, task).get(0).getDueDate().toInstant(), ZoneId.of("Asia/Shanghai"));
    }

    private String deadline(String reference) {
        return jdbc.sql("select (due_at at time zone 'Asia/Shanghai')::date::text from deadline where reference = ?")
                .param(reference)
                .query(String.class)
                .single();
    }

    private void served(String code) {
        desk.submit("xujing1", code, "serveDecision", DIRECT);
    }

    private String lapsed(String fine) {
        String code = made.decided(fine);
        served(code);
        desk.submit("xujing1", code, "recordPerformance", Map.of("step", "LAPSED"));
        return code;
    }

    private static Instalment instalment(int no, String on, String amount) {
        return new Instalment(no, LocalDate.parse(on), new BigDecimal(amount));
    }

    private static Map<String, Object> step(String step, String on) {
        return Map.of("step", step, "paidOn", on);
    }

    private static Map<String, Object> paid(String amount, String on) {
        return Map.of("step", "PAID", "amount", amount, "paidOn", on, "channel", "BANK", "receiptNo", "票" + on);
    }

    private static Map<String, Object> enforcedPaid(String amount, String on) {
        Map<String, Object> form = new HashMap<>(paid(amount, on));
        form.put("channel", "COURT");
        return form;
    }

    private static Map<String, Object> urged(String on) {
        return Map.of("step", "URGED", "paidOn", on, "urgingNo", "徐泾镇催字1号");
    }

    private static Map<String, Object> applied(String on) {
        return Map.of("step", "APPLIED", "paidOn", on, "court", "上海市青浦区人民法院");
    }

    private void refused(String user, String code, String task, Map<String, Object> form, String sentence) {
        assertThatThrownBy(() -> desk.submit(user, code, task, form))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessageContaining(sentence);
    }

    private void assertEnded(String code) {
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count())
                .isZero();
    }
}
