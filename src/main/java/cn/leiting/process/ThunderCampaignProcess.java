package cn.leiting.process;

import cn.leiting.assignment.Assignments;
import cn.leiting.campaign.Campaign;
import cn.leiting.campaign.Campaigns;
import cn.leiting.campaign.Steering;
import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.lookback.LookBacks;
import cn.leiting.organization.Organization;
import cn.leiting.process.ThunderCampaignForms.CloseCampaign;
import cn.leiting.process.ThunderCampaignForms.DecideExemption;
import cn.leiting.process.ThunderCampaignForms.DefineCampaign;
import cn.leiting.process.ThunderCampaignForms.FileInspectionPlan;
import cn.leiting.process.ThunderCampaignForms.PublicizeCampaign;
import cn.leiting.process.ThunderCampaignForms.StartCampaign;
import cn.leiting.process.ThunderCampaignForms.SuperviseCampaign;
import cn.leiting.programme.PlannedCampaign;
import cn.leiting.programme.Planning;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * “雷霆”专项整治行动：the class of the model {@code thunderCampaign} (notice, section 二; domain P2); one
 * instance a campaign, business key {@code TH-2023-01}.
 */
@Component
public class ThunderCampaignProcess {

    private final Forms forms;
    private final Engine engine;
    private final ThunderCampaignChoices choices;
    private final CampaignDecisions decisions;
    private final SquadInstances instances;
    private final LookBackStarts lookBacks;
    private final Planning planning;
    private final Campaigns campaigns;
    private final Assignments assignments;
    private final Organization organization;
    private final ThunderCampaignCalls calls;
    private final Clock clock;

    ThunderCampaignProcess(
            Forms forms,
            Engine engine,
            ThunderCampaignChoices choices,
            CampaignDecisions decisions,
            SquadInstances instances,
            LookBackStarts lookBacks,
            Planning planning,
            Campaigns campaigns,
            Assignments assignments,
            Organization organization,
            ThunderCampaignCalls calls,
            Clock clock) {
        this.forms = forms;
        this.engine = engine;
        this.choices = choices;
        this.decisions = decisions;
        this.instances = instances;
        this.lookBacks = lookBacks;
        this.planning = planning;
        this.campaigns = campaigns;
        this.assignments = assignments;
        this.organization = organization;
        this.calls = calls;
        this.clock = clock;
    }

    @EventListener
    void launched(PlannedCampaign.Launched launched) {
        campaigns.draft(
                launched.code(),
                launched.year(),
                launched.seq(),
                launched.title(),
                launched.themeCode(),
                engine.actor());
        engine.startBy("campaignLaunched", launched.code(), Map.of("campaign", launched.code()));
    }

    /** A campaign that somebody proposes in Tasklist: planned already, or added to the year's plan now. */
    public void propose(DelegateExecution execution) {
        StartCampaign form = forms.readStart(execution, "startCampaign", StartCampaign.class);
        LocalDate today = LocalDate.now(clock);
        int year = today.getYear();
        Planning.Change added = new Planning.Change(null, form.themeCode(), form.title(), today.getMonthValue());
        int seq = form.plannedCampaign() == null
                ? planning.replan(year, added, "临时提出行动", engine.actor())
                : form.plannedCampaign();
        PlannedCampaign planned = planning.take(year, seq, engine.actor());
        String code = Objects.requireNonNull(planned.campaignCode());

        campaigns.draft(code, year, seq, form.title(), form.themeCode(), engine.actor());
        execution.setProcessBusinessKey(code);
        execution.setVariable("campaign", code);
    }

    /** Puts the squads and the checklists into the form's lists. */
    public void offerChoices(DelegateTask task) {
        choices.offer(task);
    }

    public void defineCampaign(DelegateTask task) {
        DefineCampaign form = forms.read(task, DefineCampaign.class);
        String code = code(task);
        boolean needsFiling = decisions.needsFiling(form.startDate().getYear(), form.visitsEnterprises());

        campaigns.define(code, form::toDefinition, needsFiling, engine.actor());
        task.setVariable("needsFiling", needsFiling);
    }

    public void fileInspectionPlan(DelegateTask task) {
        FileInspectionPlan form = forms.read(task, FileInspectionPlan.class);

        campaigns.file(code(task), form::toForm, engine.actor());
    }

    public void approveCampaign(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        String code = code(task);

        switch (form.decision()) {
            case APPROVE -> instances.open(campaigns.approve(code, form.comment(), engine.actor()));
            case RETURN -> campaigns.giveBack(code, form.said(), engine.actor());
            case REJECT -> {
                campaigns.reject(code, form.said(), engine.actor());
                planning.campaignCancelled(code, "未获批准", engine.actor());
            }
        }
        task.setVariable("decision", form.decision().name());
    }

    /** The next batch of squads in this transaction; a repeated job starts none twice. */
    public void dispatchSquadTasks(DelegateExecution execution) {
        String code = execution.getProcessBusinessKey();
        instances.dispatch(code);
        execution.setVariable("allDispatched", assignments.allDispatched(code));
    }

    /** The day after the campaign's end as it is now; an extension and a pause move it. */
    public Date lookBackAt(String code) {
        return Date.from(LookBacks.beginsAt(campaigns.get(code).to()));
    }

    public void startLookBack(String code) {
        lookBacks.start(code);
    }

    @EventListener
    void request(Steering.ExemptionRequested requested) {
        String asked = "申请免除：" + requested.reason().label() + "。" + requested.text();
        engine.correlate(
                "exemptionRequested",
                requested.code(),
                Map.of("squad", requested.squad(), "requestText", squadName(requested.squad()) + asked));
    }

    /** Says in the task which squad asks. */
    public void showRequest(DelegateTask task) {
        task.setName("决定免除申请（" + squadName((String) task.getVariable("squad")) + "）");
    }

    private String squadName(String squad) {
        return organization.squad(squad).name();
    }

    public void decideExemption(DelegateTask task) {
        DecideExemption form = forms.read(task, DecideExemption.class);

        campaigns.decideExemption(
                code(task),
                (String) task.getVariable("squad"),
                form.decision() == DecideExemption.Decision.GRANT,
                form.comment(),
                engine.actor());
    }

    /** Brings the squads' instances, their timers and deadlines in line with the campaign's data. */
    public void adjust(String code) {
        instances.adjust(campaigns.get(code));
    }

    @EventListener
    void cancelled(Steering.Cancelled cancelled) {
        engine.correlate("campaignCancelled", cancelled.code(), Map.of());
    }

    /** Ends the squads' tasks of a cancelled campaign; findings, orders and cases live on (domain 9.1 no. 3). */
    public void withdrawSquadTasks(String code) {
        instances.withdraw(code);
        planning.campaignCancelled(code, calls.cancelReason(code), engine.actor());
    }

    public void superviseCampaign(DelegateTask task) {
        SuperviseCampaign form = forms.read(task, SuperviseCampaign.class);

        campaigns.supervise(
                code(task), form.comment(), form.isHard(), form.isHard() ? form.question() : null, engine.actor());
        task.setVariable("hardCase", form.isHard());
    }

    public String requestGuidance(String code) {
        return calls.guidance(code);
    }

    public void closeCampaign(DelegateTask task) {
        campaigns.close(code(task), forms.read(task, CloseCampaign.class).comment(), engine.actor());
    }

    public String commissionReport(String code) {
        return calls.report(code);
    }

    public void publicizeCampaign(DelegateTask task) {
        PublicizeCampaign form = forms.read(task, PublicizeCampaign.class);

        campaigns.publicize(code(task), form.channel().label(), engine.actor());
        calls.publish(code(task), form.toForm(), engine.actor());
    }

    public String beginScoring(String code) {
        return calls.scoring(code);
    }

    /** Done in the programme of the code's year, whatever day it is; a repeated job ends it once. */
    public void finishCampaign(String code) {
        Campaign campaign = campaigns.get(code);
        if (campaign.status() != Campaign.Status.CLOSED) {
            campaigns.finish(code);
            planning.campaignDone(code, campaign.isCountedToEight(), engine.actor());
        }
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
