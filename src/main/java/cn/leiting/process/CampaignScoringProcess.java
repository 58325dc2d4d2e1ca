package cn.leiting.process;

import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.process.CampaignScoringForms.SupplyAdjustments;
import cn.leiting.scoring.Scorings;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/**
 * 专项行动评分：the class of the model {@code campaignScoring} (domain P10). Called with the scoring's code
 * as business key; it asks the caller for nothing else.
 */
@Component
public class CampaignScoringProcess {

    private final Forms forms;
    private final Engine engine;
    private final Scorings scorings;

    CampaignScoringProcess(Forms forms, Engine engine, Scorings scorings) {
        this.forms = forms;
        this.engine = engine;
        this.scorings = scorings;
    }

    public void begin(DelegateExecution execution) {
        execution.setVariable(
                "campaign", scorings.get(execution.getProcessBusinessKey()).campaign());
    }

    public void supplyAdjustments(DelegateTask task) {
        forms.read(task, SupplyAdjustments.class);

        scorings.supply(code(task), engine.actor());
    }

    public void checkScores(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        boolean checked = form.approvedOrReturned();

        if (checked) {
            scorings.check(code(task), form.said(), engine.actor());
        } else {
            scorings.giveBack(code(task), form.said(), engine.actor());
        }
        task.setVariable("checked", checked);
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
