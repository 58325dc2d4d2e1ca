package cn.leiting.guidance;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One case with every version of its opinion, for the sections, the leaders and the squad that asked. */
@Controller
class HardCasePage {

    private final HardCases cases;
    private final HardCaseJournal journal;
    private final Organization organization;

    HardCasePage(HardCases cases, HardCaseJournal journal, Organization organization) {
        this.cases = cases;
        this.journal = journal;
        this.organization = organization;
    }

    @GetMapping("/hard-cases/{code:HC-\\d{4}-\\d{3,9}}")
    String show(@PathVariable String code, Actor actor, Model model) {
        HardCase found = cases.get(code);
        refuseStranger(found, actor);
        model.addAttribute("hardCase", found);
        model.addAttribute(
                "asker",
                found.squad() == null
                        ? "法规监督科"
                        : organization.squad(found.squad()).name());
        model.addAttribute("opinions", journal.opinions(found));
        model.addAttribute("events", journal.events(found));
        return "hard-case";
    }

    private void refuseStranger(HardCase hardCase, Actor actor) {
        boolean asked = organization
                .squadOf(actor.groups())
                .map(Squad::code)
                .filter(squad -> squad.equals(hardCase.squad()))
                .isPresent();
        if (!asked && !actor.isSection() && !actor.isLeader()) {
            throw Refusal.forbidden("您没有查看此疑难案件的权限。");
        }
    }
}
