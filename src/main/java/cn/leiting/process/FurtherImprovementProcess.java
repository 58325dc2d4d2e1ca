package cn.leiting.process;

import cn.leiting.assignment.Assignments;
import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.improvement.Improvements;
import cn.leiting.improvement.Proposal;
import cn.leiting.process.FurtherImprovementForms.DefineImprovement;
import cn.leiting.process.FurtherImprovementForms.EvaluateEffect;
import cn.leiting.process.FurtherImprovementForms.StartImprovement;
import cn.leiting.process.ThunderCampaignForms.FileInspectionPlan;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/**
 * 365再提升：the class of the model {@code furtherImprovement} (notice, line 31; domain P5); one instance an
 * improvement, business key {@code FI-2023-03}.
 */
@Component
public class FurtherImprovementProcess {

    private final Forms forms;
    private final Engine engine;
    private final Choices choices;
    private final CampaignDecisions decisions;
    private final SquadInstances instances;
    private final FurtherImprovementShares shares;
    private final Improvements improvements;
    private final Assignments assignments;

    FurtherImprovementProcess(
            Forms forms,
            Engine engine,
            Choices choices,
            CampaignDecisions decisions,
            SquadInstances instances,
            FurtherImprovementShares shares,
            Improvements improvements,
            Assignments assignments) {
        this.forms = forms;
        this.engine = engine;
        this.choices = choices;
        this.decisions = decisions;
        this.instances = instances;
        this.shares = shares;
        this.improvements = improvements;
        this.assignments = assignments;
    }

    /** By 执法协调科 with its plan, which is submitted at once. */
    public void propose(DelegateExecution execution) {
        Proposal plan = forms.readStart(execution, "startImprovement", StartImprovement.class)
                .toProposal();
        boolean needsFiling = needsFiling(plan);

        String code = improvements.start(plan, needsFiling, engine.actor());
        execution.setProcessBusinessKey(code);
        execution.setVariable("improvement", code);
        submitted(execution, plan, needsFiling);
    }

    private boolean needsFiling(Proposal plan) {
        return decisions.needsFiling(plan.from().getYear(), plan.enterpriseInspection());
    }

    private static void submitted(VariableScope scope, Proposal plan, boolean needsFiling) {
        scope.setVariables(
                Map.of("urgent", plan.urgent(), "needsFiling", needsFiling, "approved", false, "released", false));
    }

    /** Puts the plan as it stands into the form, where it can be changed. */
    public void offerPlan(DelegateTask task) {
        Proposal.Terms plan = improvements.get(code(task)).terms();
        task.setVariableLocal("triggerType", plan.triggerType().name());
        task.setVariableLocal("source", plan.source().name());
        task.setVariableLocal("evidence", plan.evidence());
        task.setVariableLocal("title", plan.title());
        task.setVariableLocal("themeCode", plan.theme());
        choices.fill(task, "squads", plan.squads());
        task.setVariableLocal("focusItems", String.join("\n", plan.focusItems()));
        task.setVariableLocal("from", plan.firstDay().toString());
        task.setVariableLocal("to", plan.lastDay().toString());
        task.setVariableLocal("guidance", plan.guidance() == null ? "" : plan.guidance());
        task.setVariableLocal("enterpriseInspection", plan.enterpriseInspection());
        task.setVariableLocal("urgent", plan.urgent());
    }

    public void defineImprovement(DelegateTask task) {
        DefineImprovement form = forms.read(task, DefineImprovement.class);
        String code = code(task);

        if (form.isCarriedOut()) {
            Proposal plan = form.toPlan().toProposal();
            boolean needsFiling = needsFiling(plan);
            improvements.define(code, plan, needsFiling, engine.actor());
            submitted(task.getExecution(), plan, needsFiling);
        } else {
            improvements.drop(code, form.reason(), engine.actor());
        }
        task.setVariable("carriedOut", form.isCarriedOut());
    }

    public void fileImprovementPlan(DelegateTask task) {
        FileInspectionPlan form = forms.read(task, FileInspectionPlan.class);
        Proposal.Terms plan = improvements.get(code(task)).terms();

        improvements.file(code(task), form.toForm(plan.firstDay(), plan.lastDay()), engine.actor());
    }

    public void approveImprovement(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        String code = code(task);

        switch (form.decision()) {
            case APPROVE -> {
                task.setVariable("squadsDone", improvements.approve(code, form.comment(), engine.actor()));
                task.setVariable("approved", true);
            }
            case RETURN -> improvements.giveBack(code, form.said(), engine.actor());
            case REJECT -> improvements.reject(code, form.said(), engine.actor());
        }
        task.setVariable("decision", form.decision().name());
    }

    /** D-03: which squads get a task, and which guidance in their campaign; repeated, it changes nothing. */
    public void releaseSquads(String code) {
        shares.release(code);
    }

    /** The next batch of squads in this transaction; a repeated job starts none twice. */
    public void dispatchSquadTasks(DelegateExecution execution) {
        String code = execution.getProcessBusinessKey();
        if (assignments.find(code).isPresent()) {
            instances.dispatch(code);
        } else {
            improvements.squadsDone(code);
        }
        execution.setVariables(Map.of(
                "allDispatched",
                assignments.allDispatched(code),
                "squadsDone",
                improvements.areSquadsDone(code),
                "released",
                true,
                "urgent",
                false));
    }

    /** After the rejection of what was given out as urgent; findings and orders live on. */
    public void withdrawSquadTasks(String code) {
        instances.withdraw(code);
        shares.withdraw(code);
    }

    public void evaluateEffect(DelegateTask task) {
        EvaluateEffect form = forms.read(task, EvaluateEffect.class);

        improvements.evaluate(code(task), form.toEvaluation(), engine.actor());
    }

    private static String code(DelegateTask task) {
        return Objects.requireNonNull(task.getExecution().getProcessBusinessKey());
    }
}
