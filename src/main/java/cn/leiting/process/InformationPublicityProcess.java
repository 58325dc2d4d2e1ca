package cn.leiting.process;

import cn.leiting.campaign.CampaignsUnderWay;
import cn.leiting.dossier.ItemPhotos;
import cn.leiting.dossier.Mentions;
import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.process.InformationPublicityForms.EditInformation;
import cn.leiting.process.InformationPublicityForms.PublishInformation;
import cn.leiting.process.InformationPublicityForms.StartInformation;
import cn.leiting.publicity.InfoForms.Check;
import cn.leiting.publicity.InfoForms.Edit;
import cn.leiting.publicity.InfoForms.Flags;
import cn.leiting.publicity.InfoItems;
import cn.leiting.publicity.Publication.Channel;
import cn.leiting.shared.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/**
 * 信息报送与宣传：the class of the model {@code informationPublicity} (notice, lines 35 and 55; domain P9); one
 * instance an item, business key {@code INFO-2023-0001}.
 */
@Component
public class InformationPublicityProcess {

    private static final String OFFICE = "deptOffice";

    private final Forms forms;
    private final Engine engine;
    private final InfoItems items;
    private final CampaignsUnderWay campaigns;
    private final Organization organization;
    private final ItemPhotos photos;
    private final Mentions mentions;

    InformationPublicityProcess(
            Forms forms,
            Engine engine,
            InfoItems items,
            CampaignsUnderWay campaigns,
            Organization organization,
            ItemPhotos photos,
            Mentions mentions) {
        this.forms = forms;
        this.engine = engine;
        this.items = items;
        this.campaigns = campaigns;
        this.organization = organization;
        this.photos = photos;
        this.mentions = mentions;
    }

    /** By an officer for the squad, by 办公室 as a topic of its own. */
    public void submit(DelegateExecution execution) {
        StartInformation form = forms.readStart(execution, "startInformation", StartInformation.class);
        Optional<Squad> squad = submitter();
        campaigns.named(form.campaign(), squad, "日常工作请填写“日常”");

        String code = items.submit(form.toSubmission(squad.map(Squad::code).orElse(null)), engine.actor());
        execution.setProcessBusinessKey(code);
        execution.setVariable("item", code);
        execution.setVariable("breaking", form.isBreaking());
    }

    private Optional<Squad> submitter() {
        Set<String> groups = engine.actorsGroups();
        Optional<Squad> own = organization.squadOf(groups).filter(squad -> groups.contains(squad.group()));
        if (own.isEmpty() && !groups.contains(OFFICE)) {
            throw Refusal.forbidden("只有城管中队队员和办公室可以报送信息。");
        }
        return own;
    }

    /** 突发信息 within hours. */
    public String reviewRule(boolean breaking) {
        return breaking ? "publicity.review.breaking" : "publicity.review";
    }

    /** Puts the text as it stands into the form, where it can be changed. */
    public void offerText(DelegateTask task) {
        InfoItems.Text text = items.text(code(task));
        task.setVariableLocal("title", text.title());
        task.setVariableLocal("body", text.body());
    }

    public void editInformation(DelegateTask task) {
        EditInformation form = forms.read(task, EditInformation.class);
        String code = code(task);

        switch (form.decision()) {
            case ADOPT -> {
                Flags flags = photos.flags(code).and(form.flags());
                Edit edit = form.toEdit(flags, checks(flags, form.intended()));
                items.adopt(code, edit, form.comment(), engine.actor());
                task.setVariable("needsCheck", edit.needsCheck());
                task.setVariable("approverGroup", edit.checks().contains(Check.LEADER) ? "bureauLeadership" : OFFICE);
            }
            case RETURN -> items.giveBack(code, form.said(), engine.actor());
            case STORE -> items.store(code, form.said(), engine.actor());
        }
        task.setVariable("decision", form.decision().name());
    }

    /** Domain D-12. */
    private Set<Check> checks(Flags flags, Set<Channel> channels) {
        return engine
                .decide(
                        "publicityChecks",
                        Map.of(
                                "containsPersons", flags.containsPersons(),
                                "containsMinors", flags.containsMinors(),
                                "caseInvolved", flags.caseInvolved(),
                                "otherAgency", flags.otherAgency(),
                                "sensitive", flags.sensitive(),
                                "newsMedia", channels.contains(Channel.NEWS_MEDIA)))
                .stream()
                .map(row -> Check.valueOf(String.valueOf(row.get("check"))))
                .collect(Collectors.toSet());
    }

    public void checkInformation(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        boolean checked = form.approvedOrReturned();

        if (checked) {
            items.check(code(task), form.comment(), engine.actor());
        } else {
            items.returnFromCheck(code(task), form.said(), engine.actor());
        }
        task.setVariable("checked", checked);
    }

    public void approveInformation(DelegateTask task) {
        Approval form = forms.read(task, Approval.class);
        boolean approved = form.approvedOrReturned();

        if (approved) {
            items.approve(code(task), form.comment(), engine.actor());
        } else {
            items.returnFromApproval(code(task), form.said(), engine.actor());
        }
        task.setVariable("approved", approved);
    }

    public void publishInformation(DelegateTask task) {
        PublishInformation form = forms.read(task, PublishInformation.class);
        String code = code(task);

        if (form.isPublished()) {
            mentions.refuseOverturned(code);
            items.publish(code, form.toPlace(), engine.actor());
        } else {
            refuseWithoutWayBack(task);
            items.withhold(code, form.comment(), engine.actor());
        }
        task.setVariable("published", form.isPublished());
    }

    /** Instances from before there was one end with this task. */
    private static void refuseWithoutWayBack(DelegateTask task) {
        if (task.getBpmnModelInstance().getModelElementById("gateway_published") == null) {
            throw Refusal.conflict("这条信息按原流程办理，不能退回编审；发布后可以在信息页决定撤下。");
        }
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
