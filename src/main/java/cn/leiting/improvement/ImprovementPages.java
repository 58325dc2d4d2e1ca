package cn.leiting.improvement;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The improvements of a year, and one: all of it for sections and leaders, for a squad and its town what was given out
 * to the squad.
 */
@Controller
@RequestMapping("/improvements")
class ImprovementPages {

    private final ImprovementRows rows;
    private final ImprovementView view;
    private final Organization organization;
    private final Clock clock;

    ImprovementPages(ImprovementRows rows, ImprovementView view, Organization organization, Clock clock) {
        this.rows = rows;
        this.view = view;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable Integer year, Actor actor, Model model) {
        Optional<String> only = only(actor);
        int shown = year == null ? LocalDate.now(clock).getYear() : year;
        model.addAttribute("year", shown);
        model.addAttribute("years", view.years());
        model.addAttribute("improvements", view.ofYear(shown, only.orElse(null)));
        model.addAttribute("all", only.isEmpty());
        model.addAttribute("coordinates", actor.isIn("deptCoordination"));
        return "improvements";
    }

    /** What came of a cluster of complaints, whatever its number. */
    @GetMapping(params = "cluster")
    String ofCluster(@RequestParam String cluster) {
        return rows.ofCluster(cluster)
                .map(improvement -> "redirect:/improvements/" + improvement.code())
                .orElseThrow(() -> Refusal.notFound("该诉件聚集没有再提升建议。"));
    }

    @GetMapping("/{code:FI-\\d{4}-\\d{2,4}}")
    String show(@PathVariable String code, Actor actor, Model model) {
        Optional<String> only = only(actor);
        Improvement improvement = rows.get(code);
        List<ImprovementView.Row> squads = view.squads(code, only.orElse(null));
        if (only.isPresent() && squads.stream().allMatch(row -> row.status() == null)) {
            throw Refusal.forbidden("该项再提升没有下达您的中队。");
        }
        model.addAttribute("code", code);
        model.addAttribute("terms", improvement.terms());
        model.addAttribute("status", improvement.status());
        model.addAttribute("head", view.head(code));
        model.addAttribute("squads", squads);
        model.addAttribute("events", only.isEmpty() ? rows.events(code) : List.of());
        model.addAttribute("all", only.isEmpty());
        model.addAttribute("watches", actor.isSupervisor() || actor.isLeader());
        model.addAttribute("assignsPoints", actor.isIn("deptCoordination") && improvement.isBeforeRelease());
        return "improvement";
    }

    /** The only squad whose share the person may see; empty: all. Refuses everybody else. */
    private Optional<String> only(Actor actor) {
        if (actor.isSection() || actor.isLeader()) {
            return Optional.empty();
        }
        return Optional.of(organization
                .squadOf(actor.groups())
                .filter(squad -> actor.isIn(squad.group(), squad.leadGroup(), squad.townGroup()))
                .map(Squad::code)
                .orElseThrow(() -> Refusal.forbidden("您没有查看365再提升的权限。")));
    }
}
