package cn.leiting.process;

import cn.leiting.calendar.BureauTime;
import cn.leiting.casework.Cases;
import cn.leiting.engine.Engine;
import cn.leiting.engine.Forms;
import cn.leiting.hearing.Hearings;
import cn.leiting.hearing.Notices;
import cn.leiting.inquiry.Inquiries;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.penalty.Decisions;
import cn.leiting.penalty.Discussions;
import cn.leiting.penalty.LegalReviews;
import cn.leiting.penalty.LegalReviews.Result;
import cn.leiting.process.CaseDecisionForms.DecidePenalty;
import cn.leiting.process.CaseDecisionForms.DiscussCollectively;
import cn.leiting.process.CaseDecisionForms.GiveNotice;
import cn.leiting.process.CaseDecisionForms.HoldHearing;
import cn.leiting.process.CaseDecisionForms.Investigate;
import cn.leiting.process.CaseDecisionForms.LegalReview;
import cn.leiting.process.CaseDecisionForms.ProposePenalty;
import cn.leiting.proposal.Proposal.Verdict;
import cn.leiting.proposal.Proposals;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * 案件调查和决定：the class of the model {@code caseDecision} (domain P6, steps 9 to 17). Called with the case's code as
 * business key; long texts and all that names the party are written on our pages, the forms confirm them.
 */
@Component
public class CaseDecisionProcess {

    private final Forms forms;
    private final Engine engine;
    private final Cases cases;
    private final Organization organization;
    private final Inquiries inquiries;
    private final Proposals proposals;
    private final Notices notices;
    private final Hearings hearings;
    private final LegalReviews reviews;
    private final Discussions discussions;
    private final Decisions decisions;

    CaseDecisionProcess(
            Forms forms,
            Engine engine,
            Cases cases,
            Organization organization,
            Inquiries inquiries,
            Proposals proposals,
            Notices notices,
            Hearings hearings,
            LegalReviews reviews,
            Discussions discussions,
            Decisions decisions) {
        this.forms = forms;
        this.engine = engine;
        this.cases = cases;
        this.organization = organization;
        this.inquiries = inquiries;
        this.proposals = proposals;
        this.notices = notices;
        this.hearings = hearings;
        this.reviews = reviews;
        this.discussions = discussions;
        this.decisions = decisions;
    }

    /** Who does what follows from the case's squad. */
    public void begin(DelegateExecution execution) {
        String code = execution.getProcessBusinessKey();
        Squad squad = organization.squad(cases.get(code).squad());

        execution.setVariable("caseCode", code);
        execution.setVariable("squadGroup", squad.group());
        execution.setVariable("leadGroup", squad.leadGroup());
        execution.setVariable("decideGroup", squad.decideGroup());
        execution.setVariable("reviewGroup", squad.reviewGroup());
        engine.letRead(execution, squad.group());
        engine.letRead(execution, squad.decideGroup());
        engine.letRead(execution, squad.reviewGroup());
    }

    public void investigate(DelegateTask task) {
        forms.read(task, Investigate.class);

        inquiries.conclude(code(task), engine.actor());
    }

    public void proposePenalty(DelegateTask task) {
        forms.read(task, ProposePenalty.class);

        task.setVariable("penalise", proposals.handIn(code(task), engine.actor()) == Verdict.PENALTY);
    }

    public void giveNotice(DelegateTask task) {
        forms.read(task, GiveNotice.class);

        notices.give(code(task), engine.actor());
    }

    /** At the end of the party's last day. */
    public Date heardOver(String code) {
        return Date.from(notices.probablyHeardUntil(code)
                .plusDays(1)
                .atStartOfDay(BureauTime.ZONE)
                .toInstant());
    }

    @EventListener
    void stated(Notices.Stated stated) {
        engine.correlate("partyStatement", stated.code(), Map.of());
    }

    /** A party that has waived what is left to it is not waited for. */
    public void askForWaiver(DelegateExecution execution) {
        execution.setVariable("waived", notices.isWaived(execution.getProcessBusinessKey()));
    }

    @EventListener
    void hearingRequested(Notices.HearingRequested requested) {
        boolean heard = engine.correlate("hearingRequested", requested.code(), Map.of());
        if (!heard && engine.runs("caseDecision", requested.code())) {
            throw Refusal.conflict("案件" + requested.code() + "的流程正在办理其他步骤，听证要求没有保存，请刷新后再登记。");
        }
    }

    public void holdHearing(DelegateTask task) {
        forms.read(task, HoldHearing.class);

        hearings.end(code(task), actor());
    }

    /** What the party has been told and has said may call for it. */
    public void askForReview(DelegateExecution execution) {
        execution.setVariable("reviewNeeded", reviews.ask(execution.getProcessBusinessKey(), engine.actor()));
    }

    public void legalReview(DelegateTask task) {
        LegalReview form = forms.read(task, LegalReview.class);

        reviews.review(code(task), form.result(), form.opinion(), actor());
        task.setVariable("reviewPassed", form.result() == Result.PASS);
    }

    public void askForDiscussion(DelegateExecution execution) {
        execution.setVariable("discussionNeeded", discussions.ask(execution.getProcessBusinessKey(), engine.actor()));
    }

    public void discussCollectively(DelegateTask task) {
        DiscussCollectively form = forms.read(task, DiscussCollectively.class);

        discussions.record(code(task), form.toDiscussion(), actor());
    }

    public void openDecision(DelegateExecution execution) {
        decisions.open(execution.getProcessBusinessKey(), engine.actor());
    }

    /** The caller asks whether a penalty is to be served, or the case to be transferred. */
    public void decidePenalty(DelegateTask task) {
        DecidePenalty form = forms.read(task, DecidePenalty.class);
        String code = code(task);

        switch (form.decision()) {
            case DECIDE -> {
                Verdict verdict = decisions.decide(code, actor());
                task.setVariable("penalty", verdict == Verdict.PENALTY);
                task.setVariable("transfer", verdict == Verdict.TRANSFER);
            }
            case NEW_NOTICE -> decisions.wantNotice(code, form.comment(), actor());
            case RETURN -> decisions.giveBack(code, form.comment(), actor());
        }
        task.setVariable("decision", form.decision().name());
    }

    private Actor actor() {
        return new Actor(engine.actor(), engine.actorsGroups());
    }

    private static String code(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
