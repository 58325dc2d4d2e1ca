package cn.leiting.lookback;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 回头看：its window, its squads and their samples, which 执法协调科 adjusts here before it confirms them (F-17). */
@Controller
@RequestMapping("/look-backs/{code:LB-\\d{4}-\\d{2,4}}")
class LookBackPage {

    private static final String OWNER = "deptCoordination";

    private final LookBacks lookBacks;
    private final LookBackSamples samples;
    private final LookBackView view;
    private final LookBackRows rows;
    private final Organization organization;

    LookBackPage(
            LookBacks lookBacks,
            LookBackSamples samples,
            LookBackView view,
            LookBackRows rows,
            Organization organization) {
        this.lookBacks = lookBacks;
        this.samples = samples;
        this.view = view;
        this.rows = rows;
        this.organization = organization;
    }

    /** F-17. */
    record Typed(
            @Nullable String point,
            Sample.@Nullable Kind kind,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate dueOn,

            @Nullable String reason,
            @Nullable String squad) {

        static final Typed NOTHING = new Typed(null, null, null, null, null);
    }

    private interface Change {
        void make();
    }

    @GetMapping
    String show(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String squad,
            Actor actor,
            Model model) {
        return page(code, squad, Typed.NOTHING, actor, model);
    }

    @PostMapping("/samples")
    String add(
            @PathVariable String code,
            @ModelAttribute Typed typed,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        return changed(
                code,
                typed,
                actor,
                model,
                response,
                () -> samples.add(code, typed.point(), typed.kind(), typed.dueOn(), actor.id()));
    }

    @PostMapping("/samples/{point}/remove")
    String remove(
            @PathVariable String code,
            @PathVariable String point,
            @ModelAttribute Typed typed,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        return changed(
                code, typed, actor, model, response, () -> samples.remove(code, point, typed.reason(), actor.id()));
    }

    @PostMapping("/samples/{point}/due")
    String moveDue(
            @PathVariable String code,
            @PathVariable String point,
            @ModelAttribute Typed typed,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        return changed(
                code, typed, actor, model, response, () -> samples.moveDue(code, point, typed.dueOn(), actor.id()));
    }

    private String changed(
            String code, Typed typed, Actor actor, Model model, HttpServletResponse response, Change change) {
        actor.require(OWNER);
        try {
            change.make();
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return page(code, typed.squad(), typed, actor, model);
        }
        return typed.squad() == null || !typed.squad().matches("\\d{9}")
                ? "redirect:/look-backs/{code}?saved"
                : "redirect:/look-backs/{code}?saved&squad=" + typed.squad() + "#samples";
    }

    private String page(String code, @Nullable String asked, Typed typed, Actor actor, Model model) {
        boolean all = actor.isSupervisor() || actor.isLeader();
        String only = all ? null : own(actor).code();
        LookBackView.Head head = view.head(lookBacks.get(code));
        List<LookBackView.Share> shares = view.shares(code, only);
        if (!all && shares.isEmpty()) {
            throw Refusal.forbidden("您的中队没有本次回头看的样本。");
        }
        String shown = all ? asked : only;
        model.addAttribute("head", head);
        model.addAttribute("shares", shares);
        model.addAttribute("names", names(shares));
        model.addAttribute("shown", shown);
        model.addAttribute(
                "samples", shown == null || !all && !head.isConfirmed() ? List.of() : samples.of(code, shown));
        model.addAttribute("events", all ? rows.events(code) : List.of());
        model.addAttribute("all", all);
        model.addAttribute("adjusts", actor.isIn(OWNER) && head.isAdjustable());
        model.addAttribute("coordinates", actor.isIn(OWNER));
        model.addAttribute("kinds", Sample.Kind.values());
        model.addAttribute("typed", typed);
        return "look-back";
    }

    private Map<String, String> names(List<LookBackView.Share> shares) {
        Map<String, String> names = new TreeMap<>();
        shares.forEach(share ->
                names.put(share.squad(), organization.squad(share.squad()).name()));
        return names;
    }

    /** A squad or its town; refuses everybody else. */
    private Squad own(Actor actor) {
        return organization
                .squadOf(actor.groups())
                .filter(squad -> actor.isIn(squad.group(), squad.leadGroup(), squad.townGroup()))
                .orElseThrow(() -> Refusal.forbidden("您没有查看回头看的权限。"));
    }
}
