package cn.leiting.excusal;

import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignments;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 免检点位：of one assignment; a squad and its town see their own. */
@Controller
class ExcusalPage {

    private final Excusals excusals;
    private final Assignments assignments;
    private final Organization organization;

    ExcusalPage(Excusals excusals, Assignments assignments, Organization organization) {
        this.excusals = excusals;
        this.assignments = assignments;
        this.organization = organization;
    }

    @GetMapping("/excusals/{code}")
    String show(@PathVariable String code, Actor actor, Model model) {
        Squad own = actor.isSection() || actor.isLeader() ? null : ownSquad(actor);
        Assignment assignment = assignments.find(code).orElseThrow(() -> Refusal.notFound("没有编号为“" + code + "”的行动。"));
        boolean asks = own != null && actor.isIn(own.leadGroup()) && !assignment.closed();
        model.addAttribute("assignment", assignment);
        model.addAttribute("excusals", excusals.of(code, own == null ? null : own.code()));
        model.addAttribute("candidates", own != null && asks ? excusals.candidates(code, own.code()) : List.of());
        model.addAttribute("kinds", Excusal.Kind.values());
        model.addAttribute("asks", asks);
        model.addAttribute("decides", actor.isIn("deptCoordination"));
        model.addAttribute("samples", actor.isIn("deptSupervision"));
        model.addAttribute("seed", own == null ? excusals.seed(code).orElse(null) : null);
        return "excusals";
    }

    private Squad ownSquad(Actor actor) {
        return organization
                .squadOf(actor.groups())
                .filter(squad -> actor.isIn(squad.group(), squad.leadGroup(), squad.townGroup()))
                .orElseThrow(() -> Refusal.forbidden("您没有查看免检点位的权限。"));
    }

    @PostMapping("/excusals/{code}")
    String request(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String point,
            @RequestParam(required = false) Excusal.@Nullable Kind kind,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            RedirectAttributes next) {
        excusals.request(code, point, kind, reason, actor);
        return done(code, "已申请免检，等待执法协调科决定。", next);
    }

    @PostMapping("/excusals/{code}/{id}/decision")
    String decide(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam boolean granted,
            @RequestParam(defaultValue = "") String note,
            Actor actor,
            RedirectAttributes next) {
        excusals.decide(id, granted, note, actor);
        return done(code, granted ? "已同意免检。" : "未同意免检。", next);
    }

    @PostMapping("/excusals/{code}/draw")
    String draw(@PathVariable String code, Actor actor, RedirectAttributes next) {
        int drawn = excusals.draw(code, actor);
        return done(code, drawn == 0 ? "没有需要补抽的点位。" : "已抽取" + drawn + "个点位。", next);
    }

    @PostMapping("/excusals/{code}/{id}/check")
    String check(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam boolean confirmed,
            @RequestParam(defaultValue = "") String finding,
            Actor actor,
            RedirectAttributes next) {
        excusals.check(id, confirmed, finding, actor);
        return done(code, "抽查结果已登记。", next);
    }

    private static String done(String code, String sentence, RedirectAttributes next) {
        next.addAttribute("code", code);
        next.addFlashAttribute("done", sentence);
        return "redirect:/excusals/{code}";
    }
}
