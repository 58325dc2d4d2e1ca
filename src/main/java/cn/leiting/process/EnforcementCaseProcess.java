package cn.leiting.process;

import cn.leiting.calendar.BureauTime;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.intake.CorrectionOrders;
import cn.leiting.intake.Filings;
import cn.leiting.intake.Routing;
import cn.leiting.intake.TypedSources;
import cn.leiting.onsite.OnTheSpots;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.process.EnforcementCaseForms.CloseCase;
import cn.leiting.process.EnforcementCaseForms.DecideOnTheSpot;
import cn.leiting.process.EnforcementCaseForms.FileCase;
import cn.leiting.process.EnforcementCaseForms.OrderCorrection;
import cn.leiting.process.EnforcementCaseForms.RecheckOrder;
import cn.leiting.process.EnforcementCaseForms.RegisterSource;
import cn.leiting.process.EnforcementCaseForms.StartCase;
import cn.leiting.process.EnforcementCaseForms.TransferCase;
import cn.leiting.transfer.Transfers;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/**
 * 案件办理：the class of the model {@code enforcementCase} (notice, line 35; domain P6), business key
 * {@code CASE-310118105-2023-000123}. How the decision comes about and how it is performed are models of their own. What
 * the forms show is in {@link EnforcementCaseChoices}.
 */
@Component
public class EnforcementCaseProcess {

    private final Forms forms;
    private final Engine engine;
    private final Cases cases;
    private final Handlers handlers;
    private final TypedSources sources;
    private final Routing routing;
    private final CorrectionOrders orders;
    private final Transfers transfers;
    private final OnTheSpots onTheSpots;
    private final Filings filings;
    private final EnforcementCaseChoices choices;
    private final Organization organization;
    private final Clock clock;

    EnforcementCaseProcess(
            Forms forms,
            Engine engine,
            Cases cases,
            Handlers handlers,
            TypedSources sources,
            Routing routing,
            CorrectionOrders orders,
            Transfers transfers,
            OnTheSpots onTheSpots,
            Filings filings,
            EnforcementCaseChoices choices,
            Organization organization,
            Clock clock) {
        this.forms = forms;
        this.engine = engine;
        this.cases = cases;
        this.handlers = handlers;
        this.sources = sources;
        this.routing = routing;
        this.orders = orders;
        this.transfers = transfers;
        this.onTheSpots = onTheSpots;
        this.filings = filings;
        this.choices = choices;
        this.organization = organization;
        this.clock = clock;
    }

    /** By an officer; a typed business key is none. */
    public void begin(DelegateExecution execution) {
        StartCase form = forms.readStart(execution, "startCase", StartCase.class);

        execution.setProcessBusinessKey(sources.register(form.toSource(), engine.actorsGroups(), engine.actor()));
        take(execution);
    }

    /** Of a case that is registered already. */
    public void take(DelegateExecution execution) {
        EnforcementCase found = cases.get(execution.getProcessBusinessKey());
        Squad squad = organization.squad(found.squad());

        execution.setVariable("caseCode", found.code());
        execution.setVariable("squadGroup", squad.group());
        execution.setVariable("leadGroup", squad.leadGroup());
        execution.setVariable("decideGroup", squad.decideGroup());
        execution.setVariable("reviewGroup", squad.reviewGroup());
        engine.letRead(execution, squad.group());
    }

    public void offerSource(DelegateTask task) {
        choices.offerSource(task, found(task));
    }

    public void registerSource(DelegateTask task) {
        RegisterSource form = forms.read(task, RegisterSource.class);

        routing.assess(
                code(task), form.violationTypeId(), form.facts(), form.caseNo(), form.toAssessment(), engine.actor());
    }

    /** D-04, of the law of the day of the act. */
    public void route(DelegateExecution execution) {
        execution.setVariable(
                "route",
                routing.route(execution.getProcessBusinessKey(), engine.actor()).name());
    }

    public void offerOfficers(DelegateTask task) {
        choices.offerOfficers(task, found(task));
    }

    public void orderCorrection(DelegateTask task) {
        OrderCorrection form = forms.read(task, OrderCorrection.class);

        handlers.assign(code(task), Set.copyOf(form.officers()), engine.actor());
        orders.issue(code(task), form.toOrder(), engine.actor());
    }

    /** On the morning after the last day. */
    public Date orderOver(String code) {
        return BureauTime.nineOClock(orders.running(code).dueOn().plusDays(1));
    }

    public void recheckOrder(DelegateTask task) {
        RecheckOrder form = forms.read(task, RecheckOrder.class);
        boolean corrected = form.result() == RecheckOrder.Result.CORRECTED;

        orders.reCheck(code(task), corrected, form.found(), engine.actor());
        task.setVariable("corrected", corrected);
    }

    public void offerAgencies(DelegateTask task) {
        choices.offerAgencies(task);
    }

    public void transferCase(DelegateTask task) {
        transfers.send(code(task), forms.read(task, TransferCase.class).toTransfer(), engine.actor());
    }

    /** As it was recorded on the case's page. */
    public void readAnswer(DelegateExecution execution) {
        execution.setVariable("accepted", transfers.accepted(execution.getProcessBusinessKey()));
    }

    public void decideOnTheSpot(DelegateTask task) {
        DecideOnTheSpot form = forms.read(task, DecideOnTheSpot.class);

        if (form.isOnTheSpot()) {
            filings.refuseTwin(found(task));
            onTheSpots.decide(code(task), form.toDecision(), form.decidedOn(), form.people(), engine.actor());
        } else {
            routing.takeOrdinaryWay(code(task), Objects.requireNonNull(form.reason()), engine.actor());
        }
        task.setVariable("onTheSpot", form.isOnTheSpot());
    }

    public void offerFiling(DelegateTask task) {
        choices.offerOfficers(task, found(task));
        choices.showTwins(task, found(task));
    }

    public void fileCase(DelegateTask task) {
        FileCase form = forms.read(task, FileCase.class);

        if (form.isFiled()) {
            LocalDate on = form.filedOn() == null ? LocalDate.now(clock) : form.filedOn();
            filings.file(code(task), on, form.people(), form.basis(), form.caseNo(), engine.actor());
        } else {
            filings.refuse(code(task), form.basis(), engine.actor());
        }
        task.setVariable("filed", form.isFiled());
    }

    public void offerOutcomes(DelegateTask task) {
        choices.offerOutcomes(task, found(task));
    }

    public void closeCase(DelegateTask task) {
        CloseCase form = forms.read(task, CloseCase.class);

        onTheSpots.refuseUncopied(code(task));
        cases.close(code(task), form.outcome(), form.reason(), engine.actor());
    }

    private EnforcementCase found(DelegateTask task) {
        return cases.get(code(task));
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
