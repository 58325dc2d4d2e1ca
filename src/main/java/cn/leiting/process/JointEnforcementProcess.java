package cn.leiting.process;

import cn.leiting.calendar.BureauTime;
import cn.leiting.campaign.Campaign;
import cn.leiting.campaign.CampaignsUnderWay;
import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.joint.Invitations;
import cn.leiting.joint.JointForms.MatterKind;
import cn.leiting.joint.JointForms.Plan;
import cn.leiting.joint.JointForms.Proposal;
import cn.leiting.joint.JointOperations;
import cn.leiting.joint.Results;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.organization.Unit;
import cn.leiting.process.JointEnforcementForms.CloseJoint;
import cn.leiting.process.JointEnforcementForms.DecideSilence;
import cn.leiting.process.JointEnforcementForms.PlanJoint;
import cn.leiting.process.JointEnforcementForms.RecordJointResult;
import cn.leiting.process.JointEnforcementForms.ReplyInvitation;
import cn.leiting.process.JointEnforcementForms.ScreenJoint;
import cn.leiting.process.JointEnforcementForms.StartJoint;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/**
 * 联合执法：the class of the model {@code jointEnforcement} (notice, line 39; domain P8); one instance an operation,
 * business key {@code JO-2023-001}. What the forms show is in {@link JointEnforcementChoices}.
 */
@Component
public class JointEnforcementProcess {

    private final Forms forms;
    private final Engine engine;
    private final JointOperations operations;
    private final Invitations invitations;
    private final Results results;
    private final CampaignsUnderWay campaigns;
    private final JointEnforcementChoices choices;
    private final Organization organization;

    JointEnforcementProcess(
            Forms forms,
            Engine engine,
            JointOperations operations,
            Invitations invitations,
            Results results,
            CampaignsUnderWay campaigns,
            JointEnforcementChoices choices,
            Organization organization) {
        this.forms = forms;
        this.engine = engine;
        this.operations = operations;
        this.invitations = invitations;
        this.results = results;
        this.campaigns = campaigns;
        this.choices = choices;
        this.organization = organization;
    }

    /** By an officer for the squad, by a section for itself; a typed business key is none. */
    public void propose(DelegateExecution execution) {
        StartJoint form = forms.readStart(execution, "startJoint", StartJoint.class);
        Set<String> groups = engine.actorsGroups();
        Optional<Squad> squad = organization.squadOf(groups).filter(own -> groups.contains(own.group()));
        String group = squad.map(Squad::group).orElseGet(() -> section(groups));

        String code =
                operations.propose(proposal(form, squad), squad.map(Squad::code).orElse(null), group, engine.actor());
        execution.setProcessBusinessKey(code);
        execution.setVariable("joint", code);
        execution.setVariable("proposerGroup", group);
        engine.letRead(execution, group);
    }

    private String section(Set<String> groups) {
        return organization.sections().stream()
                .map(Unit::group)
                .filter(groups::contains)
                .findFirst()
                .orElseThrow(() -> Refusal.forbidden("只有城管中队队员和局机关科室可以提出联合执法。"));
    }

    private Proposal proposal(StartJoint form, Optional<Squad> squad) {
        Optional<Campaign> campaign = campaigns.named(form.campaignId(), squad, "不属于专项行动的请不要填写");
        return form.toProposal(
                byMatter(form.kindOrOther(), campaign.map(Campaign::theme).orElse("")));
    }

    /** Domain D-10. */
    private List<String> byMatter(MatterKind kind, String theme) {
        return engine.decide("agenciesForMatter", Map.of("kind", kind.name(), "theme", theme)).stream()
                .map(row -> String.valueOf(row.get("agency")))
                .distinct()
                .toList();
    }

    public void offerAgencies(DelegateTask task) {
        choices.offerAgencies(task, operations.get(code(task)));
    }

    public void screenJoint(DelegateTask task) {
        ScreenJoint form = forms.read(task, ScreenJoint.class);
        String code = code(task);

        switch (form.decision()) {
            case APPROVE -> operations.screen(code, form.chosen(), form.comment(), engine.actor());
            case RETURN -> operations.giveBack(code, form.said(), engine.actor());
            case REJECT -> operations.declineNeed(code, form.said(), engine.actor());
        }
        task.setVariable("decision", form.decision().name());
    }

    public void offerProposal(DelegateTask task) {
        choices.offerProposal(task, operations.get(code(task)).proposal());
    }

    public void reviseJoint(DelegateTask task) {
        StartJoint form = forms.read(task, StartJoint.class);
        Optional<Squad> squad =
                Optional.ofNullable(operations.get(code(task)).squad()).map(organization::squad);

        operations.revise(code(task), proposal(form, squad), engine.actor());
        task.setVariable("decision", "REVISED"); // what is screened now was not returned to those who screen it
    }

    public void approveJoint(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        String code = code(task);

        switch (form.decision()) {
            case APPROVE -> operations.approve(code, form.comment(), engine.actor());
            case RETURN -> operations.sendBack(code, form.said(), engine.actor());
            case REJECT -> operations.reject(code, form.said(), engine.actor());
        }
        task.setVariable("decision", form.decision().name());
    }

    public void issueLetters(String code) {
        invitations.issueLetters(code, engine.actor());
    }

    /** One task each. */
    public List<String> awaited(String code) {
        return invitations.awaited(code);
    }

    /** The answer is owed from the day of the letter on, whatever changes for others. */
    public LocalDate askedOn(String code, String agency) {
        return invitations.askedOn(code, agency);
    }

    /** At the end of the last day of the grace. */
    public Date replyClosed(String code) {
        return Date.from(invitations
                .awaitedUntil(code)
                .plusDays(1)
                .atStartOfDay(BureauTime.ZONE)
                .toInstant());
    }

    public void showAgency(DelegateTask task) {
        choices.showAgency(task, agency(task));
    }

    public void replyInvitation(DelegateTask task) {
        ReplyInvitation form = forms.read(task, ReplyInvitation.class);

        invitations.reply(code(task), agency(task), form.toAnswer(), actor());
    }

    public void showSilent(DelegateTask task) {
        choices.showSilent(task, invitations.of(code(task)));
    }

    public void decideSilence(DelegateTask task) {
        DecideSilence form = forms.read(task, DecideSilence.class);

        invitations.decide(code(task), form.decision(), form.from(), form.to(), form.comment(), engine.actor());
        task.setVariable("waiting", form.waits());
    }

    public void offerPlan(DelegateTask task) {
        choices.offerPlan(task, invitations.of(code(task)));
    }

    public void planJoint(DelegateTask task) {
        PlanJoint form = forms.read(task, PlanJoint.class);

        results.plan(code(task), form.toPlan(), form.duties(), form.calledUp(), engine.actor());
    }

    public Date heldAt(String code) {
        return Date.from(plan(code).heldAt());
    }

    public LocalDate heldOn(String code) {
        return plan(code).day();
    }

    private Plan plan(String code) {
        return Objects.requireNonNull(operations.get(code).plan(), "planned");
    }

    /** One task each. */
    public List<String> takingPart(String code) {
        return invitations.takingPart(code);
    }

    public void recordJointResult(DelegateTask task) {
        RecordJointResult form = forms.read(task, RecordJointResult.class);

        results.record(code(task), agency(task), form.toResult(), actor());
    }

    public void closeJoint(DelegateTask task) {
        operations.close(code(task), forms.read(task, CloseJoint.class).summary(), engine.actor());
    }

    private Actor actor() {
        return new Actor(engine.actor(), engine.actorsGroups());
    }

    private static String agency(DelegateTask task) {
        return String.valueOf(task.getVariable("agency"));
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
