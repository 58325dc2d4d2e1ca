package cn.leiting.process;

import static cn.leiting.process.SquadTaskCodes.assignmentOf;
import static cn.leiting.process.SquadTaskCodes.squadOf;

import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignments;
import cn.leiting.assignment.DutyPlan;
import cn.leiting.assignment.SquadTask;
import cn.leiting.assignment.SquadTasks;
import cn.leiting.campaign.Campaigns;
import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.feedback.Reviews;
import cn.leiting.feedback.Samples;
import cn.leiting.fieldwork.Inspections;
import cn.leiting.guidance.HardCases;
import cn.leiting.organization.Organization;
import cn.leiting.process.SquadTaskForms.Acknowledge;
import cn.leiting.process.SquadTaskForms.CarryOut;
import cn.leiting.process.SquadTaskForms.DecideRejected;
import cn.leiting.process.SquadTaskForms.FeedBack;
import cn.leiting.process.SquadTaskForms.PlanDuty;
import cn.leiting.process.SquadTaskForms.ReviewFeedback;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/**
 * 中队任务：the class of the model {@code squadTask} (notice, sections 二 and 三; domain P3); one instance a
 * squad's task, business key {@code TH-2023-01:310118105}.
 */
@Component
public class SquadTaskProcess {

    /** Lives for the transaction of the launch only. */
    static final String CUT_OFF = "cutOff";

    private final Forms forms;
    private final Engine engine;
    private final SquadTaskOfficers officers;
    private final SquadTaskFeedback feedback;
    private final SquadTaskDates dates;
    private final Assignments assignments;
    private final SquadTasks squadTasks;
    private final Reviews reviews;
    private final Campaigns campaigns;
    private final Inspections inspections;
    private final HardCases hardCases;
    private final Organization organization;

    SquadTaskProcess(
            Forms forms,
            Engine engine,
            SquadTaskOfficers officers,
            SquadTaskFeedback feedback,
            SquadTaskDates dates,
            Assignments assignments,
            SquadTasks squadTasks,
            Reviews reviews,
            Campaigns campaigns,
            Inspections inspections,
            HardCases hardCases,
            Organization organization) {
        this.forms = forms;
        this.engine = engine;
        this.officers = officers;
        this.feedback = feedback;
        this.dates = dates;
        this.assignments = assignments;
        this.squadTasks = squadTasks;
        this.reviews = reviews;
        this.campaigns = campaigns;
        this.inspections = inspections;
        this.hardCases = hardCases;
        this.organization = organization;
    }

    /** The group of those who answer for the task: 分管副队长或队长 (notice, line 31). */
    public String lead(String code) {
        return organization.squad(squadOf(code)).leadGroup();
    }

    public String squad(String code) {
        return organization.squad(squadOf(code)).group();
    }

    public void acknowledge(DelegateTask task) {
        Acknowledge form = forms.read(task, Acknowledge.class);
        String code = code(task);

        if (form.asksForExemption()) {
            SquadTaskCodes.refuseExemption(code);
        }
        squadTasks.acknowledge(code, form.designeeId(), form.note(), engine.actor());
        if (form.asksForExemption()) {
            campaigns.requestExemption(
                    assignmentOf(code),
                    squadOf(code),
                    Objects.requireNonNull(form.exemptionReason()),
                    Objects.requireNonNull(form.exemptionText()),
                    engine.actor());
        }
    }

    public LocalDate dutyPlanFrom(String code) {
        return dates.dutyPlanFrom(assignment(code));
    }

    /** Puts the squad's leaders and those of its people who may inspect into the form's lists. */
    public void offerOfficers(DelegateTask task) {
        officers.offer(task, squadOf(code(task)));
    }

    public void planDuty(DelegateTask task) {
        PlanDuty form = forms.read(task, PlanDuty.class);
        List<DutyPlan.Shift> shifts =
                form.shifts().stream().map(PlanDuty.Shift::toShift).toList();

        squadTasks.planDuty(
                code(task),
                new DutyPlan.Form(form.commanderId(), shifts, form.focus(), form.safetyNote()),
                engine.actor());
    }

    public Date startAt(String code) {
        return SquadTaskDates.startAt(assignment(code));
    }

    public void begin(String code) {
        squadTasks.begin(code);
    }

    /** The last day of the field work. */
    public LocalDate endOn(String code) {
        return assignment(code).to();
    }

    public Date endAt(String code) {
        return SquadTaskDates.endAt(assignment(code));
    }

    public String interimAt(String code) {
        return dates.interimAt(assignment(code));
    }

    public void carryOut(DelegateTask task) {
        CarryOut form = forms.read(task, CarryOut.class);

        squadTasks.endField(code(task), inspections.openPoints(code(task)), form.remark(), engine.actor());
    }

    public void endField(String code) {
        squadTasks.endFieldByDate(code);
    }

    public void interimFeedback(DelegateTask task) {
        FeedBack form = forms.read(task, FeedBack.class);

        feedback.interim(code(task), form.toForm(), engine.actor());
    }

    public void feedBack(DelegateTask task) {
        FeedBack form = forms.read(task, FeedBack.class);

        feedback.feedBack(code(task), form.toForm(), engine.actor());
    }

    public void rework(DelegateTask task) {
        feedBack(task);
    }

    public void checkFeedback(String code) {
        feedback.check(code);
    }

    public void reviewFeedback(DelegateTask task) {
        ReviewFeedback form = forms.read(task, ReviewFeedback.class);
        SquadTaskFeedback.Outcome outcome = feedback.review(code(task), form.toForm(), engine.actor());

        task.setVariable("feedbackAccepted", outcome.accepted());
        task.setVariable("returnedTooOften", outcome.returnedTooOften());
    }

    public void countersign(DelegateTask task) {
        ReviewFeedback form = forms.read(task, ReviewFeedback.class);
        SquadTaskFeedback.Outcome outcome = feedback.countersign(code(task), form.toForm(), engine.actor());

        task.setVariable("countersigned", outcome.accepted());
        task.setVariable("returnedTooOften", outcome.returnedTooOften());
    }

    /** A squad that the sample names waits for supervision, until the cut-off; the others for one working day. */
    public Date noObjectionAt(String code) {
        Samples.Lot lot = feedback.lot(code);
        return lot.sampled() ? cutOffAt(code) : dates.noObjectionAt(Objects.requireNonNull(lot.reviewedAt()));
    }

    public void noObjection(String code) {
        reviews.noObjection(code);
    }

    public void decideRejected(DelegateTask task) {
        DecideRejected form = forms.read(task, DecideRejected.class);

        reviews.decide(code(task), form.decision(), form.comment(), engine.actor());
        task.setVariable("tryAgain", form.decision() == SquadTask.Decision.RETRY);
    }

    /** Handed over by a launch, which asks once for all squads; else as the data stand now. */
    public Date cutOffAt(DelegateExecution execution) {
        Date handedOver = (Date) execution.getVariable(CUT_OFF);
        return handedOver == null ? cutOffAt(execution.getProcessBusinessKey()) : handedOver;
    }

    private Date cutOffAt(String code) {
        return dates.cutOffAt(assignment(code));
    }

    /** What was fed back and accepted is done, everything else has failed by now. */
    public void closeTask(String code) {
        squadTasks.close(code);
    }

    /** Not where the squad has put the same question already. */
    public boolean hardCase(String code) {
        return hardCases.isNew(code, squadTasks.get(code).question());
    }

    public String requestGuidance(String code) {
        SquadTask task = squadTasks.get(code);
        String by = task.accountable() == null ? engine.actor() : task.accountable();
        return hardCases.request(code, squadOf(code), Objects.requireNonNull(task.question()), by);
    }

    private Assignment assignment(String code) {
        return assignments.ofTask(code);
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
