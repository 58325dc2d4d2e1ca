package cn.leiting.process;

import static cn.leiting.process.Launches.XUJING;
import static cn.leiting.process.Launches.ZHAOXIANG;
import static cn.leiting.process.Launches.accept;
import static cn.leiting.process.Launches.feedback;
import static cn.leiting.process.Launches.giveBack;
import static cn.leiting.process.Launches.taskOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.calendar.BureauTime;
import cn.leiting.campaign.Steering;
import cn.leiting.guidance.HardCases;
import cn.leiting.shared.Actor;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** 中队任务, driven as Tasklist does. Each test has a campaign of its own, of 赵巷 and 徐泾. */
@LeitingTest
class SquadTaskProcessTests {

    @RegisterExtension
    static final NodeCoverage coverage = new NodeCoverage("squadTask");

    private static final String LEAD = "zhaoxiangLead";

    @Autowired
    private Desk desk;

    @Autowired
    private Launches launches;

    @Autowired
    private SquadTasks squadTasks;

    @Autowired
    private HardCases hardCases;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Steering steering;

    @Test
    void endsAcceptedWhenReviewAndSupervisionAgree() {
        String task = task(3);

        launches.accepted(task, LEAD);

        assertThat(state(task)).isEqualTo(State.ACCEPTED);
        assertThat(launches.runs(task)).isFalse();
    }

    @Test
    void goesToTheSquadsLeadAndToNobodyElse() {
        String task = task(3);

        assertThat(desk.tasks(LEAD, task, "acknowledge")).hasSize(1);
        assertThat(desk.tasks("zhaoxiang1", task, "acknowledge")).isEmpty();
        assertThat(desk.tasks("xujingLead", task, "acknowledge")).isEmpty();
    }

    @Test
    void startsNoFieldWorkBeforeTheStartDate() {
        String task = task(3);
        desk.submit(LEAD, task, "acknowledge", Map.of("accepted", true));
        desk.submit(LEAD, task, "planDuty", launches.duty(LEAD));

        assertThat(desk.tasks("zhaoxiang1", task, "carryOut")).isEmpty();
        desk.fire(task, "timer_start");

        assertThat(desk.tasks("zhaoxiang1", task, "carryOut")).hasSize(1);
        assertThat(state(task)).isEqualTo(State.RUNNING);
    }

    @Test
    void keepsTheFieldPhaseOpenWhilePointsAreLeft() {
        String task = task(3);
        launches.begun(task, LEAD);

        assertThatThrownBy(() -> desk.submit("zhaoxiang1", task, "carryOut", Map.of("done", true)))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessageContaining("点位");

        assertThat(state(task)).isEqualTo(State.RUNNING);
    }

    @Test
    void letsASquadThatHasNoPointsLeftEndItsFieldPhase() {
        String campaign = launches.dispatched(3, ZHAOXIANG, XUJING);
        String task = taskOf(campaign, ZHAOXIANG);
        launches.begun(task, LEAD);
        steering.exempt(
                campaign,
                ZHAOXIANG,
                Exemption.Kind.POINTS,
                Exemption.Reason.NO_OBJECT,
                "点位均已关停，没有检查对象。",
                new Actor("bureau1", Set.of("bureauLeadership")));

        desk.submit("zhaoxiang1", task, "carryOut", Map.of("done", true));

        assertThat(state(task)).isEqualTo(State.TO_FEED_BACK);
    }

    @Test
    void wantsFeedbackInBetweenEveryFridayOfALongCampaign() {
        String task = task(14);
        launches.begun(task, LEAD);
        assertThat(launches.due(task, "timer_interim"))
                .isEqualTo(LocalDate.of(2023, 1, 13)
                        .atTime(16, 0)
                        .atZone(BureauTime.ZONE)
                        .toInstant());

        desk.fire(task, "timer_interim");
        desk.submit(LEAD, task, "interimFeedback", feedback());

        assertThat(launches.job(task, "timer_interim")).isNotNull();
        assertThat(state(task)).isEqualTo(State.RUNNING);
    }

    @Test
    void wantsNoFeedbackInBetweenOfAShortCampaign() {
        String task = task(7);
        launches.begun(task, LEAD);

        assertThat(launches.due(task, "timer_interim")).isAfter(launches.due(task, "timer_end"));
    }

    @Test
    void dropsAnInterimFeedbackThatNobodyGaveWhenTheFieldPhaseEnds() {
        String task = task(14);
        launches.begun(task, LEAD);
        desk.fire(task, "timer_interim");

        desk.fire(task, "timer_end");

        assertThat(desk.tasks(LEAD, task, "interimFeedback")).isEmpty();
        assertThat(desk.tasks(LEAD, task, "feedBack")).hasSize(1);
    }

    @Test
    void givesTheFeedbackTwoWorkingDaysAfterTheEnd() {
        String task = task(3);
        launches.begun(task, LEAD);
        desk.fire(task, "timer_end");

        Task feedBack = desk.tasks(LEAD, task, "feedBack").get(0);

        assertThat(LocalDate.ofInstant(feedBack.getDueDate().toInstant(), BureauTime.ZONE))
                .isEqualTo(LocalDate.of(2023, 1, 17));
    }

    @Test
    void refusesAFeedbackThatIsTooShortInTheWordsOfTheForm() {
        String task = task(3);
        launches.begun(task, LEAD);
        desk.fire(task, "timer_end");
        Map<String, Object> thin = new HashMap<>(feedback());
        thin.put("narrative", "太短。");

        assertThatThrownBy(() -> desk.submit(LEAD, task, "feedBack", thin)).hasMessageContaining("工作情况");

        assertThat(state(task)).isEqualTo(State.TO_FEED_BACK);
    }

    @Test
    void comesBackForReworkTwiceAndThenTheLeadLeaderDecides() {
        String task = task(3);
        launches.fedBack(task, LEAD);

        desk.submit("coordination1", task, "reviewFeedback", giveBack());
        desk.submit(LEAD, task, "rework", feedback());
        desk.submit("coordination1", task, "reviewFeedback", accept());
        desk.submit("supervision1", task, "countersign", giveBack());
        desk.submit(LEAD, task, "rework", feedback());
        desk.submit("coordination1", task, "reviewFeedback", giveBack());

        assertThat(squadTasks.get(task).returns()).isEqualTo(3);
        assertThat(desk.tasks(LEAD, task, "rework")).isEmpty();
        desk.submit("lead1", task, "decideRejected", Map.of("decision", "RETRY", "comment", "约谈后再改一次。"));
        desk.submit(LEAD, task, "rework", feedback());
        desk.submit("coordination1", task, "reviewFeedback", giveBack());
        desk.submit("lead1", task, "decideRejected", Map.of("decision", "ACCEPT", "comment", "情况属实，予以接受。"));
        desk.fire(task, "serviceTask_closeTask");

        assertThat(state(task)).isEqualTo(State.ACCEPTED);
    }

    @Test
    void failsWhenTheLeadLeaderSaysSo() {
        String task = task(3);
        launches.fedBack(task, LEAD);
        desk.submit("coordination1", task, "reviewFeedback", giveBack());
        desk.submit(LEAD, task, "rework", feedback());
        desk.submit("coordination1", task, "reviewFeedback", giveBack());
        desk.submit(LEAD, task, "rework", feedback());
        desk.submit("coordination1", task, "reviewFeedback", giveBack());

        desk.submit("lead1", task, "decideRejected", Map.of("decision", "FAIL", "comment", "多次整改不到位。"));
        desk.fire(task, "serviceTask_closeTask");

        assertThat(state(task)).isEqualTo(State.FAILED);
    }

    @Test
    void takesSilenceOfSupervisionForNoObjection() {
        String task = task(3);
        launches.fedBack(task, LEAD);
        desk.submit("coordination1", task, "reviewFeedback", accept());

        desk.fire(task, "timer_noObjection");
        desk.fire(task, "serviceTask_closeTask");

        assertThat(state(task)).isEqualTo(State.ACCEPTED);
    }

    @Test
    void failsASilentSquadAtTheCutOff() {
        String task = task(3);
        assertThat(LocalDate.ofInstant(launches.due(task, "timer_cutOff"), BureauTime.ZONE))
                .isEqualTo(LocalDate.of(2023, 2, 4));

        desk.fire(task, "timer_cutOff");
        desk.fire(task, "serviceTask_closeTask");

        assertThat(state(task)).isEqualTo(State.FAILED);
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(task).count())
                .isZero();
    }

    @Test
    void asksTheLegalSectionWhenTheSquadFlagsADifficultCase() {
        String task = task(3);
        launches.begun(task, LEAD);
        desk.fire(task, "timer_end");
        Map<String, Object> hard = new HashMap<>(feedback());
        hard.put("hardCase", true);
        hard.put("question", "流动摊贩多次占道、每次数额很小，能否并案处理，请予指导。");
        desk.submit(LEAD, task, "feedBack", hard);
        desk.submit("coordination1", task, "reviewFeedback", accept());
        desk.submit("supervision1", task, "countersign", accept());
        desk.fire(task, "serviceTask_closeTask");
        assertThat(state(task)).isEqualTo(State.ACCEPTED);

        String guidance = guidanceOf(task);
        desk.submit("legal1", guidance, "triageHardCase", Map.of("decision", "ACCEPT", "dueKind", "NORMAL"));
        desk.submit(
                "legal1",
                guidance,
                "draftOpinion",
                Map.of(
                        "answer",
                        "可以按同一当事人的连续行为处理，注意取证完整，并在办结前再次复查；认定为同一违法行为的，不重复作出处罚，指导意见不替代法制审核和处理决定。",
                        "legalBasis",
                        "行政处罚法第二十九条"));
        desk.submit("legal2", guidance, "signOpinion", Launches.APPROVE);
        desk.submit("zhaoxiang1", guidance, "recordAdoption", Map.of("adopted", "ADOPTED"));

        assertThat(launches.runs(task)).isFalse();
    }

    @Test
    void doesNotAskAgainWhatTheSquadHasAskedByItself() {
        String task = task(3);
        String question = "流动摊贩多次占道、每次数额很小，能否并案处理，请予指导。";
        String asked = hardCases.request(task, ZHAOXIANG, question, "zhaoxiang1");
        launches.begun(task, LEAD);
        desk.fire(task, "timer_end");
        Map<String, Object> hard = new HashMap<>(feedback());
        hard.put("hardCase", true);
        hard.put("question", question);

        desk.submit(LEAD, task, "feedBack", hard);
        desk.submit("coordination1", task, "reviewFeedback", accept());
        desk.submit("supervision1", task, "countersign", accept());
        desk.fire(task, "serviceTask_closeTask");

        assertThat(state(task)).isEqualTo(State.ACCEPTED);
        assertThat(launches.runs(task)).isFalse();
        assertThat(launches.runs(asked)).as("a second triage of the case").isFalse();
    }

    @Test
    void endsAtOnceWhenItIsWithdrawn() {
        String campaign = launches.dispatched(3, ZHAOXIANG, XUJING);
        String task = taskOf(campaign, ZHAOXIANG);
        Map<String, Object> asking = Map.of(
                "accepted",
                true,
                "requestExemption",
                true,
                "exemptionReason",
                "OTHER_ORDER",
                "exemptionText",
                "承担区里其他重大活动保障任务。");
        desk.submit(LEAD, task, "acknowledge", asking);

        desk.submit("lead1", campaign, "decideExemption", Map.of("decision", "GRANT"));

        assertThat(state(task)).isEqualTo(State.EXEMPTED);
        assertThat(launches.runs(task)).isFalse();
        assertThat(launches.runs(campaign)).isTrue();
    }

    @Test
    void refusesAnExemptionWithoutItsReason() {
        String task = task(3);

        assertThatThrownBy(() ->
                        desk.submit(LEAD, task, "acknowledge", Map.of("accepted", true, "requestExemption", true)))
                .hasMessageContaining("申请免除时");

        assertThat(state(task)).isEqualTo(State.ASSIGNED);
    }

    @Test
    void holdsTheDeputyOrLeaderResponsibleWhenNobodyIsDesignated() {
        String task = task(3);

        desk.submit(LEAD, task, "acknowledge", Map.of("accepted", true));

        assertThat(squadTasks.get(task).accountable()).isEqualTo(LEAD);
    }

    private String task(int days) {
        return taskOf(launches.dispatched(days, ZHAOXIANG, XUJING), ZHAOXIANG);
    }

    private State state(String task) {
        return squadTasks.get(task).state();
    }

    private String guidanceOf(String task) {
        String parent = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(task)
                .singleResult()
                .getId();
        List<String> keys = runtime.createProcessInstanceQuery().superProcessInstanceId(parent).list().stream()
                .map(instance -> instance.getBusinessKey())
                .toList();
        assertThat(keys).hasSize(1);
        return keys.get(0);
    }
}
