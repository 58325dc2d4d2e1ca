package cn.leiting.process;

import static cn.leiting.process.Launches.APPROVE;
import static cn.leiting.process.Launches.XUJING;
import static cn.leiting.process.Launches.ZHAOXIANG;
import static cn.leiting.process.Launches.accept;
import static cn.leiting.process.Launches.taskOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.Assignment.Mode;
import cn.leiting.assignment.Assignments;
import cn.leiting.assignment.SquadTask;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.campaign.Steering;
import cn.leiting.duty.Duties;
import cn.leiting.improvement.Improvement.Status;
import cn.leiting.improvement.Improvements;
import cn.leiting.shared.Actor;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 365再提升, driven as Tasklist does. Each test has days of its own in 2026, outside all other tests' campaigns. */
@LeitingTest
class FurtherImprovementProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("furtherImprovement");

    private static final String BAIHE = "310118110";
    private static final Map<String, Object> REJECT = Map.of("decision", "REJECT", "comment", "不具备开展的条件。");
    private static final Map<String, Object> RETURN = Map.of("decision", "RETURN", "comment", "请明确重点内容。");

    private static final Actor BUREAU = new Actor("bureau1", Set.of("bureauLeadership"));

    private static LocalDate free = LocalDate.of(2026, 1, 4);

    @Autowired
    private Desk desk;

    @Autowired
    private Launches launches;

    @Autowired
    private Improvements improvements;

    @Autowired
    private FurtherImprovementStarts starts;

    @Autowired
    private FurtherImprovementShares shares;

    @Autowired
    private Assignments assignments;

    @Autowired
    private Duties duties;

    @Autowired
    private Steering steering;

    @Autowired
    private SquadTasks squadTasks;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void runsFromTheProposalToTheEvaluationOfItsEffect() {
        LocalDate from = freeDays();
        String code = proposed(plan(from, ZHAOXIANG, XUJING));
        assertThat(improvements.get(code).terms().title()).isEqualTo("365再提升：跨门经营");
        assertThat(improvements.get(code).terms().lastDay()).isEqualTo(from.plusDays(9));

        desk.submit("lead1", code, "approveImprovement", APPROVE);
        dispatch(code);
        done(code, from, ZHAOXIANG, "zhaoxiang");
        assertThat(desk.tasks("coordination1", code, "evaluateEffect")).isEmpty();
        done(code, from, XUJING, "xujing");
        desk.submit(
                "coordination1",
                code,
                "evaluateEffect",
                Map.of("solved", "PARTLY", "text", "主要道路已经好转。", "proposeCampaign", true));

        assertThat(improvements.get(code).status()).isEqualTo(Status.EVALUATED);
        assertThat(launches.runs(code)).isFalse();
        assertThat(assignments.get(code).mode()).isEqualTo(Mode.FURTHER_IMPROVEMENT);
    }

    @Test
    void givesTheSquadsTheirTasksInBatches() {
        LocalDate from = freeDays();
        String[] all = jdbc.sql("select code from squad where kind <> 'MOBILE' and code like '310118%' order by code")
                .query(String.class)
                .list()
                .toArray(String[]::new);

        String code = dispatched(plan(from, all));

        assertThat(squadTasks.of(code)).hasSize(11).allMatch(task -> task.state() == State.ASSIGNED);
        assertThat(duties.on(from).entrySet().stream()
                        .filter(squad -> squad.getKey().code().equals(BAIHE)))
                .singleElement()
                .satisfies(squad -> assertThat(squad.getValue().label()).isEqualTo("365再提升"));
    }

    @Test
    void doesNotBeginWithoutTheLeadersConsent() {
        String code = proposed(plan(freeDays(), ZHAOXIANG));

        desk.submit("lead1", code, "approveImprovement", REJECT);
        desk.fire(code, "serviceTask_withdrawSquadTasks");

        assertThat(improvements.get(code).status()).isEqualTo(Status.REJECTED);
        assertThat(assignments.find(code)).isEmpty();
        assertThat(launches.runs(code)).isFalse();
    }

    @Test
    void comesBackToItsMakerWithThePlanInTheForm() {
        LocalDate from = freeDays();
        String code = proposed(plan(from, ZHAOXIANG));

        desk.submit("lead1", code, "approveImprovement", RETURN);
        assertThat(local(code, "focusItems")).isEqualTo("跨门经营\n乱设摊");
        assertThat(local(code, "from")).isEqualTo(from.toString());
        Map<String, Object> better = plan(from, XUJING);
        better.put("decision", "CARRY_OUT");
        desk.submit("coordination1", code, "defineImprovement", better);

        assertThat(improvements.get(code).squads()).containsExactly(XUJING);
        assertThat(desk.tasks("lead1", code, "approveImprovement")).hasSize(1);
    }

    private String local(String code, String variable) {
        return jdbc.sql("""
                        select text_ from act_ru_variable
                        where name_ = ?
                          and task_id_ = (select task.id_ from act_ru_task task
                                          join act_ru_execution instance on instance.id_ = task.proc_inst_id_
                                          where business_key_ = ?)
                        """).params(variable, code).query(String.class).single();
    }

    @Test
    void givesAnUrgentOneToTheSquadsBeforeItsApproval() {
        LocalDate from = freeDays();
        String code = urgent(from, ZHAOXIANG);

        assertThat(squadTasks.get(taskOf(code, ZHAOXIANG)).state()).isEqualTo(State.ASSIGNED);
        assertThat(improvements.get(code).isApproved()).isFalse();
        assertThatThrownBy(() -> desk.submit("lead1", code, "approveImprovement", RETURN))
                .hasMessageContaining("紧急情形已先行下达，只能同意或否决");

        desk.submit("lead1", code, "approveImprovement", APPROVE);
        done(code, from, ZHAOXIANG, "zhaoxiang");

        assertThat(desk.tasks("coordination1", code, "evaluateEffect")).hasSize(1);
    }

    @Test
    void goesStraightToTheEvaluationWhereTheSquadsWereDoneBeforeTheApproval() {
        LocalDate from = freeDays();
        String code = urgent(from, ZHAOXIANG);
        done(code, from, ZHAOXIANG, "zhaoxiang");
        assertThat(desk.tasks("coordination1", code, "evaluateEffect")).isEmpty();

        desk.submit("lead1", code, "approveImprovement", APPROVE);

        assertThat(desk.tasks("coordination1", code, "evaluateEffect")).hasSize(1);
    }

    @Test
    void takesAnUrgentOneBackThatIsRejectedAfterwards() {
        String code = urgent(freeDays(), ZHAOXIANG, XUJING);

        desk.submit("lead1", code, "approveImprovement", REJECT);
        desk.fire(code, "serviceTask_withdrawSquadTasks");

        assertThat(squadTasks.of(code)).extracting(SquadTask::state).containsOnly(State.CANCELLED);
        assertThat(launches.runs(taskOf(code, ZHAOXIANG))).isFalse();
        assertThat(launches.runs(code)).isFalse();
        assertThat(status(code, ZHAOXIANG)).isEqualTo("WITHDRAWN");
    }

    @Test
    void isFiledFirstWhereEnterprisesAreVisited() {
        LocalDate from = freeDays();
        Map<String, Object> plan = plan(from, ZHAOXIANG);
        plan.put("enterpriseInspection", true);
        String code = proposed(plan);
        assertThat(desk.tasks("lead1", code, "approveImprovement")).isEmpty();

        assertThatThrownBy(() -> desk.submit("legal1", code, "fileImprovementPlan", filing(code, from.plusDays(1))))
                .hasMessageContaining("检查期间须覆盖");
        desk.submit("legal1", code, "fileImprovementPlan", filing(code, from));

        assertThat(desk.tasks("lead1", code, "approveImprovement")).hasSize(1);
    }

    private static Map<String, Object> filing(String code, LocalDate from) {
        return Map.of(
                "necessity", "群众反映集中，确有必要。",
                "objects", "沿街商户。",
                "items", "跨门经营",
                "periodFrom", from.toString(),
                "maxVisitsPerObject", 1,
                "approvedBy", "区人民政府",
                "approvedOn", "2023-01-12",
                "filingNo", "备" + code);
    }

    @Test
    void isProposedByAClusterOfComplaintsOnceAndLeftToCoordination() {
        LocalDate from = freeDays();
        String cluster = "CC-2023-T" + from;
        String code = starts.propose(cluster, "占道设摊", List.of(ZHAOXIANG, XUJING), "一周内两个街镇收到同类诉件12件。")
                .orElseThrow();

        assertThat(starts.propose(cluster, "占道设摊", List.of(ZHAOXIANG), "又收到诉件。"))
                .isEmpty();
        assertThatThrownBy(() -> desk.submit("coordination1", code, "defineImprovement", Map.of("decision", "DROP")))
                .hasMessageContaining("不开展的，请填写5至1000字的理由");
        assertThatThrownBy(
                        () -> desk.submit("coordination1", code, "defineImprovement", Map.of("decision", "CARRY_OUT")))
                .hasMessageContaining("开展的，请填写触发情形");
        Map<String, Object> plan = plan(from, ZHAOXIANG);
        plan.put("decision", "CARRY_OUT");
        desk.submit("coordination1", code, "defineImprovement", plan);

        assertThat(desk.tasks("lead1", code, "approveImprovement")).hasSize(1);
    }

    @Test
    void isNotCarriedOutWhereCoordinationDropsIt() {
        String code = starts.propose("CC-2023-T-DROPPED", "占道设摊", List.of(ZHAOXIANG), "一周内收到同类诉件12件。")
                .orElseThrow();

        desk.submit("coordination1", code, "defineImprovement", Map.of("decision", "DROP", "reason", "已经另行部署。"));

        assertThat(improvements.get(code).status()).isEqualTo(Status.DROPPED);
        assertThat(launches.runs(code)).isFalse();
    }

    @Test
    void becomesGuidanceForASquadInsideACampaignWhileTheOthersGoOn() {
        LocalDate from = freeDays();
        String campaign = campaign(from.minusDays(1), from.plusDays(1), ZHAOXIANG);

        String code = dispatched(plan(from, ZHAOXIANG, XUJING));

        assertThat(squadTasks.of(code)).extracting(SquadTask::squad).containsExactly(XUJING);
        assertThat(status(code, ZHAOXIANG)).isEqualTo("GUIDED");
        assertThat(jdbc.sql("""
                                select text
                                from campaign_guidance note
                                         join campaign_guidance_squad on guidance = note.id
                                where campaign = ?
                                  and squad = ?
                                """).params(campaign, ZHAOXIANG).query(String.class).list())
                .singleElement()
                .isEqualTo("365再提升" + code + "转为行动指导：突出商业街区，劝导为先。");
    }

    @Test
    void isRefusedWhereEachSquadIsInsideACampaign() {
        LocalDate from = freeDays();
        campaign(from, from.plusDays(2), ZHAOXIANG);

        assertThatThrownBy(() -> proposed(plan(from, ZHAOXIANG))).hasMessageContaining("均在专项行动期间");
    }

    @Test
    void cannotBeApprovedAnyMoreOnceEachSquadIsInsideACampaign() {
        LocalDate from = freeDays();
        String code = proposed(plan(from, ZHAOXIANG));
        campaign(from, from.plusDays(2), ZHAOXIANG);

        assertThatThrownBy(() -> desk.submit("lead1", code, "approveImprovement", APPROVE))
                .hasMessageContaining("均在专项行动期间");
    }

    @Test
    void goesOnToTheEvaluationWhereEverySquadGotGuidanceInstead() {
        LocalDate from = freeDays();
        String code = proposed(plan(from, ZHAOXIANG));
        desk.submit("lead1", code, "approveImprovement", APPROVE);
        campaign(from, from.plusDays(2), ZHAOXIANG);

        dispatch(code);

        assertThat(status(code, ZHAOXIANG)).isEqualTo("GUIDED");
        assertThat(desk.tasks("coordination1", code, "evaluateEffect")).hasSize(1);
    }

    @Test
    void endsOnTheDayBeforeACampaignThatIsApprovedMeanwhile() {
        LocalDate from = freeDays();
        String code = dispatched(plan(from, ZHAOXIANG, XUJING));

        campaign(from.plusDays(4), from.plusDays(6), ZHAOXIANG);

        assertThat(lastDay(code, ZHAOXIANG)).isEqualTo(from.plusDays(3));
        assertThat(lastDay(code, XUJING)).isEqualTo(from.plusDays(9));
        assertThat(squadTasks.get(taskOf(code, ZHAOXIANG)).state()).isEqualTo(State.ASSIGNED);
        shares.sweep();
        assertThat(squadTasks.get(taskOf(code, ZHAOXIANG)).state()).isEqualTo(State.ASSIGNED);
    }

    @Test
    void isAbsorbedWithItsOpenPointsOnTheCampaignsFirstDay() {
        LocalDate from = freeDays();
        String code = dispatched(plan(from, ZHAOXIANG));
        String campaign = campaign(from.plusDays(4), from.plusDays(6), ZHAOXIANG);
        String inUse = taskOf(campaign, ZHAOXIANG);
        jdbc.sql("delete from assigned_point where assignment = ? and point like '%-0001'")
                .param(campaign)
                .update();
        backToLastYear(code);

        shares.sweep();
        shares.sweep();

        assertThat(squadTasks.get(taskOf(code, ZHAOXIANG)).state()).isEqualTo(State.ABSORBED);
        assertThat(launches.runs(taskOf(code, ZHAOXIANG))).isFalse();
        assertThat(squadTasks.get(inUse).state().isOpen()).isTrue();
        assertThat(jdbc.sql("""
                                select points_moved || ' ' || points_present || ' ' || points_left
                                from improvement_squad
                                where improvement = ?
                                """).param(code).query(String.class).single()).isEqualTo("1 19 0");
        assertThat(jdbc.sql("""
                                select reason from assigned_point where assignment = ? and point like '%-0001'
                                """).param(campaign).query(String.class).single()).isEqualTo("KEY_AREA");
        assertThat(desk.tasks("coordination1", code, "evaluateEffect")).hasSize(1);
    }

    @Test
    void standsInNoCampaignsWayOnceItsSquadIsDone() {
        LocalDate from = freeDays();
        String code = dispatched(plan(from, ZHAOXIANG));
        done(code, from, ZHAOXIANG, "zhaoxiang");

        campaign(from.plusDays(4), from.plusDays(6), ZHAOXIANG);
        shares.sweep();
        desk.submit("coordination1", code, "evaluateEffect", Map.of("solved", "YES", "text", "已经好转。"));
        campaign(from.plusDays(7), from.plusDays(8), ZHAOXIANG);

        assertThat(lastDay(code, ZHAOXIANG)).isEqualTo(from.plusDays(9));
    }

    @Test
    void givesWayToACampaignThatASquadJoinsAndNoMoreOnceThatIsCancelled() {
        LocalDate from = freeDays();
        String code = dispatched(plan(from, ZHAOXIANG));
        String campaign = campaign(from.plusDays(4), from.plusDays(6), XUJING);
        assertThat(lastDay(code, ZHAOXIANG)).isEqualTo(from.plusDays(9));

        steering.addSquad(campaign, ZHAOXIANG, "问题集中，增派赵巷中队。", BUREAU);
        assertThat(lastDay(code, ZHAOXIANG)).isEqualTo(from.plusDays(3));

        steering.cancel(campaign, "上级统一部署，本次行动取消。", BUREAU);
        assertThat(lastDay(code, ZHAOXIANG)).isEqualTo(from.plusDays(9));
        assertThat(jdbc.sql(
                                "select text from improvement_event where improvement = ? and kind = 'SHORTENED' order by id")
                        .param(code)
                        .query(String.class)
                        .list())
                .hasSize(2)
                .first()
                .asString()
                .endsWith("为止，届时并入" + campaign);
    }

    @Test
    void givesWayToACampaignThatIsExtendedIntoItsDays() {
        LocalDate from = freeDays();
        String code = dispatched(plan(from, ZHAOXIANG));
        String campaign = campaign(from.minusDays(2), from.minusDays(1), ZHAOXIANG);
        assertThat(lastDay(code, ZHAOXIANG)).isEqualTo(from.plusDays(9));

        steering.extend(campaign, from.plusDays(1), "问题集中，延长整治时间。", BUREAU);

        assertThat(lastDay(code, ZHAOXIANG)).isEqualTo(from.minusDays(1));
    }

    @Test
    void givesWayToACampaignThatIsResumedAsManyDaysLater() {
        LocalDate from = freeDays();
        String code = dispatched(plan(from, ZHAOXIANG));
        String campaign = campaign(from.plusDays(1), from.plusDays(2), ZHAOXIANG);
        assertThat(lastDay(code, ZHAOXIANG)).isEqualTo(from);
        steering.suspend(campaign, "台风蓝色预警，暂停行动。", BUREAU);
        jdbc.sql("update campaign set suspended_on = suspended_on - 3 where code = ?")
                .param(campaign)
                .update();

        steering.resume(campaign, BUREAU);

        assertThat(lastDay(code, ZHAOXIANG)).isEqualTo(from.plusDays(3));
    }

    @Test
    void goesOnWhereItsSquadIsExemptedFromTheCampaign() {
        LocalDate from = freeDays();
        String code = dispatched(plan(from, ZHAOXIANG));
        String campaign = campaign(from.plusDays(4), from.plusDays(6), ZHAOXIANG, XUJING);
        while (launches.job(campaign, "serviceTask_dispatchSquadTasks") != null) {
            desk.fire(campaign, "serviceTask_dispatchSquadTasks");
        }

        steering.exempt(
                campaign, ZHAOXIANG, Exemption.Kind.WHOLE, Exemption.Reason.NO_OBJECT, "点位均已关停，没有检查对象。", BUREAU);
        shares.sweep();

        assertThat(lastDay(code, ZHAOXIANG)).isEqualTo(from.plusDays(9));
    }

    @Test
    void isFiledAfterTheFactWhereItIsUrgentAndVisitsEnterprises() {
        LocalDate from = freeDays();
        Map<String, Object> plan = plan(from, ZHAOXIANG);
        plan.put("enterpriseInspection", true);
        plan.put("urgent", true);
        String code = proposed(plan);
        dispatch(code);

        assertThat(squadTasks.get(taskOf(code, ZHAOXIANG)).state()).isEqualTo(State.ASSIGNED);
        assertThat(desk.tasks("lead1", code, "approveImprovement")).isEmpty();
        Map<String, Object> filing = new HashMap<>(filing(code, from));
        filing.put("urgent", true);
        filing.put("reason", "燃气管道泄漏，须立即排查。");
        desk.submit("legal1", code, "fileImprovementPlan", filing);
        desk.submit("lead1", code, "approveImprovement", APPROVE);

        assertThat(squadTasks.of(code)).singleElement().matches(task -> task.state() == State.ASSIGNED);
        done(code, from, ZHAOXIANG, "zhaoxiang");
        assertThat(desk.tasks("coordination1", code, "evaluateEffect")).hasSize(1);
    }

    @Test
    void refusesASquadThatIsNone() {
        LocalDate from = freeDays();

        assertThatThrownBy(() -> proposed(plan(from, ZHAOXIANG, "310118999")))
                .hasMessageContaining("没有代码为“310118999”的中队");
    }

    /** As if its days and the campaign's first were over. */
    private void backToLastYear(String code) {
        jdbc.sql("""
                        update further_improvement
                        set first_day = date '2022-12-20',
                            last_day = date '2022-12-25'
                        where code = ?
                        """).param(code).update();
        jdbc.sql("""
                        update improvement_squad
                        set first_day = date '2022-12-20',
                            last_day = date '2022-12-22'
                        where improvement = ?
                        """).param(code).update();
    }

    @Test
    void asksForNoExemptionFromItsTask() {
        LocalDate from = freeDays();
        String task = taskOf(dispatched(plan(from, ZHAOXIANG)), ZHAOXIANG);

        assertThatThrownBy(() -> desk.submit(
                        "zhaoxiangLead",
                        task,
                        "acknowledge",
                        Map.of(
                                "accepted",
                                true,
                                "requestExemption",
                                true,
                                "exemptionReason",
                                "OTHER_ORDER",
                                "exemptionText",
                                "承担区里其他重大活动保障任务。")))
                .hasMessageContaining("再提升任务不能申请免除");
    }

    @Test
    void lastsFifteenDaysAtMost() {
        LocalDate from = freeDays();
        Map<String, Object> plan = plan(from, ZHAOXIANG);
        plan.put("to", from.plusDays(15).toString());

        assertThatThrownBy(() -> proposed(plan)).hasMessageContaining("再提升不能超过15天");
    }

    /** Eighteen days that no other test uses. */
    private static synchronized LocalDate freeDays() {
        free = free.plusDays(18);
        return free;
    }

    private static Map<String, Object> plan(LocalDate from, String... squads) {
        Map<String, Object> plan = new HashMap<>();
        plan.put("triggerType", "COMMON_SITUATION");
        plan.put("source", "INSPECTION");
        plan.put("evidence", "近期多个街镇沿街商户跨门经营回潮。");
        plan.put("squads", List.of(squads));
        plan.put("focusItems", "跨门经营\n乱设摊");
        plan.put("from", from.toString());
        plan.put("guidance", "突出商业街区，劝导为先。");
        return plan;
    }

    private String proposed(Map<String, Object> plan) {
        String instance =
                desk.start("coordination1", "furtherImprovement", plan).getId();
        return jdbc.sql("select business_key_ from act_hi_procinst where id_ = ?")
                .param(instance)
                .query(String.class)
                .single();
    }

    private String dispatched(Map<String, Object> plan) {
        String code = proposed(plan);
        desk.submit("lead1", code, "approveImprovement", APPROVE);
        dispatch(code);
        return code;
    }

    private String urgent(LocalDate from, String... squads) {
        Map<String, Object> plan = plan(from, squads);
        plan.put("urgent", true);
        String code = proposed(plan);
        dispatch(code);
        return code;
    }

    private void dispatch(String code) {
        desk.fire(code, "serviceTask_releaseSquads");
        while (launches.job(code, "serviceTask_dispatchSquadTasks") != null) {
            desk.fire(code, "serviceTask_dispatchSquadTasks");
        }
    }

    private String campaign(LocalDate from, LocalDate to, String... squads) {
        String code = launches.launched();
        desk.submit("coordination1", code, "defineCampaign", Launches.definition(from, to, List.of(squads)));
        desk.submit("bureau1", code, "approveCampaign", APPROVE);
        return code;
    }

    private void done(String code, LocalDate day, String squad, String people) {
        String task = taskOf(code, squad);
        String lead = people + "Lead";
        desk.submit(lead, task, "acknowledge", Map.of("accepted", true));
        Map<String, Object> duty = new HashMap<>(launches.duty(lead));
        duty.put(
                "shifts",
                List.of(Map.of(
                        "date",
                        day.toString(),
                        "kind",
                        "DAY",
                        "from",
                        "09:00",
                        "to",
                        "17:00",
                        "officers",
                        List.of(people + "1", people + "2"),
                        "auxiliaries",
                        1,
                        "vehicles",
                        1,
                        "areaIds",
                        "主要道路沿线")));
        desk.submit(lead, task, "planDuty", duty);
        desk.fire(task, "timer_start");
        desk.fire(task, "timer_end");
        desk.submit(lead, task, "feedBack", Launches.feedback());
        desk.submit("coordination1", task, "reviewFeedback", accept());
        desk.submit("supervision1", task, "countersign", accept());
        desk.fire(task, "serviceTask_closeTask");
    }

    private String status(String code, String squad) {
        return jdbc.sql("select status from improvement_squad where improvement = ? and squad = ?")
                .params(code, squad)
                .query(String.class)
                .single();
    }

    private LocalDate lastDay(String code, String squad) {
        return jdbc.sql("select last_day from improvement_squad where improvement = ? and squad = ?")
                .params(code, squad)
                .query(LocalDate.class)
                .single();
    }
}
