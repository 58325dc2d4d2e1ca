package cn.leiting.process;

import cn.leiting.assignment.Assignments;
import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.lookback.LookBacks;
import cn.leiting.process.LookBackForms.ConfirmSamples;
import cn.leiting.process.ThunderCampaignForms.CloseCampaign;
import cn.leiting.process.ThunderCampaignForms.PublicizeCampaign;
import cn.leiting.process.ThunderCampaignForms.SuperviseCampaign;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Scorings;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * 365回头看：the class of the model {@code lookBack} (notice, line 31; domain P4); one instance a campaign, business key
 * {@code LB-2023-01}.
 */
@Component
public class LookBackProcess {

    private final Forms forms;
    private final Engine engine;
    private final LookBacks lookBacks;
    private final LookBackDecisions decisions;
    private final LookBackCalls calls;
    private final SquadInstances instances;
    private final Assignments assignments;

    LookBackProcess(
            Forms forms,
            Engine engine,
            LookBacks lookBacks,
            LookBackDecisions decisions,
            LookBackCalls calls,
            SquadInstances instances,
            Assignments assignments) {
        this.forms = forms;
        this.engine = engine;
        this.lookBacks = lookBacks;
        this.decisions = decisions;
        this.calls = calls;
        this.instances = instances;
        this.assignments = assignments;
    }

    public void drawSamples(String code) {
        lookBacks.draw(code, decisions::samples);
    }

    public void confirmSamples(DelegateTask task) {
        forms.read(task, ConfirmSamples.class);

        task.setVariable("samplesLeft", lookBacks.confirm(code(task), decisions::samples, engine.actor()));
    }

    /** The next batch of squads in this transaction; a repeated job starts none twice. */
    public void dispatchSquadTasks(DelegateExecution execution) {
        String code = execution.getProcessBusinessKey();
        lookBacks.assign(code);
        instances.dispatch(code);
        execution.setVariable("allDispatched", assignments.allDispatched(code));
    }

    public void superviseLookBack(DelegateTask task) {
        SuperviseCampaign form = forms.read(task, SuperviseCampaign.class);

        lookBacks.supervise(
                code(task), form.comment(), form.isHard(), form.isHard() ? form.question() : null, engine.actor());
        task.setVariable("hardCase", form.isHard());
    }

    public void askGuidance(String code) {
        calls.guidance(code);
    }

    public void closeLookBack(DelegateTask task) {
        lookBacks.close(code(task), forms.read(task, CloseCampaign.class).comment(), engine.actor());
    }

    public String commissionReport(String code) {
        return calls.report(code);
    }

    /** Whether the token has to wait for the provisional score is asked in the transaction in which it would. */
    public void publicizeLookBack(DelegateTask task) {
        PublicizeCampaign form = forms.read(task, PublicizeCampaign.class);

        calls.publicize(code(task), form, engine.actor());
        task.setVariable("provisionalLocked", calls.provisionalLocked(code(task)));
    }

    @EventListener
    void goOn(Scorings.Locked locked) {
        if (locked.stage() == Stage.PROVISIONAL) {
            engine.correlate("provisionalLocked", LookBacks.codeOf(locked.campaign()), Map.of());
        }
    }

    public String beginScoring(String code) {
        return calls.scoring(code);
    }

    public void finishLookBack(String code) {
        lookBacks.finish(code);
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
