package cn.leiting.process;

import cn.leiting.assessment.AssessmentAppeal;
import cn.leiting.assessment.AssessmentAppeals;
import cn.leiting.assessment.Assessments;
import cn.leiting.calendar.BureauTime;
import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.engine.Timers;
import cn.leiting.organization.Organization;
import cn.leiting.process.AnnualAssessmentForms.DecideAssessmentAppeal;
import cn.leiting.programme.Programmes;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * 年度考核：the class of the model {@code annualAssessment} (domain P10 steps 10 to 13, §6.6; one instance a year of
 * assessment, business key {@code AA-<year>}). It begins when the programme is closed, or by the sweep after the year's
 * end, or by hand.
 */
@Component
public class AnnualAssessmentProcess {

    private static final String BY_ITSELF = "system";

    private final Forms forms;
    private final Engine engine;
    private final Timers timers;
    private final Assessments assessments;
    private final AssessmentAppeals appeals;
    private final Organization organization;

    AnnualAssessmentProcess(
            Forms forms,
            Engine engine,
            Timers timers,
            Assessments assessments,
            AssessmentAppeals appeals,
            Organization organization) {
        this.forms = forms;
        this.engine = engine;
        this.timers = timers;
        this.assessments = assessments;
        this.appeals = appeals;
        this.organization = organization;
    }

    @EventListener
    void closed(Programmes.Closed closed) {
        assessments.begin(closed.year(), BY_ITSELF);
    }

    @EventListener
    void begun(Assessments.Begun begun) {
        engine.startBy("assessmentDue", begun.code(), Map.of("year", begun.year()));
    }

    /** Nine o'clock on the day after the period; at once when that is over. */
    public Date yearEnd(String code) {
        return BureauTime.nineOClock(assessments.get(code).lastDay().plusDays(1));
    }

    public void rollUp(String code) {
        assessments.rollUp(code);
    }

    public void checkAssessment(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        String code = code(task);
        boolean checked = form.approvedOrReturned();

        if (checked) {
            assessments.check(code, form.said(), engine.actor());
        } else {
            assessments.giveBack(code, form.said(), engine.actor());
        }
        task.setVariable("checked", checked);
    }

    public void confirmAssessment(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        String code = code(task);
        boolean confirmed = form.approvedOrReturned();

        if (confirmed) {
            assessments.confirm(code, form.said(), engine.actor());
        } else {
            assessments.sendBack(code, form.said(), engine.actor());
        }
        task.setVariable("confirmed", confirmed);
    }

    public void publish(String code) {
        assessments.publish(code);
    }

    public Date appealsOver(String code) {
        return endOf(appeals.openUntil(code));
    }

    public Date blockOver(String code) {
        return endOf(appeals.blockedUntil(code));
    }

    private static Date endOf(LocalDate day) {
        return Date.from(day.plusDays(1).atStartOfDay(BureauTime.ZONE).toInstant());
    }

    /** Waits for who decides at this moment, so that either they or the token sees that all is settled. */
    public void askForAppeals(DelegateExecution execution) {
        String code = assessments.claim(execution.getProcessBusinessKey()).code();
        execution.setVariable("appealsSettled", appeals.settled(code));
    }

    @EventListener
    void filed(AssessmentAppeals.Filed filed) {
        boolean heard = engine.correlate(
                "assessmentAppealFiled", filed.code(), Map.of("appeal", filed.appeal(), "decider", filed.decider()));
        if (!heard && engine.runs("annualAssessment", filed.code())) {
            throw new IllegalStateException(filed.code() + " hears no appeal");
        }
        timers.redate(List.of(filed.code()));
    }

    /** Says in the task which squad disputes what. */
    public void showAppeal(DelegateTask task) {
        AssessmentAppeal appeal = appeals.get((Long) task.getVariable("appeal"));
        String squad = organization.squad(appeal.squad()).name();
        String subject = appeal.subject().label();

        task.setName("决定年度考核申诉（" + squad + "，" + subject + "）");
        task.setVariableLocal(
                "appealText",
                squad + "对" + subject + "提出" + (appeal.level() == 1 ? "申诉" : "第二级申诉") + "："
                        + appeal.reason()
                        + (appeal.claimedValue() == null ? "" : "主张的得分为" + appeal.claimedValue() + "。"));
    }

    public void decideAssessmentAppeal(DelegateTask task) {
        DecideAssessmentAppeal form = forms.read(task, DecideAssessmentAppeal.class);

        appeals.decide(
                (Long) task.getVariable("appeal"),
                form.decision() == DecideAssessmentAppeal.Decision.CHANGE,
                form.correctedValue(),
                form.comment(),
                engine.actor());
    }

    /** The dates follow, and nobody waits any longer when all is decided. */
    @EventListener
    void decided(AssessmentAppeals.Decided decided) {
        timers.redate(List.of(decided.code()));
        if (appeals.settled(decided.code())) {
            engine.correlate("assessmentAppealsDecided", decided.code(), Map.of());
        }
    }

    public void settleAppeals(DelegateExecution execution) {
        execution.setVariable("appealsChanged", assessments.settle(execution.getProcessBusinessKey()));
    }

    public void lock(String code) {
        assessments.lock(code);
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
