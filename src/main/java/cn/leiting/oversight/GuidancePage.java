package cn.leiting.oversight;

import cn.leiting.assignment.DutyPlan.Kind;
import cn.leiting.campaign.Campaign;
import cn.leiting.campaign.Campaigns;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** 指导意见: all of them for sections and leaders, for a squad or a town those to the squad. */
@Controller
@RequestMapping("/campaigns/{code}/guidance")
class GuidancePage {

    private final Guidances guidances;
    private final Campaigns campaigns;
    private final Organization organization;
    private final Clock clock;

    GuidancePage(Guidances guidances, Campaigns campaigns, Organization organization, Clock clock) {
        this.guidances = guidances;
        this.campaigns = campaigns;
        this.organization = organization;
        this.clock = clock;
    }

    /** What was typed; the focus items one per line. */
    record Typed(
            @Nullable Set<String> squads,
            @Nullable String text,
            @Nullable Kind requestedDutyMode,
            @Nullable String focusItems,
            @Nullable Boolean ackRequired) {

        static final Typed BLANK = new Typed(null, null, null, null, true);

        Guidances.Form form() {
            return new Guidances.Form(
                    squads == null ? Set.of() : squads,
                    text == null ? "" : text,
                    requestedDutyMode,
                    focusItems == null ? List.of() : focusItems.lines().toList(),
                    ackRequired != null && ackRequired);
        }
    }

    @GetMapping
    String show(@PathVariable String code, Actor actor, Model model) {
        return page(campaigns.get(code), Typed.BLANK, actor, model);
    }

    @PostMapping
    String give(
            @PathVariable String code,
            @ModelAttribute Typed typed,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        try {
            guidances.give(code, typed.form(), actor);
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("refusal", refusal.sentence());
            return page(campaigns.get(code), typed, actor, model);
        }
        return "redirect:/campaigns/{code}/guidance";
    }

    @PostMapping("/{guidance:\\d{1,18}}/ack")
    String acknowledge(@PathVariable String code, @PathVariable long guidance, Actor actor) {
        guidances.acknowledge(code, guidance, actor);
        return "redirect:/campaigns/{code}/guidance";
    }

    private String page(Campaign campaign, Typed typed, Actor actor, Model model) {
        Squad own = organization.squadOf(actor.groups()).orElse(null);
        boolean all = actor.isSection() || actor.isLeader();
        if (!all && own == null) {
            throw Refusal.forbidden("您没有查看指导意见的权限。");
        }
        Map<String, String> names =
                organization.squads(LocalDate.now(clock)).stream().collect(Collectors.toMap(Squad::code, Squad::name));
        model.addAttribute("campaign", campaign);
        model.addAttribute("notes", guidances.of(campaign.code(), all || own == null ? null : own.code()));
        model.addAttribute("names", names);
        model.addAttribute("own", own != null && actor.isIn(own.group()) ? own.code() : "");
        model.addAttribute("gives", Guidances.mayGive(actor) && Guidances.isOpen(campaign));
        model.addAttribute("form", typed);
        model.addAttribute("modes", Kind.values());
        model.addAttribute("zone", clock.getZone());
        return "campaign-guidance";
    }
}
