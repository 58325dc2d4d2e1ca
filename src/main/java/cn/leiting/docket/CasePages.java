package cn.leiting.docket;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.party.Parties;
import cn.leiting.party.Party;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One case, and its party in full for whoever may see it and says why. */
@Controller
class CasePages {

    private static final String CODE = "/cases/{code:CASE-\\d{9}-\\d{4}-\\d{6}}";

    private final Cases cases;
    private final CaseFiles files;
    private final Parties parties;
    private final Organization organization;
    private final Clock clock;

    CasePages(Cases cases, CaseFiles files, Parties parties, Organization organization, Clock clock) {
        this.cases = cases;
        this.files = files;
        this.parties = parties;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping(CODE)
    String show(@PathVariable String code, Actor actor, Model model) {
        return file(code, null, actor, model);
    }

    /** Answers with the page itself, so that nothing of the party stands in an address or in a session. */
    @PostMapping(CODE + "/unmask")
    String unmask(@PathVariable String code, @RequestParam(defaultValue = "") String reason, Actor actor, Model model) {
        EnforcementCase found = readable(code, actor);
        Long party = found.party();
        if (party == null) {
            throw Refusal.conflict("案件" + code + "还没有登记当事人。");
        }
        return file(code, parties.show(party, code, actor, reason), actor, model);
    }

    private EnforcementCase readable(String code, Actor actor) {
        CaseReader reader = CaseReader.of(actor, organization);
        EnforcementCase found = cases.get(code);
        reader.refuseUnlessOf(found.squad());
        return found;
    }

    private String file(String code, @Nullable Party shown, Actor actor, Model model) {
        EnforcementCase found = readable(code, actor);
        Squad squad = organization.squad(found.squad());
        CaseFile file = files.of(found);
        boolean decides = actor.isIn(squad.decideGroup());
        model.addAttribute("file", file);
        model.addAttribute("squad", squad);
        model.addAttribute("shown", shown);
        model.addAttribute(
                "works", actor.isIn(squad.group(), squad.leadGroup(), squad.decideGroup(), squad.reviewGroup()));
        model.addAttribute("decides", decides);
        model.addAttribute(
                "unmasks",
                decides || actor.isIn(squad.reviewGroup()) || file.handledBy(actor.id(), LocalDate.now(clock)));
        return "case";
    }
}
