package cn.leiting.penalty;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Status;
import cn.leiting.hearing.Hearings;
import cn.leiting.hearing.Notice;
import cn.leiting.hearing.Notices;
import cn.leiting.hearing.Statement;
import cn.leiting.inquiry.Readers;
import cn.leiting.organization.Organization;
import cn.leiting.penalty.PenaltyForms.TypedAnnouncement;
import cn.leiting.penalty.PenaltyForms.TypedDecision;
import cn.leiting.penalty.PenaltyForms.TypedMinutes;
import cn.leiting.penalty.PenaltyForms.TypedNotice;
import cn.leiting.penalty.PenaltyForms.TypedProposal;
import cn.leiting.penalty.PenaltyForms.TypedStatement;
import cn.leiting.proposal.Penalty;
import cn.leiting.proposal.Proposal;
import cn.leiting.proposal.Proposals;
import cn.leiting.proposal.Weighing;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What is proposed, told, said, reviewed, discussed and decided in a case; who may read is with {@link Readers}. */
@Controller
class PenaltyPages {

    private static final String PAGE = "/cases/{code:CASE-\\d{9}-\\d{4}-\\d{6}}/penalty";

    private final Cases cases;
    private final Handlers handlers;
    private final Readers readers;
    private final Proposals proposals;
    private final Notices notices;
    private final Hearings hearings;
    private final LegalReviews reviews;
    private final Discussions discussions;
    private final Decisions decisions;
    private final Organization organization;
    private final Clock clock;

    PenaltyPages(
            Cases cases,
            Handlers handlers,
            Readers readers,
            Proposals proposals,
            Notices notices,
            Hearings hearings,
            LegalReviews reviews,
            Discussions discussions,
            Decisions decisions,
            Organization organization,
            Clock clock) {
        this.cases = cases;
        this.handlers = handlers;
        this.readers = readers;
        this.proposals = proposals;
        this.notices = notices;
        this.hearings = hearings;
        this.reviews = reviews;
        this.discussions = discussions;
        this.decisions = decisions;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    String show(@PathVariable String code, Actor actor, Model model) {
        EnforcementCase found = cases.get(code);
        readers.refuseStranger(found, actor);
        Optional<Proposal.Numbered> proposal = proposals.latest(code);
        List<Notice.Numbered> all = notices.all(code);
        Optional<Notice.Numbered> given =
                all.stream().filter(Notice.Numbered::given).findFirst();
        LocalDate today = LocalDate.now(clock);
        boolean handles = handlers.of(code).stream()
                .anyMatch(one -> one.person().equals(actor.id())
                        && (one.to() == null || !one.to().isBefore(today)));
        boolean decides = actor.isIn(organization.squad(found.squad()).decideGroup());
        boolean proposed = proposal.filter(Proposal.Numbered::handedIn).isPresent();
        model.addAttribute("found", found);
        model.addAttribute("today", today);
        model.addAttribute("proposal", proposal.orElse(null));
        model.addAttribute("notices", all);
        model.addAttribute("given", given.orElse(null));
        model.addAttribute(
                "heardUntil", given.map(one -> notices.probablyHeardUntil(code)).orElse(null));
        model.addAttribute(
                "statements",
                given.map(one -> notices.statements(code, one.no())).orElse(List.of()));
        model.addAttribute(
                "hearing", given.flatMap(one -> hearings.of(code, one.no())).orElse(null));
        model.addAttribute("reviews", reviews.of(code));
        model.addAttribute("reviewReasons", proposed ? reviews.reasons(code) : List.of());
        model.addAttribute("discussions", discussions.of(code));
        model.addAttribute("discussionReasons", proposed ? discussions.reasons(code) : List.of());
        model.addAttribute("decision", decisions.written(code).orElse(null));
        Status status = found.status();
        model.addAttribute("proposes", handles && status == Status.INVESTIGATING);
        model.addAttribute("notifies", handles && (status == Status.PROPOSED || status == Status.DECIDING));
        model.addAttribute(
                "records",
                given.isPresent()
                        && actor.isIn(organization.squad(found.squad()).group()));
        model.addAttribute("hears", decides && status == Status.HEARING);
        model.addAttribute("writes", (handles || decides) && status == Status.DECIDING);
        model.addAttribute("verdicts", Proposal.Verdict.values());
        model.addAttribute("kinds", Penalty.Kind.values());
        model.addAttribute("ages", Weighing.Age.values());
        model.addAttribute("harms", Weighing.Harm.values());
        model.addAttribute("mitigations", Weighing.Mitigation.values());
        model.addAttribute("statementKinds", Statement.Kind.values());
        model.addAttribute("ends", Hearings.End.values());
        return "penalty";
    }

    @PostMapping(PAGE + "/proposal")
    String propose(@PathVariable String code, TypedProposal typed, Actor actor, Model model, HttpServletResponse to) {
        return done(code, actor, model, to, () -> proposals.write(code, typed.proposal(), actor.id()));
    }

    @PostMapping(PAGE + "/notice")
    String tell(@PathVariable String code, TypedNotice typed, Actor actor, Model model, HttpServletResponse to) {
        return done(code, actor, model, to, () -> notices.write(code, typed.notice(), actor.id()));
    }

    @PostMapping(PAGE + "/statements")
    String record(@PathVariable String code, TypedStatement typed, Actor actor, Model model, HttpServletResponse to) {
        return done(code, actor, model, to, () -> notices.record(code, typed.statement(), actor));
    }

    @PostMapping(PAGE + "/hearing")
    String announce(
            @PathVariable String code, TypedAnnouncement typed, Actor actor, Model model, HttpServletResponse to) {
        return done(code, actor, model, to, () -> hearings.announce(code, typed.announcement(), actor));
    }

    @PostMapping(PAGE + "/minutes")
    String minute(@PathVariable String code, TypedMinutes typed, Actor actor, Model model, HttpServletResponse to) {
        return done(code, actor, model, to, () -> hearings.minute(code, typed.content(), actor));
    }

    @PostMapping(PAGE + "/decision")
    String decide(@PathVariable String code, TypedDecision typed, Actor actor, Model model, HttpServletResponse to) {
        return done(code, actor, model, to, () -> decisions.write(code, typed.content(), actor));
    }

    private String done(String code, Actor actor, Model model, HttpServletResponse response, Runnable command) {
        try {
            command.run();
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return show(code, actor, model);
        }
        return "redirect:/cases/{code}/penalty?saved";
    }
}
