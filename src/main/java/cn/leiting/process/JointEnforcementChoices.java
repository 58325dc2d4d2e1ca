package cn.leiting.process;

import cn.leiting.joint.JointFile.Invitation;
import cn.leiting.joint.JointForms.Proposal;
import cn.leiting.joint.JointOperation;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Unit;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** 联合执法表单的内容：what the forms of a joint operation show and offer, local to their tasks. */
@Component
class JointEnforcementChoices {

    private final Choices choices;
    private final Organization organization;
    private final Clock clock;

    JointEnforcementChoices(Choices choices, Organization organization, Clock clock) {
        this.choices = choices;
        this.organization = organization;
        this.clock = clock;
    }

    /** All of them; those that the decision names are told, and which of these the notice does not name. */
    void offerAgencies(DelegateTask task, JointOperation operation) {
        List<String> byMatter = operation.proposal().byMatter();
        String named = organization.agencies().stream()
                .filter(agency -> byMatter.contains(agency.code()))
                .map(JointEnforcementChoices::inWords)
                .collect(Collectors.joining("、"));
        task.setVariableLocal("proposedByMatter", named.isEmpty() ? "系统没有按事项提出单位。" : "系统按事项提出：" + named + "。");
        choices.offer(
                task,
                "agencyChoices",
                organization.agencies().stream()
                        .map(agency -> new Choices.Choice(inWords(agency), agency.code()))
                        .toList());
    }

    private static String inWords(Unit agency) {
        return agency.name() + (agency.inNotice() ? "" : "（通知未列）");
    }

    /** As it stands, to be changed. */
    void offerProposal(DelegateTask task, Proposal proposal) {
        task.setVariableLocal("kind", proposal.kind().name());
        task.setVariableLocal("matter", proposal.matter());
        task.setVariableLocal("place", proposal.place());
        task.setVariableLocal("campaignId", proposal.campaign());
        task.setVariableLocal("from", proposal.firstDay().toString());
        task.setVariableLocal("to", proposal.lastDay().toString());
        choices.fill(task, "suggestedAgencies", proposal.suggested());
    }

    /** 执法协调科 sees the tasks of all agencies, so each says whose it is. */
    void showAgency(DelegateTask task, String agency) {
        String name = organization.unit(agency).name();
        task.setVariableLocal("agencyName", name);
        task.setName(task.getName() + "（" + name + "）");
    }

    void showSilent(DelegateTask task, List<Invitation> invitations) {
        task.setVariableLocal(
                "silentAgencies",
                invitations.stream()
                        .filter(Invitation::isAwaited)
                        .map(Invitation::name)
                        .collect(Collectors.joining("、")));
    }

    void offerPlan(DelegateTask task, List<Invitation> invitations) {
        task.setVariableLocal(
                "replies",
                invitations.stream().map(JointEnforcementChoices::reply).collect(Collectors.joining("；", "", "。")));
        choices.offer(
                task,
                "agencyChoices",
                invitations.stream()
                        .filter(Invitation::takesPart)
                        .map(invited -> new Choices.Choice(invited.name(), invited.agency()))
                        .toList());
        choices.offer(
                task,
                "squadChoices",
                organization.squads(LocalDate.now(clock)).stream()
                        .map(squad -> new Choices.Choice(squad.name(), squad.code()))
                        .toList());
    }

    private static String reply(Invitation invited) {
        LocalDate other = invited.proposedOn();
        return invited.name()
                + invited.inWords()
                + (other == null
                        ? ""
                        : "，建议%d年%d月%d日".formatted(other.getYear(), other.getMonthValue(), other.getDayOfMonth()));
    }
}
