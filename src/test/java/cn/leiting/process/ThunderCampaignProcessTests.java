package cn.leiting.process;

import static cn.leiting.process.Launches.APPROVE;
import static cn.leiting.process.Launches.XUJING;
import static cn.leiting.process.Launches.ZHAOXIANG;
import static cn.leiting.process.Launches.accept;
import static cn.leiting.process.Launches.definition;
import static cn.leiting.process.Launches.feedback;
import static cn.leiting.process.Launches.taskOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.calendar.BureauTime;
import cn.leiting.campaign.Campaign;
import cn.leiting.campaign.Campaigns;
import cn.leiting.organization.Handovers;
import cn.leiting.organization.People;
import cn.leiting.roster.Rosters;
import cn.leiting.scoring.ScoredCampaigns;
import cn.leiting.shared.Actor;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** “雷霆”专项整治行动, driven as Tasklist and the leaders' calls do. Each test has a campaign of its own. */
@LeitingTest
class ThunderCampaignProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("thunderCampaign");

    private static final Actor ADMIN = new Actor("admin", Set.of("camunda-admin"));

    @Autowired
    private Desk desk;

    @Autowired
    private Launches launches;

    @Autowired
    private Campaigns campaigns;

    @Autowired
    private SquadTasks squadTasks;

    @Autowired
    private Handovers handovers;

    @Autowired
    private Rosters rosters;

    @Autowired
    private People people;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @LocalServerPort
    private int port;

    @Autowired
    private ScoredCampaigns scored;

    private LocalDate today;

    @BeforeEach
    void readTheDay() {
        today = LocalDate.now(clock);
    }

    @Test
    void runsFromTheLaunchToTheProvisionalScore() {
        String code = launches.dispatched(3, ZHAOXIANG, XUJING);
        launches.accepted(taskOf(code, ZHAOXIANG), "zhaoxiangLead");
        assertThat(desk.tasks("supervision1", code, "superviseCampaign")).isEmpty();
        launches.accepted(taskOf(code, XUJING), "xujingLead");

        desk.submit(
                "supervision1",
                code,
                "superviseCampaign",
                Map.of("comment", "总体到位。", "hardCase", true, "question", "跨街镇流动设摊由哪个中队管辖为宜，请法制科指导。"));
        desk.fire(code, "call_hardCaseGuidance");
        guide(called(code));
        check(code);
        desk.submit("coordination1", code, "closeCampaign", Map.of());
        desk.fire(code, "call_specialReport");
        report(called(code));
        desk.submit("office1", code, "publicizeCampaign", publicity());
        desk.fire(code, "call_campaignScoring");
        score(called(code));
        desk.fire(code, "serviceTask_finishCampaign");

        assertThat(campaigns.get(code).status()).isEqualTo(Campaign.Status.CLOSED);
        assertThat(plannedStatus(code)).isEqualTo("UNCOUNTED");
        assertThat(launches.runs(code)).as("waits for the day after its end").isTrue();
        assertThat(launches.runs(launches.lookBackOf(code, 1))).isTrue();
        assertThat(launches.runs(code)).isFalse();
    }

    @Test
    void skipsTheGuidanceWhenSupervisionSeesNoDifficultCase() {
        String code = squadsDone();

        desk.submit("supervision1", code, "superviseCampaign", Map.of("comment", "总体到位。"));

        assertThat(desk.tasks("coordination1", code, "closeCampaign")).hasSize(1);
    }

    @Test
    void closesNothingWhileASquadIsUnchecked() {
        String code = squadsDone();
        desk.submit("supervision1", code, "superviseCampaign", Map.of("comment", "总体到位。"));

        assertThatThrownBy(() -> desk.submit("coordination1", code, "closeCampaign", Map.of()))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessageContaining("赵巷镇城管中队");
    }

    @Test
    void canBeProposedBesideThePlanAndRejected() {
        ProcessInstance proposed = desk.start(
                "coordination1", "thunderCampaign", Map.of("themeCode", "THEME_WASTE_SORTING", "title", "生活垃圾分类临时检查"));
        String code = runtime.createProcessInstanceQuery()
                .processInstanceId(proposed.getId())
                .singleResult()
                .getBusinessKey();
        assertThat(code).startsWith("TH-2023-");

        desk.submit("coordination1", code, "defineCampaign", definition(today, today.plusDays(2), List.of()));
        desk.submit("bureau1", code, "approveCampaign", Map.of("decision", "REJECT", "comment", "与既有安排重复。"));

        assertThat(launches.runs(code)).isFalse();
        assertThat(campaigns.get(code).status()).isEqualTo(Campaign.Status.REJECTED);
        assertThat(plannedStatus(code)).isEqualTo("CANCELLED");
    }

    @Test
    void goesBackToItsDefinitionWhenItIsReturned() {
        String code = launches.launched();
        desk.submit("coordination1", code, "defineCampaign", definition(today, today.plusDays(2), List.of(XUJING)));

        desk.submit("bureau1", code, "approveCampaign", Map.of("decision", "RETURN", "comment", "请明确重点区域。"));

        assertThat(desk.tasks("coordination1", code, "defineCampaign")).hasSize(1);
    }

    @Test
    void filesAnInspectionOfEnterprisesFrom2025OnBeforeItIsApproved() {
        String code = launches.launched();
        LocalDate from = LocalDate.of(2025, 3, 3);
        Map<String, Object> definition = definition(from, from.plusDays(6), List.of(XUJING));
        definition.put("enterpriseInspection", true);
        desk.submit("coordination1", code, "defineCampaign", definition);
        assertThat(desk.tasks("bureau1", code, "approveCampaign")).isEmpty();

        desk.submit(
                "legal1",
                code,
                "fileInspectionPlan",
                Map.of(
                        "necessity",
                        "沿街餐饮油烟投诉集中。",
                        "objects",
                        "沿街餐饮单位",
                        "items",
                        List.of("油烟净化设施使用情况"),
                        "maxVisitsPerObject",
                        1,
                        "approvedBy",
                        "青浦区人民政府",
                        "approvedOn",
                        today.toString(),
                        "filingNo",
                        "青检备2025-" + code));

        desk.submit("bureau1", code, "approveCampaign", APPROVE);
        assertThat(campaigns.get(code).status()).isEqualTo(Campaign.Status.APPROVED);
    }

    @Test
    void takesAllElevenSquadsOfTheDistrict() {
        String code = launches.dispatched(3);

        assertThat(squadTasks.of(code))
                .hasSize(11)
                .allSatisfy(task -> assertThat(task.state()).isEqualTo(State.ASSIGNED));
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("squadTask")
                        .processInstanceBusinessKeyLike(code + ":%")
                        .count())
                .isEqualTo(11);
    }

    @Test
    void goesOnWithItsTaskWhenAnExemptionIsDenied() {
        String code = launches.dispatched(3, ZHAOXIANG, XUJING);
        String task = taskOf(code, ZHAOXIANG);
        desk.submit("zhaoxiangLead", task, "acknowledge", askingForExemption());
        Task decision = desk.tasks("lead1", code, "decideExemption").get(0);
        assertThat(decision.getName()).contains("赵巷镇城管中队");

        desk.submit("lead1", code, "decideExemption", Map.of("decision", "DENY", "comment", "任务不冲突，请按要求完成。"));

        assertThat(squadTasks.get(task).state()).isEqualTo(State.ACKNOWLEDGED);
        assertThat(desk.tasks("zhaoxiangLead", task, "planDuty")).hasSize(1);
    }

    @Test
    void asksForTwoExemptionsAtOnce() {
        String code = launches.dispatched(3, ZHAOXIANG, XUJING);
        desk.submit("zhaoxiangLead", taskOf(code, ZHAOXIANG), "acknowledge", askingForExemption());
        desk.submit("xujingLead", taskOf(code, XUJING), "acknowledge", askingForExemption());

        List<Task> decisions = desk.tasks("lead1", code, "decideExemption");

        assertThat(decisions).hasSize(2).extracting(Task::getName).doesNotHaveDuplicates();
    }

    @Test
    void goesOnWhenTheLastOpenSquadIsExempted() {
        String code = launches.dispatched(3, ZHAOXIANG, XUJING);
        launches.accepted(taskOf(code, XUJING), "xujingLead");
        desk.submit("zhaoxiangLead", taskOf(code, ZHAOXIANG), "acknowledge", askingForExemption());

        desk.submit("lead1", code, "decideExemption", Map.of("decision", "GRANT"));

        assertThat(desk.tasks("supervision1", code, "superviseCampaign")).hasSize(1);
    }

    @Test
    void endsThatSquadOnlyWhenTheLeadershipExemptsIt() {
        String code = launches.dispatched(3, ZHAOXIANG, XUJING);

        Client.Answer answer = steer(
                code,
                "squads/" + ZHAOXIANG + "/exempt",
                Map.of("kind", "WHOLE", "reason", "FORCE_MAJEURE", "text", "辖区突发事件处置，无法参加本次行动。"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        assertThat(launches.runs(taskOf(code, ZHAOXIANG))).isFalse();
        assertThat(launches.runs(taskOf(code, XUJING))).isTrue();
    }

    @Test
    void movesTimersDueDatesAndDeadlinesWhenItIsExtended() {
        String code = launches.dispatched(3, ZHAOXIANG, XUJING);
        String task = taskOf(code, ZHAOXIANG);
        launches.begun(task, "zhaoxiangLead");
        Instant end = launches.due(task, "timer_end");
        Instant cutOff = launches.due(task, "timer_cutOff");
        Instant lookBack = launches.due(code, "timer_lookBackDue");
        assertThat(lookBack)
                .isEqualTo(
                        today.plusDays(3).atTime(9, 0).atZone(BureauTime.ZONE).toInstant());

        Client.Answer answer =
                steer(code, "extend", Map.of("endDate", today.plusDays(9).toString(), "reason", "问题集中，延长整治时间。"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        assertThat(launches.due(task, "timer_end")).isEqualTo(end.plus(Duration.ofDays(7)));
        assertThat(launches.due(task, "timer_cutOff")).isAfter(cutOff);
        assertThat(launches.due(code, "timer_lookBackDue")).isEqualTo(lookBack.plus(Duration.ofDays(7)));
        assertThat(dueDay(desk.tasks("zhaoxiang1", task, "carryOut").get(0))).isEqualTo(today.plusDays(9));
        assertThat(jdbc.sql("select due_at::date from deadline where subject = ? and met_at is null and title = '现场检查'")
                        .param(task)
                        .query(LocalDate.class)
                        .single())
                .isEqualTo(today.plusDays(9));
    }

    @Test
    void sendsThoseThatFedBackIntoTheFieldAgainWhenItIsExtended() {
        String code = launches.dispatched(3, ZHAOXIANG, XUJING);
        String closed = taskOf(code, ZHAOXIANG);
        String underReview = taskOf(code, XUJING);
        launches.accepted(closed, "zhaoxiangLead");
        launches.fedBack(underReview, "xujingLead");

        Client.Answer answer =
                steer(code, "extend", Map.of("endDate", today.plusDays(5).toString(), "reason", "问题集中，延长整治时间。"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        for (String task : List.of(closed, underReview)) {
            assertThat(squadTasks.get(task).state()).isEqualTo(State.RUNNING);
            assertThat(launches.job(task, "timer_end")).isNotNull();
        }
        assertThat(desk.tasks("coordination1", underReview, "reviewFeedback")).isEmpty();
        assertThat(jdbc.sql("select count(*) from deadline where subject = ? and title = '审核反馈'"
                                + " and met_at is null and cancelled_at is null")
                        .param(underReview)
                        .query(Integer.class)
                        .single())
                .isZero();

        desk.fire(closed, "timer_end");
        desk.submit("zhaoxiangLead", closed, "feedBack", feedback());
        desk.submit("coordination1", closed, "reviewFeedback", accept());
        desk.submit("supervision1", closed, "countersign", accept());
        desk.fire(closed, "serviceTask_closeTask");
        assertThat(squadTasks.get(closed).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void asksTheLegalSectionOnceAlthoughItIsExtendedAfterwards() {
        String code = launches.dispatched(3, ZHAOXIANG, XUJING);
        String task = taskOf(code, ZHAOXIANG);
        launches.begun(task, "zhaoxiangLead");
        desk.fire(task, "timer_end");
        Map<String, Object> hard = new HashMap<>(feedback());
        hard.put("hardCase", true);
        hard.put("question", "流动摊贩多次占道、每次数额很小，能否并案处理，请予指导。");
        desk.submit("zhaoxiangLead", task, "feedBack", hard);
        desk.submit("coordination1", task, "reviewFeedback", accept());
        desk.submit("supervision1", task, "countersign", accept());
        desk.fire(task, "serviceTask_closeTask");

        for (int days = 5; days <= 6; days++) {
            Map<String, String> later = Map.of("endDate", today.plusDays(days).toString(), "reason", "问题集中，延长整治时间。");
            assertThat(steer(code, "extend", later).status()).isEqualTo(204);
        }

        assertThat(squadTasks.get(task).state()).isEqualTo(State.RUNNING);
        assertThat(squadTasks.get(task).hardCase()).isFalse();
        assertThat(jdbc.sql("select count(*) from hard_case where source = ?")
                        .param(task)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void offersTheMobileSquadThePointsOfTheCampaignItJoins() {
        String code = launches.dispatched(3, ZHAOXIANG);

        Client.Answer added = steer(code, "squads", Map.of("squad", "310118000", "reason", "增派机动力量。"));

        assertThat(added.status()).as(added.body()).isEqualTo(204);
        JsonNode tasks = Client.of("mobileLead", port).get("/api/field/tasks").json();
        assertThat(tasks)
                .filteredOn(task -> task.path("code").asText().equals(code + ":310118000"))
                .singleElement()
                .satisfies(task -> assertThat(task.path("points")).hasSizeGreaterThan(10));
    }

    @Test
    void restsWhileItIsSuspendedAndGoesOnWhereItStood() {
        String code = launches.dispatched(3, ZHAOXIANG, XUJING);
        String task = taskOf(code, ZHAOXIANG);
        launches.begun(task, "zhaoxiangLead");

        assertThat(steer(code, "suspend", Map.of("reason", "台风蓝色预警，暂停行动。")).status())
                .isEqualTo(204);

        assertThat(launches.job(task, "timer_end").isSuspended()).isTrue();
        assertThatThrownBy(
                        () -> desk.submit("xujingLead", taskOf(code, XUJING), "acknowledge", Map.of("accepted", true)))
                .hasMessageContaining("行动已暂停");
        assertThat(openDeadlines(code, "paused_at is not null")).isPositive().isEqualTo(openDeadlines(code, "true"));

        assertThat(steer(code, "resume", Map.of()).status()).isEqualTo(204);

        assertThat(launches.job(task, "timer_end").isSuspended()).isFalse();
        assertThat(openDeadlines(code, "paused_at is not null")).isZero();
        desk.submit("xujingLead", taskOf(code, XUJING), "acknowledge", Map.of("accepted", true));
    }

    @Test
    void looksBackLaterByTheDaysOfAPauseThatLastedOverItsEnd() {
        String code = launches.dispatched(3, ZHAOXIANG);
        Instant lookBack = launches.due(code, "timer_lookBackDue");
        assertThat(steer(code, "suspend", Map.of("reason", "台风蓝色预警，暂停行动。")).status())
                .isEqualTo(204);
        assertThat(launches.job(code, "timer_lookBackDue").isSuspended()).isTrue();

        jdbc.sql("update campaign set suspended_on = suspended_on - 9 where code = ?")
                .param(code)
                .update();
        assertThat(steer(code, "resume", Map.of()).status()).isEqualTo(204);

        assertThat(launches.job(code, "timer_lookBackDue").isSuspended()).isFalse();
        assertThat(launches.due(code, "timer_lookBackDue")).isEqualTo(lookBack.plus(Duration.ofDays(9)));
    }

    @Test
    void looksBackInTheNewYearWhenItEndsOnTheLastDayOfTheOld() {
        String code = launches.launched();
        LocalDate end = LocalDate.of(2023, 12, 31);
        desk.submit("coordination1", code, "defineCampaign", definition(end.minusDays(9), end, List.of(XUJING)));

        desk.submit("bureau1", code, "approveCampaign", APPROVE);

        assertThat(launches.due(code, "timer_lookBackDue")).isEqualTo(Instant.parse("2024-01-01T01:00:00Z"));
    }

    @Test
    void endsAllTasksWhenItIsCancelledAndDoesNotCount() {
        String code = launches.dispatched(3, ZHAOXIANG, XUJING);
        launches.begun(taskOf(code, ZHAOXIANG), "zhaoxiangLead");

        Client.Answer answer = steer(code, "cancel", Map.of("reason", "上级统一部署，本次行动取消。"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        assertThat(List.of(code, taskOf(code, ZHAOXIANG), taskOf(code, XUJING))).noneMatch(launches::runs);
        assertThat(squadTasks.of(code))
                .allSatisfy(task -> assertThat(task.state()).isEqualTo(State.CANCELLED));
        assertThat(plannedStatus(code)).isEqualTo("CANCELLED");
        assertThat(openDeadlines(code, "true")).isZero();
    }

    @Test
    void canBeCancelledBeforeItsApproval() {
        String code = launches.launched();

        assertThat(steer(code, "cancel", Map.of("reason", "上级统一部署，本次行动取消。")).status())
                .isEqualTo(204);

        assertThat(launches.runs(code)).isFalse();
    }

    @Test
    void waitsForASquadThatIsAddedLate() {
        String code = launches.dispatched(3, ZHAOXIANG);

        Client.Answer answer = steer(code, "squads", Map.of("squad", XUJING, "reason", "问题集中，增加徐泾中队。"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        launches.accepted(taskOf(code, ZHAOXIANG), "zhaoxiangLead");
        assertThat(desk.tasks("supervision1", code, "superviseCampaign")).isEmpty();
        launches.accepted(taskOf(code, XUJING), "xujingLead");
        assertThat(desk.tasks("supervision1", code, "superviseCampaign")).hasSize(1);
    }

    @Test
    void goesOnWithoutASilentSquadAfterTheCutOff() {
        String code = launches.dispatched(3, ZHAOXIANG, XUJING);
        launches.accepted(taskOf(code, ZHAOXIANG), "zhaoxiangLead");

        desk.fire(taskOf(code, XUJING), "timer_cutOff");
        desk.fire(taskOf(code, XUJING), "serviceTask_closeTask");

        assertThat(squadTasks.get(taskOf(code, XUJING)).state()).isEqualTo(State.FAILED);
        assertThat(desk.tasks("supervision1", code, "superviseCampaign")).hasSize(1);
    }

    @Test
    void runsBesideAnotherCampaignOfTheSameSquads() {
        String one = launches.dispatched(3, ZHAOXIANG);
        String other = launches.dispatched(3, ZHAOXIANG);

        launches.accepted(taskOf(one, ZHAOXIANG), "zhaoxiangLead");

        assertThat(desk.tasks("supervision1", one, "superviseCampaign")).hasSize(1);
        assertThat(squadTasks.get(taskOf(other, ZHAOXIANG)).state()).isEqualTo(State.ASSIGNED);
    }

    @Test
    void goesOnWithTheSuccessorWhenALeaderIsReplaced() {
        rosters.importPeople("""
                账号,姓名,单位,职务,执法证号,发证日期,到期日期,手机,初始密码
                mobileOld,机动中队前任队长,青浦城管机动中队,队长,TEST-310118000-91,2021-01-01,2026-12-31,,leiting-demo
                mobileNew,机动中队继任队长,青浦城管机动中队,执法队员,TEST-310118000-92,2021-01-01,2026-12-31,,leiting-demo
                """, ADMIN);
        String code = launches.dispatched(3, "310118000", ZHAOXIANG);
        String task = taskOf(code, "310118000");
        desk.submit("mobileOld", task, "acknowledge", Map.of("accepted", true, "designeeId", "mobileOld"));

        handovers.handOver("mobileOld", "mobileNew", today, ADMIN);

        assertThat(desk.tasks("mobileNew", task, "planDuty")).hasSize(1);
        assertThat(people.person("mobileOld").posts()).isEmpty();
        assertThat(squadTasks.get(task).accountable()).isEqualTo("mobileOld");
    }

    @Test
    void isFoundByItsOfficialCode() {
        String code = launches.launched();

        Client.Answer found =
                Client.of("supervision1", port).engine("POST", "/process-instance", Map.of("businessKey", code));

        assertThat(found.json()).hasSize(1);
    }

    @Test
    void letsNoOneButTheLeadershipSteerIt() {
        String code = launches.dispatched(3, ZHAOXIANG);

        Client.Answer answer = Client.of("supervision1", port)
                .post("/api/campaigns/" + code + "/cancel", Map.of("reason", "上级统一部署，本次行动取消。"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(launches.runs(code)).isTrue();
    }

    private String squadsDone() {
        String code = launches.dispatched(3, ZHAOXIANG);
        launches.accepted(taskOf(code, ZHAOXIANG), "zhaoxiangLead");
        return code;
    }

    private Client.Answer steer(String code, String what, Map<String, ?> body) {
        return Client.of("bureau1", port).post("/api/campaigns/" + code + "/" + what, body);
    }

    private static Map<String, Object> askingForExemption() {
        return Map.of(
                "accepted",
                true,
                "requestExemption",
                true,
                "exemptionReason",
                "OTHER_ORDER",
                "exemptionText",
                "承担区里其他重大活动保障任务。");
    }

    /** F-14 of every squad, as its page posts it. */
    private void check(String code) {
        Map<String, String> checks = new HashMap<>();
        for (int row = 0; row < 2; row++) {
            String of = "rows[" + row + "].";
            checks.put(of + "squad", List.of(ZHAOXIANG, XUJING).get(row));
            List.of("measures", "rectification", "longTerm").forEach(inPlace -> checks.put(of + inPlace, "true"));
        }
        Client.Answer answer = Client.of("coordination1", port).form("/campaigns/" + code + "/closing", checks);
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    }

    private void guide(String guidance) {
        desk.submit("legal1", guidance, "triageHardCase", Map.of("decision", "ACCEPT", "dueKind", "NORMAL"));
        desk.submit(
                "legal1",
                guidance,
                "draftOpinion",
                Map.of(
                        "answer",
                        "由违法行为发生地中队管辖；位于两个镇交界处的，由先立案的中队办理，双方协商不成的，报区局指定管辖，不得重复立案。",
                        "legalBasis",
                        "行政处罚法第二十二条、第二十五条"));
        desk.submit("legal2", guidance, "signOpinion", APPROVE);
    }

    private void report(String report) {
        desk.submit(
                "coordination1",
                report,
                "draftReport",
                Map.of(
                        "title", "专项整治情况专报",
                        "overall", "总体平稳有序。",
                        "progress", "各中队均已办结。",
                        "practices", "错时勤务。",
                        "problems", "个别点位反弹。",
                        "nextSteps", "开展回头看。"));
        desk.submit("supervision1", report, "cosignReport", APPROVE);
        desk.submit("bureau1", report, "signReport", APPROVE);
        desk.fire(report, "serviceTask_deliverReport");
    }

    private void score(String scoring) {
        desk.submit("coordination1", scoring, "supplyAdjustments", Map.of("confirmed", true));
        desk.fire(scoring, "serviceTask_computeScores");
        desk.submit("supervision1", scoring, "checkScores", APPROVE);
        desk.fire(scoring, "serviceTask_publishScores");
        scored.publishedOn(scoring, today.minusDays(20));
        desk.fire(scoring, "timer_appealsOver");
        desk.submit("lead1", scoring, "confirmScores", APPROVE);
        desk.fire(scoring, "serviceTask_lockScores");
    }

    private static Map<String, Object> publicity() {
        return Map.of(
                "channel",
                "WECHAT",
                "title",
                "节前市容环境执法保障有力有序",
                "body",
                "近日，区城管执法局组织各街镇城管中队开展专项整治行动，进一步提升街面市容环境，引导市民群众共同参与市容环境保障工作，共治共享平安美丽家园。",
                "url",
                "https://www.example.org/2023/01/1");
    }

    /** The business key of the instance that the campaign has called. */
    private String called(String code) {
        String parent = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(code)
                .singleResult()
                .getId();
        return runtime.createProcessInstanceQuery()
                .superProcessInstanceId(parent)
                .singleResult()
                .getBusinessKey();
    }

    private String plannedStatus(String code) {
        return jdbc.sql("select status from planned_campaign where campaign_code = ?")
                .param(code)
                .query(String.class)
                .single();
    }

    private int openDeadlines(String code, String condition) {
        return jdbc.sql("select count(*) from deadline where (subject = :code or subject like :code || ':%')"
                        + " and met_at is null and cancelled_at is null and " + condition)
                .param("code", code)
                .query(Integer.class)
                .single();
    }

    private static LocalDate dueDay(Task task) {
        return LocalDate.ofInstant(task.getDueDate().toInstant(), BureauTime.ZONE);
    }
}
