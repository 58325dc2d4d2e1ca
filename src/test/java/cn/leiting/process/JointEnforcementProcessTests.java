package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.joint.Invitations;
import cn.leiting.joint.JointFile;
import cn.leiting.joint.JointFile.Invitation;
import cn.leiting.joint.JointForms.Attendance;
import cn.leiting.joint.JointForms.Reply;
import cn.leiting.joint.JointOperation.Status;
import cn.leiting.joint.JointOperations;
import cn.leiting.joint.Results;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 联合执法, driven as Tasklist does; today is 2023-01-12. */
@LeitingTest
class JointEnforcementProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("jointEnforcement");

    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));
    private static final String POLICE = "agencyPolice";
    private static final String MARKET = "agencyMarket";
    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");
    private static final Map<String, Object> RETURN = Map.of("decision", "RETURN", "comment", "请写明涉及的职责。");
    private static final Map<String, Object> REJECT = Map.of("decision", "REJECT", "comment", "本局职权已经足够。");
    private static final Map<String, Object> ACCEPT = Map.of("reply", "ACCEPT");
    private static final Map<String, Object> CLOSE = Map.of("summary", "检查渣土车二十台，查处未密闭运输一起，各部门密切配合。");

    @Autowired
    private Desk desk;

    @Autowired
    private JointOperations operations;

    @Autowired
    private Invitations invitations;

    @Autowired
    private Results results;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void goesFromASquadsProposalToTheSummary() {
        String code = proposed("zhaoxiang1");
        desk.submit("coordination1", code, "screenJoint", APPROVE);
        desk.submit("lead1", code, "approveJoint", APPROVE);
        desk.fire(code, "serviceTask_issueLetters");

        desk.submit("police1", code, "replyInvitation", ACCEPT);
        submitOf("区市场监管局", "coordination2", code, "replyInvitation", Map.of("reply", "DECLINE", "remark", "沪市监函1号。"));
        desk.submit("coordination1", code, "planJoint", plan());
        desk.fire(code, "timer_held");
        desk.submit("police1", code, "recordJointResult", result());
        results.attend(code, List.of(new Attendance("310118105", true, null)), COORDINATION);
        desk.submit("coordination1", code, "closeJoint", CLOSE);

        assertThat(code).matches("JO-2023-\\d{3,}");
        JointFile file = operations.file(code);
        assertThat(file.operation().status()).isEqualTo(Status.CLOSED);
        assertThat(file.invitations())
                .extracting(Invitation::reply, Invitation::recorded)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Reply.ACCEPT, false),
                        org.assertj.core.groups.Tuple.tuple(Reply.DECLINE, true));
        assertThat(file.invitations().get(0).task()).isEqualTo("检查车辆证照。");
        assertThat(file.invitations().get(0).outcome().followUp().text()).isEqualTo("查明运输单位。");
        assertThat(file.byMatter()).extracting(unit -> unit.shortName()).containsExactly("公安", "绿容", "交通");
        assertEnded(code);
    }

    @Test
    void letsTheProposerCompleteWhatTheScreeningReturns() {
        String code = proposed("zhaoxiang1");
        desk.submit("coordination1", code, "screenJoint", RETURN);
        assertThat(operations.get(code).status()).isEqualTo(Status.RETURNED);
        assertThat(desk.tasks("xujing1", code, "reviseJoint")).isEmpty();

        Map<String, Object> anew = new HashMap<>(proposal());
        anew.put("suggestedAgencies", List.of("agencyWater"));
        desk.submit("zhaoxiang2", code, "reviseJoint", anew);
        desk.submit("coordination1", code, "screenJoint", REJECT);

        assertThat(operations.file(code).invitations())
                .extracting(Invitation::agency)
                .containsExactly("agencyWater");
        assertThat(operations.get(code).status()).isEqualTo(Status.NOT_NEEDED);
        assertEnded(code);
    }

    @Test
    void goesBackToTheScreeningAndEndsWhereTheLeaderDoesNotApprove() {
        String code = proposed("legal1");
        desk.submit("coordination1", code, "screenJoint", Map.of("decision", "APPROVE", "agencies", List.of(MARKET)));
        desk.submit("lead1", code, "approveJoint", RETURN);
        desk.submit("coordination1", code, "screenJoint", APPROVE);
        desk.submit("lead1", code, "approveJoint", REJECT);

        assertThat(operations.get(code).status()).isEqualTo(Status.REJECTED);
        assertThat(operations.file(code).invitations())
                .extracting(Invitation::agency)
                .containsExactly(MARKET);
        assertThat(operations.file(code).invitations().get(0).letter()).isNull();
        assertEnded(code);
    }

    @Test
    void isNeverBlockedByAnAgencyThatDoesNotAnswer() {
        String code = invited("supervision1");
        desk.submit("police1", code, "replyInvitation", ACCEPT);
        desk.fire(code, "timer_replyClosed");

        assertThat(desk.tasks("market1", code, "replyInvitation")).isEmpty();
        desk.submit(
                "coordination1", code, "decideSilence", Map.of("decision", "HOLD_WITHOUT", "comment", "不再等待，照常举行。"));
        desk.submit("coordination1", code, "planJoint", plan());

        assertThat(invitation(code, MARKET).inWords()).isEqualTo("未答复，不再等待");
        assertThat(operations.get(code).status()).isEqualTo(Status.PLANNED);
    }

    @Test
    void withdrawsTheInvitationOfWhoDoesNotAnswer() {
        String code = invited("office1");
        desk.submit("police1", code, "replyInvitation", ACCEPT);
        desk.fire(code, "timer_replyClosed");

        desk.submit("coordination1", code, "decideSilence", Map.of("decision", "DROP", "comment", "不再邀请该单位。"));

        assertThat(invitation(code, MARKET).droppedReason()).isEqualTo("不再邀请该单位。");
        assertThat(desk.tasks("coordination1", code, "planJoint")).hasSize(1);
    }

    @Test
    void waitsLongerAndAsksEverybodyAgainForOtherDays() {
        String code = invited("coordination1");
        String first = invitation(code, POLICE).letter().number();
        desk.submit("police1", code, "replyInvitation", ACCEPT);
        desk.fire(code, "timer_replyClosed");

        desk.submit(
                "coordination1",
                code,
                "decideSilence",
                Map.of("decision", "POSTPONE", "comment", "推迟一周再举行。", "from", "2023-02-06", "to", "2023-02-08"));
        desk.fire(code, "serviceTask_issueLetters");

        assertThat(operations.get(code).proposal().firstDay()).isEqualTo(LocalDate.of(2023, 2, 6));
        assertThat(desk.tasks("police1", code, "replyInvitation")).hasSize(1);
        assertThat(desk.tasks("market1", code, "replyInvitation")).hasSize(1);
        assertThat(invitation(code, POLICE).letter().number()).isNotEqualTo(first);
    }

    @Test
    void waitsLongerForTheSilentOnlyWhereTheDaysStay() {
        String code = invited("coordination1");
        desk.submit("police1", code, "replyInvitation", ACCEPT);
        desk.fire(code, "timer_replyClosed");

        desk.submit("coordination1", code, "decideSilence", Map.of("decision", "POSTPONE", "comment", "电话催办后再等。"));
        desk.fire(code, "serviceTask_issueLetters");

        assertThat(desk.tasks("police1", code, "replyInvitation")).isEmpty();
        assertThat(desk.tasks("market1", code, "replyInvitation")).hasSize(1);
    }

    @Test
    void asksAnAgencyThatIsInvitedLaterAndForgetsOneThatIsDropped() {
        String code = invited("zhaoxiang1");
        String policeTask =
                desk.tasks("police1", code, "replyInvitation").get(0).getId();
        desk.submit("market1", code, "replyInvitation", ACCEPT);

        invitations.invite(code, "agencyWater", COORDINATION);
        invitations.drop(code, MARKET, "本次不涉及市场监管。", COORDINATION);
        desk.fire(code, "serviceTask_issueLetters");

        assertThat(desk.tasks("water1", code, "replyInvitation")).hasSize(1);
        assertThat(desk.tasks("police1", code, "replyInvitation"))
                .extracting(Task::getId)
                .hasSize(1)
                .doesNotContain(policeTask);
        desk.submit("water1", code, "replyInvitation", ACCEPT);
        desk.submit("police1", code, "replyInvitation", Map.of("reply", "DECLINE"));
        desk.submit("coordination1", code, "planJoint", withoutDuties());
        assertThat(invitation(code, MARKET).takesPart()).isFalse();
    }

    @Test
    void isPlannedAnewWhenTheDaysMoveAfterThePlan() {
        String code = planned();

        invitations.reschedule(code, LocalDate.of(2023, 2, 20), LocalDate.of(2023, 2, 21), "天气原因改期。", COORDINATION);
        desk.fire(code, "serviceTask_issueLetters");
        desk.submit(
                "police1",
                code,
                "replyInvitation",
                Map.of("reply", "OTHER_DATE", "proposedOn", "2023-02-22", "remark", "前一日有任务。"));
        desk.submit("coordination1", code, "planJoint", plan());

        assertThat(invitation(code, POLICE).proposedOn()).isEqualTo(LocalDate.of(2023, 2, 22));
        assertThat(invitation(code, MARKET).reply()).isEqualTo(Reply.DECLINE);
        assertThat(operations.get(code).status()).isEqualTo(Status.PLANNED);
    }

    @Test
    void endsAtOnceWhenItIsCancelled() {
        String code = planned();

        operations.cancel(code, "事项已经由镇政府解决。", COORDINATION);

        assertThat(operations.get(code).status()).isEqualTo(Status.CANCELLED);
        assertEnded(code);
    }

    @Test
    void isCancelledBeforeItsApprovalToo() {
        String code = proposed("zhaoxiang1");

        operations.cancel(code, "事项已经由镇政府解决。", COORDINATION);

        assertEnded(code);
        assertThatThrownBy(() -> operations.cancel(code, "事项已经由镇政府解决。", COORDINATION))
                .hasMessage("联合执法" + code + "已取消，不能取消。");
    }

    @Test
    void refusesAPlanWhereNobodyTakesPart() {
        String code = invited("zhaoxiang1");
        desk.submit("police1", code, "replyInvitation", Map.of("reply", "DECLINE"));
        desk.submit("market1", code, "replyInvitation", Map.of("reply", "DECLINE", "remark", "非本局职责。"));

        assertRefused(code, "planJoint", withoutDuties(), "没有单位参加，请在联合执法页增加受邀单位，或者取消本次联合执法。");
    }

    @ParameterizedTest
    @CsvSource({
        "heldAt, 2023-01-11T20:00, 举行日期不能早于今天。",
        "heldAt, '', 举行日期",
        "assemblyPoint, '', 集合地点",
        "commander, '', 现场负责人",
        "safetyPlan, '', 安全预案"
    })
    void checksEveryFieldOfThePlan(String field, String value, String sentence) {
        String code = replied();
        Map<String, Object> form = new HashMap<>(plan());
        form.put(field, value);

        assertRefused(code, "planJoint", form, sentence);
    }

    @Test
    void refusesADutyOfWhoDoesNotComeAndASquadThatIsNone() {
        String code = replied();
        Map<String, Object> form = new HashMap<>(plan());
        form.put("tasks", List.of(Map.of("agency", MARKET, "task", "检查食品。")));
        assertRefused(code, "planJoint", form, "分工只能给参加的单位，每个单位一条。");

        form.putAll(plan());
        form.put("squads", List.of("310118108"));
        assertRefused(code, "planJoint", form, "没有代码为“310118108”的中队。");
    }

    @Test
    void wantsACodeOfInspectionForEnterprisesFrom2025On() {
        String code = replied();
        Map<String, Object> form = new HashMap<>(plan());
        form.put("enterpriseInspection", true);
        form.put("heldAt", "2025-01-01T00:00");
        assertRefused(code, "planJoint", form, "2025年1月1日起进入企业检查的，请填写检查码。");

        form.put("heldAt", "2024-12-31T23:59");
        desk.submit("coordination1", code, "planJoint", form);
        assertThat(operations.get(code).plan().inspectionCode()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "reply, '', 答复",
        "reply, MAYBE, “答复”",
        "reply, OTHER_DATE, 建议改期时请填写建议日期。",
    })
    void checksEveryReply(String field, String value, String sentence) {
        String code = invited("zhaoxiang1");

        assertThatThrownBy(() -> desk.submit("police1", code, "replyInvitation", Map.of(field, value)))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void refusesAnotherDayThatIsOver() {
        String code = invited("zhaoxiang1");

        assertThatThrownBy(() -> desk.submit(
                        "police1", code, "replyInvitation", Map.of("reply", "OTHER_DATE", "proposedOn", "2023-01-11")))
                .hasMessage("建议日期不能早于今天。");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "matter||事项",
                "place||地点",
                "from||拟定日期起",
                "to|2023-01-31|结束日期不能早于开始日期。",
                "campaignId|TH-2054-99|没有编号为“TH-2054-99”的已批准行动，不属于专项行动的请不要填写。",
                "kind|NOISE|“事项类别”"
            })
    void checksEveryFieldOfAProposal(String field, String value, String sentence) {
        Map<String, Object> form = new HashMap<>(proposal());
        form.put(field, value == null ? "" : value);

        assertThatThrownBy(() -> desk.start("zhaoxiang1", "jointEnforcement", form))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void refusesAProposalOfDaysThatAreOverOrWithoutAgencies() {
        Map<String, Object> over = new HashMap<>(proposal());
        over.put("from", "2023-01-01");
        over.put("to", "2023-01-11");
        assertThatThrownBy(() -> desk.start("zhaoxiang1", "jointEnforcement", over))
                .hasMessage("拟定日期不能早于今天。");

        Map<String, Object> nobody = new HashMap<>(proposal());
        nobody.put("suggestedAgencies", List.of());
        assertThatThrownBy(() -> desk.start("zhaoxiang1", "jointEnforcement", nobody))
                .hasMessageStartingWith("建议邀请的单位");

        Map<String, Object> unknown = new HashMap<>(proposal());
        unknown.put("suggestedAgencies", List.of("deptLegal"));
        assertThatThrownBy(() -> desk.start("zhaoxiang1", "jointEnforcement", unknown))
                .hasMessage("没有代码为“deptLegal”的委办局。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bureau1", "lead1", "police1", "zhaoxiangTown1", "zhaoxiangDecide1"})
    void isProposedByNobodyElse(String person) {
        assertThatThrownBy(() -> desk.start(person, "jointEnforcement", proposal()))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void isNotProposedByAnAdministratorWhoIsOfNoUnit() {
        assertThatThrownBy(() -> desk.start("admin", "jointEnforcement", proposal()))
                .hasMessage("只有城管中队队员和局机关科室可以提出联合执法。");
    }

    @Test
    void offersEachStepToItsGroupOnly() {
        String code = proposed("zhaoxiang1");
        assertOffered(code, "screenJoint", List.of("coordination2"), List.of("supervision1", "lead1", "zhaoxiang1"));
        desk.submit("coordination1", code, "screenJoint", APPROVE);
        assertOffered(code, "approveJoint", List.of("lead1"), List.of("bureau1", "viceHead1", "coordination1"));
        desk.submit("lead1", code, "approveJoint", APPROVE);
        desk.fire(code, "serviceTask_issueLetters");
        assertOffered(
                code, "replyInvitation", List.of("police1", "market1"), List.of("water1", "zhaoxiang1", "legal1"));
        assertThat(desk.tasks("coordination1", code, "replyInvitation"))
                .extracting(Task::getName)
                .containsExactlyInAnyOrder("答复联合执法邀请（青浦公安分局）", "答复联合执法邀请（区市场监管局）");
    }

    private void assertOffered(String code, String task, List<String> to, List<String> notTo) {
        assertThat(to)
                .allSatisfy(person ->
                        assertThat(desk.tasks(person, code, task)).as(person).hasSize(1));
        assertThat(notTo)
                .allSatisfy(person ->
                        assertThat(desk.tasks(person, code, task)).as(person).isEmpty());
    }

    @Test
    void owesAnAnswerWithinThreeWorkingDaysAndEndsTwoLater() {
        String code = invited("zhaoxiang1");

        assertThat(desk.tasks("police1", code, "replyInvitation")
                        .get(0)
                        .getDueDate()
                        .toInstant())
                .isEqualTo(Instant.parse("2023-01-17T15:59:59Z"));
        assertThat(invitation(code, POLICE).letter().dated()).isEqualTo(LocalDate.of(2023, 1, 12));
        assertThat(invitation(code, POLICE).letter().replyBy()).isEqualTo(LocalDate.of(2023, 1, 17));
        assertThat(management
                        .createJobQuery()
                        .processInstanceId(instance(code))
                        .timers()
                        .singleResult()
                        .getDuedate()
                        .toInstant())
                .isEqualTo(Instant.parse("2023-01-19T16:00:00Z"));
        assertThat(invitations.awaitedUntil(code)).isEqualTo(LocalDate.of(2023, 1, 19));
    }

    @Test
    void issuesNoLetterTwice() {
        String code = invited("zhaoxiang1");
        List<String> before = letters(code);

        invitations.issueLetters(code, "system");

        assertThat(letters(code)).isEqualTo(before).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void refusesResultsOfWhatIsNotHeldYetAndASummaryWithoutTheSquads() {
        String code = planned();
        assertThatThrownBy(() -> results.attend(code, List.of(new Attendance("310118105", true, null)), COORDINATION))
                .isInstanceOf(Refusal.class)
                .hasMessage("联合执法" + code + "尚未举行，不能登记中队到场。");

        held(code);
        desk.submit("coordination1", code, "recordJointResult", result());
        assertRefused(code, "closeJoint", CLOSE, "请先在联合执法页登记各参加中队的到场情况。");
        assertThatThrownBy(() -> results.attend(code, List.of(new Attendance("310118106", true, null)), COORDINATION))
                .hasMessage("请只登记参加的中队，每个中队一行。");
    }

    @ParameterizedTest
    @CsvSource({
        "duty, '', 参加的，请填写落实部门职责。",
        "persons, 0, 参加的，请填写1至1000的人数。",
        "persons, 1001, 参加人数",
        "cases, -1, 案件数",
        "dueOn, '', 后续事项和完成期限应当同时填写。",
        "dueOn, 2023-01-11, 后续事项的完成期限不能早于今天。"
    })
    void checksEveryFieldOfAResult(String field, String value, String sentence) {
        String code = held(planned());
        Map<String, Object> form = new HashMap<>(result());
        form.put(field, value.matches("-?\\d{1,4}") ? (Object) Integer.valueOf(value) : value);

        assertThatThrownBy(() -> desk.submit("police1", code, "recordJointResult", form))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void recordsWithoutBlameWhoDidNotCome() {
        String code = held(planned());

        desk.submit("coordination1", code, "recordJointResult", Map.of("attended", false, "persons", 0, "cases", 0));

        assertThat(invitation(code, POLICE).outcome().attended()).isFalse();
        assertThat(invitation(code, POLICE).outcome().followUp()).isNull();
    }

    private String proposed(String person) {
        return desk.start(person, "jointEnforcement", proposal()).getBusinessKey();
    }

    private String invited(String proposer) {
        String code = proposed(proposer);
        desk.submit("coordination1", code, "screenJoint", APPROVE);
        desk.submit("lead1", code, "approveJoint", APPROVE);
        desk.fire(code, "serviceTask_issueLetters");
        return code;
    }

    private String replied() {
        String code = invited("zhaoxiang1");
        desk.submit("police1", code, "replyInvitation", ACCEPT);
        desk.submit("market1", code, "replyInvitation", Map.of("reply", "DECLINE"));
        return code;
    }

    /** Tomorrow, with the police and 赵巷镇城管中队. */
    private String planned() {
        String code = replied();
        Map<String, Object> form = new HashMap<>(plan());
        form.put("heldAt", "2023-02-01T20:00");
        desk.submit("coordination1", code, "planJoint", form);
        return code;
    }

    private String held(String code) {
        jdbc.sql("update joint_operation set held_at = timestamptz '2023-01-12 08:00+08' where code = ?")
                .param(code)
                .update();
        desk.fire(code, "timer_held");
        return code;
    }

    private static Map<String, Object> proposal() {
        return Map.of(
                "kind", "DEBRIS",
                "matter", "渣土车夜间未密闭运输，涉及道路交通和运输许可。",
                "place", "盈港路、崧泽大道",
                "suggestedAgencies", List.of(POLICE, MARKET),
                "from", "2023-02-01",
                "to", "2023-02-03");
    }

    /** At an hour of today that has come already. */
    private static Map<String, Object> plan() {
        return Map.of(
                "heldAt", "2023-01-12T08:00",
                "assemblyPoint", "盈港路崧泽大道路口",
                "commander", "执法协调科负责人",
                "tasks", List.of(Map.of("agency", POLICE, "task", "检查车辆证照。")),
                "squads", List.of("310118105"),
                "safetyPlan", "穿戴反光背心，设置警示标志。",
                "bodyCam", true);
    }

    private static Map<String, Object> withoutDuties() {
        Map<String, Object> form = new HashMap<>(plan());
        form.remove("tasks");
        return form;
    }

    private static Map<String, Object> result() {
        return Map.of(
                "attended", true,
                "persons", 4,
                "duty", "检查车辆证照，查处道路交通违法。",
                "measure", "扣留车辆一台。",
                "cases", 1,
                "followUp", "查明运输单位。",
                "dueOn", "2023-02-20");
    }

    private void submitOf(String agency, String person, String code, String task, Map<String, Object> form) {
        assertThat(desk.tasks(person, code, task))
                .singleElement()
                .satisfies(one -> assertThat(one.getName()).contains(agency));
        desk.submit(person, code, task, form);
    }

    private void assertRefused(String code, String task, Map<String, Object> form, String sentence) {
        assertThatThrownBy(() -> desk.submit("coordination1", code, task, form))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessageStartingWith(sentence);
    }

    private Invitation invitation(String code, String agency) {
        return operations.file(code).invitations().stream()
                .filter(one -> one.agency().equals(agency))
                .findFirst()
                .orElseThrow();
    }

    private List<String> letters(String code) {
        return operations.file(code).invitations().stream()
                .map(one -> one.letter().number())
                .toList();
    }

    private String instance(String code) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(code)
                .singleResult()
                .getId();
    }

    private void assertEnded(String code) {
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(code)
                        .count())
                .isZero();
    }
}
