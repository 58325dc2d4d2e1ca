package cn.leiting.sampling;

import cn.leiting.assignment.Assignments;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.sampling.Drawn.Handled;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 督查抽样 of an assignment, which squads do not see: a drawn point would be in order when somebody comes. */
@Controller
@RequestMapping("/supervision/samples/{code:(?:TH|LB|FI)-.+}")
class SamplePages {

    private final Draws draws;
    private final FindingChecks checks;
    private final Assignments assignments;
    private final Organization organization;
    private final Clock clock;

    SamplePages(Draws draws, FindingChecks checks, Assignments assignments, Organization organization, Clock clock) {
        this.draws = draws;
        this.checks = checks;
        this.assignments = assignments;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable String code, Actor actor, Model model) {
        if (!actor.isSupervisor() && !actor.isLeader()) {
            throw Refusal.forbidden("您没有查看督查抽样的权限。");
        }
        model.addAttribute("assignment", assignments.get(code));
        model.addAttribute("draws", draws.of(code));
        model.addAttribute("countersigned", draws.ofFeedback(code));
        model.addAttribute("findings", checks.of(code, null));
        model.addAttribute("kinds", Handled.values());
        model.addAttribute("records", actor.isSupervisor());
        model.addAttribute(
                "names",
                organization.squads(LocalDate.now(clock)).stream().collect(Collectors.toMap(Squad::code, Squad::name)));
        return "supervision-samples";
    }

    @PostMapping
    String draw(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            RedirectAttributes next) {
        next.addFlashAttribute("done", "已完成第" + draws.draw(code, reason, actor) + "次抽样。");
        return "redirect:/supervision/samples/{code}";
    }

    @PostMapping("/findings/{finding:\\d{1,18}}")
    String check(
            @PathVariable String code,
            @PathVariable long finding,
            @RequestParam Handled shouldBe,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            RedirectAttributes next) {
        checks.check(finding, shouldBe, reason, actor);
        next.addFlashAttribute("done", "已认定。");
        return "redirect:/supervision/samples/{code}#finding-" + finding;
    }
}
