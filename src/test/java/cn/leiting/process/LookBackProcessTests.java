package cn.leiting.process;

import static cn.leiting.process.Launches.APPROVE;
import static cn.leiting.process.Launches.XUJING;
import static cn.leiting.process.Launches.ZHAOXIANG;
import static cn.leiting.process.Launches.taskOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.assignment.Assignments;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.duty.Duties;
import cn.leiting.lookback.LookBack;
import cn.leiting.lookback.LookBacks;
import cn.leiting.lookback.Traces;
import cn.leiting.score.Stage;
import cn.leiting.scoring.ScoredCampaigns;
import cn.leiting.scoring.Scorings;
import cn.leiting.shared.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** 365回头看, driven as the campaign's timer, Tasklist and the pages do. Each test has a campaign of its own. */
@LeitingTest
class LookBackProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("lookBack");

    @Autowired
    private ScoredCampaigns scored;

    @Autowired
    private Desk desk;

    @Autowired
    private Launches launches;

    @Autowired
    private Traces traces;

    @Autowired
    private LookBacks lookBacks;

    @Autowired
    private LookBackStarts starts;

    @Autowired
    private Duties duties;

    @Autowired
    private Assignments assignments;

    @Autowired
    private SquadTasks squadTasks;

    @Autowired
    private Scorings scorings;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @LocalServerPort
    private int port;

    @Test
    void runsFromTheDayAfterTheEndToTheFinalScore() {
        String campaign = launches.dispatched(3, ZHAOXIANG, XUJING);
        traces.problem(taskOf(campaign, ZHAOXIANG), 1);
        traces.clean(taskOf(campaign, XUJING), 1, 2);
        String code = launches.lookBackDispatched(campaign, 1);
        launches.accepted(taskOf(code, ZHAOXIANG), "zhaoxiangLead");
        assertThat(desk.tasks("supervision1", code, "superviseLookBack")).isEmpty();
        launches.accepted(taskOf(code, XUJING), "xujingLead");

        supervise(code);
        check(code, ZHAOXIANG, XUJING);
        desk.submit("coordination1", code, "closeLookBack", Map.of());
        report(code);
        desk.submit("office1", code, "publicizeLookBack", unpublished());
        assertThat(launches.job(code, "call_campaignScoring"))
                .as("waits for the provisional score")
                .isNull();
        lockProvisional(campaign);
        score(code);

        assertThat(lookBacks.get(code).status()).isEqualTo(LookBack.Status.FINISHED);
        assertThat(launches.runs(code)).isFalse();
        assertThat(scorings.get("SC-" + campaign.substring(3) + ":FINAL").stage())
                .isEqualTo(Stage.FINAL);
    }

    @Test
    void goesStraightToTheSupervisionAndTheFinalScoreWhereNothingIsLeftToLookAt() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        String code = launches.lookBackOf(campaign, 1);
        lockProvisional(campaign);

        desk.submit("coordination1", code, "confirmSamples", Map.of("confirmed", true));
        supervise(code);
        desk.submit("coordination1", code, "closeLookBack", Map.of("comment", "没有样本。"));
        report(code);
        desk.submit("office1", code, "publicizeLookBack", unpublished());
        score(code);

        assertThat(assignments.find(code)).isEmpty();
        assertThat(launches.runs(code)).isFalse();
    }

    @Test
    void givesTheSquadsTheirTasksInBatches() {
        String campaign = launches.dispatched(3);
        squadTasks.of(campaign).forEach(task -> traces.clean(task.code(), 1));

        String code = launches.lookBackDispatched(campaign, 1);

        assertThat(squadTasks.of(code)).hasSize(11);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("squadTask")
                        .processInstanceBusinessKeyLike(code + ":%")
                        .count())
                .isEqualTo(11);
    }

    @Test
    void givesNoTaskToASquadWithoutASample() {
        String campaign = launches.dispatched(3, ZHAOXIANG, XUJING);
        traces.clean(taskOf(campaign, ZHAOXIANG), 1);

        String code = launches.lookBackDispatched(campaign, 1);

        assertThat(squadTasks.of(code)).extracting(task -> task.squad()).containsExactly(ZHAOXIANG);
    }

    @Test
    void goesOnToTheSupervisionWhereNoSampleIsLeftWhenTheSquadsShouldGetThem() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        traces.problem(taskOf(campaign, ZHAOXIANG), 19);
        String code = launches.lookBackOf(campaign, 1);
        desk.submit("coordination1", code, "confirmSamples", Map.of("confirmed", true));

        inUse(Traces.point(ZHAOXIANG, 19), false);
        try {
            desk.fire(code, "serviceTask_dispatchSquadTasks");
        } finally {
            inUse(Traces.point(ZHAOXIANG, 19), true);
        }
        assignments.sweep();

        assertThat(squadTasks.of(code)).isEmpty();
        assertThat(desk.tasks("supervision1", code, "superviseLookBack")).hasSize(1);
    }

    private void inUse(String point, boolean active) {
        jdbc.sql("update inspection_point set status = ?, closed_reason = ? where code = ?")
                .params(active ? "ACTIVE" : "CLOSED", active ? null : "该点位已经拆除。", point)
                .update();
    }

    @Test
    void asksTheLegalSectionWithoutWaitingForItsOpinion() {
        String code = supervisionDue();

        desk.submit(
                "supervision1",
                code,
                "superviseLookBack",
                Map.of("comment", "个别点位反弹。", "hardCase", true, "question", "同一摊点整改后又反弹，能否从重处罚，请法制科指导。"));

        desk.fire(code, "serviceTask_askGuidance");

        String guidance = jdbc.sql("select code from hard_case where source = ?")
                .param(code)
                .query(String.class)
                .single();
        assertThat(desk.tasks("legal1", guidance, "triageHardCase")).hasSize(1);
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(guidance)
                .singleResult();
        assertThat(instance.getRootProcessInstanceId()).isEqualTo(instance.getId());
        assertThat(desk.tasks("coordination1", code, "closeLookBack")).hasSize(1);
    }

    @Test
    void closesNothingWhileASquadIsUnchecked() {
        String code = supervisionDue();
        supervise(code);

        assertThatThrownBy(() -> desk.submit("coordination1", code, "closeLookBack", Map.of()))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessageContaining("赵巷镇城管中队");
    }

    @Test
    void asksForNoExemptionFromItsTask() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        traces.clean(taskOf(campaign, ZHAOXIANG), 1);
        String task = taskOf(launches.lookBackDispatched(campaign, 1), ZHAOXIANG);

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
                .hasMessageContaining("回头看任务不能申请免除");
        assertThat(desk.tasks("zhaoxiangLead", task, "acknowledge")).hasSize(1);
    }

    @Test
    void isTheSquadsModeOfTheDay() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        traces.clean(taskOf(campaign, ZHAOXIANG), 1);

        launches.lookBackDispatched(campaign, 1);

        assertThat(duties.today(new Actor("zhaoxiang1", Set.of("squadZhaoxiang"))))
                .contains("365回头看");
    }

    @Test
    void beginsOnceAlthoughANodeDiedBetweenTheTimerAndTheStart() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        traces.over(campaign, 1);
        desk.fire(campaign, "timer_lookBackDue");

        starts.sweep();
        starts.sweep();
        desk.fire(campaign, "serviceTask_startLookBack");

        assertThat(instances(campaign)).isOne();
    }

    @Test
    void beginsOnceAlthoughTwoNodesStartItAtTheSameTime() throws Exception {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        traces.over(campaign, 1);

        ExecutorService nodes = Executors.newFixedThreadPool(2);
        List<Future<Boolean>> begun = Stream.of(1, 2)
                .map(node -> nodes.submit(() -> transaction.execute(status -> starts.start(campaign))))
                .toList();
        List<Boolean> answers = List.of(begun.get(0).get(), begun.get(1).get());
        nodes.shutdown();

        assertThat(answers).containsExactlyInAnyOrder(true, false);
        assertThat(instances(campaign)).isOne();
    }

    @Test
    void followsACampaignWhoseModelHadNoTimerYet() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        traces.over(campaign, 1);

        assertThat(lookBacks.missing()).contains(campaign);
        assertThat(starts.sweep()).isPositive();

        assertThat(instances(campaign)).isOne();
        assertThat(lookBacks.missing()).doesNotContain(campaign);
    }

    @Test
    void doesNotFollowACampaignThatWasCancelledSuspendedOrIsNotOver() {
        String cancelled = launches.dispatched(3, ZHAOXIANG);
        String suspended = launches.dispatched(3, ZHAOXIANG);
        String running = launches.dispatched(3, ZHAOXIANG);
        Client leader = Client.of("bureau1", port);
        leader.post("/api/campaigns/" + cancelled + "/cancel", Map.of("reason", "上级统一部署，本次行动取消。"));
        leader.post("/api/campaigns/" + suspended + "/suspend", Map.of("reason", "台风蓝色预警，暂停行动。"));
        traces.over(cancelled, 1);
        traces.over(suspended, 1);

        starts.sweep();

        for (String campaign : List.of(cancelled, suspended, running)) {
            assertThat(starts.start(campaign)).as(campaign).isFalse();
            assertThat(instances(campaign)).as(campaign).isZero();
        }
        assertThat(launches.runs(cancelled)).isFalse();
    }

    @Test
    void doesNotFollowACampaignWhoseDaysForItAreOver() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        traces.over(campaign, 31);

        assertThat(lookBacks.missing()).doesNotContain(campaign);
    }

    private long instances(String campaign) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey("lookBack")
                .processInstanceBusinessKey(LookBacks.codeOf(campaign))
                .count();
    }

    /** All squads done. */
    private String supervisionDue() {
        String campaign = launches.dispatched(3, ZHAOXIANG);
        traces.problem(taskOf(campaign, ZHAOXIANG), 1);
        String code = launches.lookBackDispatched(campaign, 1);
        launches.accepted(taskOf(code, ZHAOXIANG), "zhaoxiangLead");
        return code;
    }

    private void supervise(String code) {
        desk.submit("supervision1", code, "superviseLookBack", Map.of("comment", "整改总体到位。"));
    }

    /** F-14 of every squad, as its page posts it. */
    private void check(String code, String... squads) {
        Map<String, String> checks = new HashMap<>();
        for (int row = 0; row < squads.length; row++) {
            String of = "rows[" + row + "].";
            checks.put(of + "squad", squads[row]);
            List.of("measures", "rectification", "longTerm").forEach(inPlace -> checks.put(of + inPlace, "true"));
        }
        Client.Answer answer = Client.of("coordination1", port).form("/look-backs/" + code + "/closing", checks);
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    }

    private void report(String code) {
        desk.fire(code, "call_specialReport");
        String report = called(code);
        desk.submit(
                "coordination1",
                report,
                "draftReport",
                Map.of(
                        "title", "回头看情况专报",
                        "overall", "总体平稳有序。",
                        "progress", "各中队均已办结。",
                        "practices", "错时勤务。",
                        "problems", "个别点位反弹。",
                        "nextSteps", "纳入日常巡查。"));
        desk.submit("supervision1", report, "cosignReport", APPROVE);
        desk.submit("bureau1", report, "signReport", APPROVE);
        desk.fire(report, "serviceTask_deliverReport");
    }

    private static Map<String, Object> unpublished() {
        return Map.of("channel", "NONE", "proofNote", "与行动报道合并发布。");
    }

    private void lockProvisional(String campaign) {
        String scoring = scorings.begin(campaign, Stage.PROVISIONAL, "coordination1");
        scored.compute(scoring);
        scored.publish(scoring);
        scored.lock(scoring);
    }

    private void score(String code) {
        desk.fire(code, "call_campaignScoring");
        String scoring = called(code);
        desk.submit("coordination1", scoring, "supplyAdjustments", Map.of("confirmed", true));
        desk.fire(scoring, "serviceTask_computeScores");
        desk.submit("supervision1", scoring, "checkScores", APPROVE);
        desk.fire(scoring, "serviceTask_publishScores");
        scored.publishedOn(scoring, LocalDate.now(clock).minusDays(20));
        desk.fire(scoring, "timer_appealsOver");
        desk.submit("lead1", scoring, "confirmScores", APPROVE);
        desk.fire(scoring, "serviceTask_lockScores");
        desk.fire(code, "serviceTask_finishLookBack");
    }

    /** The business key of the instance that the look-back has called. */
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
}
