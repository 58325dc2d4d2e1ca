package cn.leiting.drilldown;

import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 一次检查 on a page of its own, for whoever supervises or leads, and the squad and town whose it is. */
@Controller
class InspectionPages {

    private final InspectionSheets visits;
    private final Organization organization;

    InspectionPages(InspectionSheets visits, Organization organization) {
        this.visits = visits;
        this.organization = organization;
    }

    @GetMapping("/inspections/{id:\\d{1,18}}")
    String show(@PathVariable long id, Actor actor, Model model) {
        InspectionSheets.Sheet sheet = visits.of(id);
        boolean own = organization
                .squadOf(actor.groups())
                .filter(squad -> squad.code().equals(sheet.squad()))
                .isPresent();
        if (!actor.isSection() && !actor.isLeader() && !own) {
            throw Refusal.forbidden("您没有查看这次检查的权限。");
        }
        model.addAttribute("sheet", sheet);
        model.addAttribute("squadName", organization.squad(sheet.squad()).name());
        model.addAttribute("findings", visits.findingsOf(id));
        model.addAttribute("photos", visits.photosOf(id));
        return "inspection";
    }

    /** The visit that found it; whoever may not see that is told so there. */
    @GetMapping("/findings/{id:\\d{1,18}}")
    String finding(@PathVariable long id) {
        return "redirect:/inspections/" + visits.visitOf(id) + "#finding-" + id;
    }
}
