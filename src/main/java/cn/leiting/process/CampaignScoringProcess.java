package cn.leiting.process;

import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.engine.Timers;
import cn.leiting.organization.Organization;
import cn.leiting.process.CampaignScoringForms.DecideAppeal;
import cn.leiting.process.CampaignScoringForms.SupplyAdjustments;
import cn.leiting.scoring.Appeal;
import cn.leiting.scoring.Appeals;
import cn.leiting.scoring.Rulings;
import cn.leiting.scoring.Scorings;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * 专项行动评分：the class of the model {@code campaignScoring} (domain P10, §6.6). Called with the scoring's
 * code as business key; it asks the caller for nothing else.
 */
@Component
public class CampaignScoringProcess {

    private final Forms forms;
    private final Engine engine;
    private final Timers timers;
    private final Scorings scorings;
    private final Appeals appeals;
    private final Rulings rulings;
    private final CampaignScoringDates dates;
    private final Organization organization;

    CampaignScoringProcess(
            Forms forms,
            Engine engine,
            Timers timers,
            Scorings scorings,
            Appeals appeals,
            Rulings rulings,
            CampaignScoringDates dates,
            Organization organization) {
        this.forms = forms;
        this.engine = engine;
        this.timers = timers;
        this.scorings = scorings;
        this.appeals = appeals;
        this.rulings = rulings;
        this.dates = dates;
        this.organization = organization;
    }

    public void begin(DelegateExecution execution) {
        execution.setVariable(
                "campaign", scorings.get(execution.getProcessBusinessKey()).campaign());
    }

    public void supplyAdjustments(DelegateTask task) {
        forms.read(task, SupplyAdjustments.class);

        scorings.supply(code(task), engine.actor());
    }

    public void computeScores(String code) {
        scorings.compute(code);
    }

    public void checkScores(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        String code = code(task);
        boolean checked = form.approvedOrReturned();

        if (checked) {
            scorings.check(code, form.said(), engine.actor());
        } else {
            scorings.giveBack(code, form.said(), engine.actor());
        }
        task.setVariable("checked", checked);
    }

    public void publishScores(String code) {
        scorings.publish(code);
    }

    public Date appealsOver(String code) {
        return dates.appealsOver(code);
    }

    public Date blockOver(String code) {
        return dates.blockOver(code);
    }

    /** Waits for who decides at this moment, so that either they or the token sees that all is settled. */
    public void askForAppeals(DelegateExecution execution) {
        String code = scorings.claim(execution.getProcessBusinessKey()).code();
        execution.setVariable("appealsSettled", appeals.settled(code));
    }

    @EventListener
    void filed(Appeals.Filed filed) {
        boolean heard = engine.correlate(
                "scoreAppealFiled", filed.scoring(), Map.of("appeal", filed.appeal(), "decider", filed.decider()));
        if (!heard && engine.runs("campaignScoring", filed.scoring())) {
            throw new IllegalStateException(filed.scoring() + " hears no appeal");
        }
        timers.redate(List.of(filed.scoring()));
    }

    /** Says in the task which squad disputes what. */
    public void showAppeal(DelegateTask task) {
        Appeal appeal = appeals.get((Long) task.getVariable("appeal"));
        String squad = organization.squad(appeal.squad()).name();
        String indicator = appeal.indicator() + appeal.indicator().label();

        task.setName("决定申诉（" + squad + "，" + indicator + "）");
        task.setVariableLocal(
                "appealText",
                squad + "对" + indicator + "提出" + (appeal.level() == 1 ? "申诉" : "第二级申诉") + "：" + appeal.reason());
    }

    public void decideAppeal(DelegateTask task) {
        DecideAppeal form = forms.read(task, DecideAppeal.class);

        rulings.decide(
                (Long) task.getVariable("appeal"),
                form.decision() == DecideAppeal.Decision.CHANGE,
                form.comment(),
                engine.actor());
    }

    /** The dates follow, and nobody waits any longer when all is decided. */
    @EventListener
    void decided(Rulings.Decided decided) {
        timers.redate(List.of(decided.scoring()));
        if (appeals.settled(decided.scoring())) {
            engine.correlate("appealsDecided", decided.scoring(), Map.of());
        }
    }

    public void confirmScores(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        boolean confirmed = form.approvedOrReturned();

        if (confirmed) {
            scorings.confirm(code(task), form.said(), engine.actor());
        } else {
            scorings.sendBack(code(task), form.said(), engine.actor());
        }
        task.setVariable("confirmed", confirmed);
    }

    public void lockScores(String code) {
        scorings.lock(code);
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
