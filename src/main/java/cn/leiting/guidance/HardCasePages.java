package cn.leiting.guidance;

import cn.leiting.guidance.HardCase.Status;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The cases and one case; a squad reads its own, the sections that deal with them and the leaders read all. */
@Controller
class HardCasePages {

    private final HardCases cases;
    private final HardCaseRows rows;
    private final Organization organization;
    private final Clock clock;

    HardCasePages(HardCases cases, HardCaseRows rows, Organization organization, Clock clock) {
        this.cases = cases;
        this.rows = rows;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping("/hard-cases")
    String list(
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String squad,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            Actor actor,
            Model model) {
        Squad own = own(actor);
        Status only = status(status);
        String chosen = organization.chosen(squad);
        if (own != null && chosen != null && !own.code().equals(chosen)) {
            throw Refusal.forbidden("您没有查看其他中队疑难案件的权限。");
        }
        model.addAttribute("page", rows.list(own == null ? chosen : own.code(), only, before));
        model.addAttribute("statuses", Status.values());
        model.addAttribute("status", only);
        model.addAttribute("squad", chosen);
        model.addAttribute("squads", own == null ? organization.squads(LocalDate.now(clock)) : List.of(own));
        model.addAttribute("all", own == null);
        model.addAttribute("asks", own != null && actor.isIn(own.group()));
        model.addAttribute("findings", own == null ? List.of() : rows.recentFindings(own.code()));
        model.addAttribute("notice", Opinion.NOTICE);
        return "hard-cases";
    }

    @GetMapping("/hard-cases/{code:HC-\\d{4}-\\d{3,9}}")
    String show(@PathVariable String code, Actor actor, Model model) {
        Squad own = own(actor);
        HardCase found = cases.get(code);
        if (own != null && !own.code().equals(found.squad())) {
            throw Refusal.forbidden("您没有查看此疑难案件的权限。");
        }
        model.addAttribute("file", cases.file(found));
        model.addAttribute("notice", Opinion.NOTICE);
        return "hard-case";
    }

    /** The only squad that the person may see; null: all of them. */
    private @Nullable Squad own(Actor actor) {
        if (actor.isSupervisor() || actor.isLeader() || actor.isIn("deptLegal")) {
            return null;
        }
        return organization.squadOf(actor.groups()).orElseThrow(() -> Refusal.forbidden("您没有查看疑难案件的权限。"));
    }

    private static @Nullable Status status(String text) {
        if (text.isBlank()) {
            return null;
        }
        return List.of(Status.values()).stream()
                .filter(status -> status.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("status", "没有状态“" + text + "”。"));
    }
}
