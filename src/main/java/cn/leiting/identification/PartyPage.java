package cn.leiting.identification;

import cn.leiting.calendar.Parameters;
import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.identity.Identity.Document;
import cn.leiting.identity.PartyKind;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.party.FirstViolations;
import cn.leiting.party.Parties;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * 案件当事人：masked for whoever may see the case. What is typed and what is shown in full travels in the bodies of a
 * request and its answer only: never in an address, never in the session.
 */
@Controller
class PartyPage {

    private static final String PAGE = "/cases/{code:CASE-\\d{9}-\\d{4}-\\d{6}}/party";
    private static final PartyForm EMPTY = new PartyForm(
            PartyKind.CITIZEN.name(),
            null,
            Document.RESIDENT_ID.name(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);

    private final Cases cases;
    private final Identifications identifications;
    private final Parties parties;
    private final FirstViolations firsts;
    private final Parameters parameters;
    private final Organization organization;

    PartyPage(
            Cases cases,
            Identifications identifications,
            Parties parties,
            FirstViolations firsts,
            Parameters parameters,
            Organization organization) {
        this.cases = cases;
        this.identifications = identifications;
        this.parties = parties;
        this.firsts = firsts;
        this.parameters = parameters;
        this.organization = organization;
    }

    @GetMapping(PAGE)
    String show(@PathVariable String code, Actor actor, Model model) {
        fill(visible(code, actor), EMPTY, actor, model);
        return "case-party";
    }

    @PostMapping(PAGE)
    String identify(
            @PathVariable String code,
            @ModelAttribute PartyForm form,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        EnforcementCase found = visible(code, actor);
        try {
            identifications.identify(code, form.identity(), form.isRenamed(), actor);
            return "redirect:/cases/{code}/party?saved";
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.FORBIDDEN || refused.kind() == Refusal.Kind.NOT_FOUND) {
                throw refused;
            }
            fill(found, form, actor, model);
            model.addAttribute("refusal", refused.sentence());
            response.setStatus(refused.kind().status());
            return "case-party";
        }
    }

    /** Answers with the page itself: what follows a redirect would have to be kept somewhere on its way. */
    @PostMapping(PAGE + "/reading")
    String read(@PathVariable String code, @RequestParam(defaultValue = "") String reason, Actor actor, Model model) {
        EnforcementCase found = visible(code, actor);
        Long party = found.party();
        if (party == null) {
            throw Refusal.notFound("案件" + code + "还没有登记当事人。");
        }
        model.addAttribute("full", parties.show(party, code, actor, reason));
        fill(found, EMPTY, actor, model);
        return "case-party";
    }

    private EnforcementCase visible(String code, Actor actor) {
        EnforcementCase found = cases.get(code);
        boolean own = organization
                .squadOf(actor.groups())
                .map(Squad::code)
                .filter(found.squad()::equals)
                .isPresent();
        if (!own && !actor.isIn("deptLegal", "deptSupervision")) {
            throw Refusal.forbidden("您没有查看此案件的权限。");
        }
        return found;
    }

    private void fill(EnforcementCase found, PartyForm typed, Actor actor, Model model) {
        Long party = found.party();
        Squad squad = organization.squad(found.squad());
        boolean decides = actor.isIn(squad.decideGroup(), squad.reviewGroup());
        model.addAttribute("code", found.code());
        model.addAttribute("typed", typed);
        model.addAttribute("kinds", PartyKind.values());
        model.addAttribute("documents", Document.values());
        model.addAttribute("identifies", identifications.mayIdentify(found, actor));
        model.addAttribute("reads", decides || identifications.handles(found.code(), actor));
        if (party != null) {
            addParty(found, party, decides || actor.isIn("deptLegal"), model);
        }
    }

    /** What a minor did before is not for squads (domain §9.4 no. 42), but whether it is a first violation is. */
    private void addParty(EnforcementCase found, long party, boolean seesMinors, Model model) {
        LocalDate actOn = found.source().actOn();
        boolean minor = parties.isMinor(party, actOn);
        int months = parameters.length("firstViolation.lookbackMonths", actOn).amount();
        var earlier = firsts.before(party, found.source().violation(), actOn, months);
        model.addAttribute("party", parties.masked(party));
        model.addAttribute("minor", minor);
        model.addAttribute("months", months);
        model.addAttribute("first", earlier.isEmpty());
        model.addAttribute("earlier", minor && !seesMinors ? null : earlier);
        model.addAttribute("organization", organization);
        model.addAttribute("readings", parties.reads(party, found.code()));
    }
}
