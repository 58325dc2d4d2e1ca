package cn.leiting.docket;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One case. */
@Controller
class CasePages {

    private static final String CODE = "/cases/{code:CASE-\\d{9}-\\d{4}-\\d{6}}";

    private final Cases cases;
    private final CaseFiles files;
    private final Organization organization;

    CasePages(Cases cases, CaseFiles files, Organization organization) {
        this.cases = cases;
        this.files = files;
        this.organization = organization;
    }

    @GetMapping(CODE)
    String show(@PathVariable String code, Actor actor, Model model) {
        CaseReader reader = CaseReader.of(actor, organization);
        EnforcementCase found = cases.get(code);
        reader.refuseUnlessOf(found.squad());
        Squad squad = organization.squad(found.squad());
        model.addAttribute("file", files.of(found));
        model.addAttribute("squad", squad);
        model.addAttribute("works", reader.worksOn(squad));
        return "case";
    }
}
