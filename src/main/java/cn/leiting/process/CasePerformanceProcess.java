package cn.leiting.process;

import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.performance.Enforcements;
import cn.leiting.performance.Payments;
import cn.leiting.performance.Performance;
import cn.leiting.performance.Performances;
import cn.leiting.performance.Performances.Decision;
import cn.leiting.process.CasePerformanceForms.EnforceDecision;
import cn.leiting.process.CasePerformanceForms.RecordPerformance;
import cn.leiting.process.CasePerformanceForms.ServeDecision;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * 处罚决定的执行：the class of the model {@code casePerformance} (domain P6, steps 18 to 22), called with a case's code as
 * business key once its decision is made.
 */
@Component
public class CasePerformanceProcess {

    private final Forms forms;
    private final Engine engine;
    private final Performances performances;
    private final Payments payments;
    private final Enforcements enforcements;
    private final ObjectProvider<CasePerformanceDecisions> decisions;

    CasePerformanceProcess(
            Forms forms,
            Engine engine,
            Performances performances,
            Payments payments,
            Enforcements enforcements,
            ObjectProvider<CasePerformanceDecisions> decisions) {
        this.forms = forms;
        this.engine = engine;
        this.performances = performances;
        this.payments = payments;
        this.enforcements = enforcements;
        this.decisions = decisions;
    }

    /** One made on the spot is served, and a warning on the spot needs nothing more. */
    public void begin(DelegateExecution execution) {
        String code = execution.getProcessBusinessKey();
        Decision made = decisions.stream()
                .flatMap(room -> room.imposed(code).stream())
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("案件" + code + "没有需要执行的处罚决定。"));
        Performance begun = performances.begin(code, made, engine.actor());

        execution.setVariable("handedOver", begun.isOnTheSpot());
        execution.setVariable("performed", performances.conclude(code, engine.actor()));
        engine.letRead(execution, String.valueOf(execution.getVariable("squadGroup")));
    }

    public LocalDate decidedOn(String code) {
        return performances.get(code).decidedOn();
    }

    public void serveDecision(DelegateTask task) {
        performances.serve(code(task), forms.read(task, ServeDecision.class).toForm(), engine.actor());

        task.setVariable("performed", performances.conclude(code(task), engine.actor()));
    }

    /** The last day of what the party has been given; the officers look after it. */
    public LocalDate performBy(String code) {
        return payments.performBy(code);
    }

    public void recordPerformance(DelegateTask task) {
        RecordPerformance form = forms.read(task, RecordPerformance.class);
        String code = code(task);
        String by = engine.actor();

        switch (form.step()) {
            case PAID -> payments.pay(code, form.receipt(), by);
            case HANDED_IN -> payments.handIn(code, form.day(), by);
            case DUTY_DONE -> performances.finishDuty(code, form.day(), form.note(), by);
            case DONE -> performances.refuseUnsettled(code);
            case LAPSED -> performances.lapse(code, by);
        }
        task.setVariable("lapsed", form.step() == RecordPerformance.Step.LAPSED);
        task.setVariable("performed", performances.conclude(code, by));
    }

    public String enforceRule(String code) {
        return enforcements.rule(code);
    }

    /** The law makes everybody wait between the steps. */
    public LocalDate enforceSince(String code) {
        return enforcements.since(code);
    }

    public void enforceDecision(DelegateTask task) {
        EnforceDecision form = forms.read(task, EnforceDecision.class);
        String code = code(task);
        String by = engine.actor();

        switch (form.step()) {
            case URGED -> enforcements.urge(code, form.day(), form.urgingNo(), by);
            case PAID -> payments.pay(code, form.receipt(), by);
            case DUTY_DONE -> performances.finishDuty(code, form.day(), form.note(), by);
            case APPLIED -> enforcements.apply(code, form.day(), form.court(), by);
            case COURT_CLOSED -> enforcements.closeCourt(code, form.day(), form.note(), by);
            case DONE -> performances.refuseUnsettled(code);
        }
        task.setVariable("performed", performances.conclude(code, by));
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
