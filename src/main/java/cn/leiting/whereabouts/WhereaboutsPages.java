package cn.leiting.whereabouts;

import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The ways from a thing to its open task and its process; who has no task of it learns who has. */
@Controller
class WhereaboutsPages {

    private static final String TASK_IN_TASKLIST = "/camunda/app/tasklist/default/#/?task=";
    private static final String INSTANCE_IN_COCKPIT = "/camunda/app/cockpit/default/#/process-instance/";

    private final Whereabouts whereabouts;
    private final Organization organization;
    private final Clock clock;

    /** One step as the page says it. */
    record Line(
            String name,
            @Nullable String part,
            String units,
            @Nullable String holder,
            LocalDateTime since,
            @Nullable LocalDateTime due,
            boolean late,
            boolean suspended,
            @Nullable String task) {}

    WhereaboutsPages(Whereabouts whereabouts, Organization organization, Clock clock) {
        this.whereabouts = whereabouts;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping("/tasks/of/{key}")
    String taskOf(@PathVariable String key, Actor actor, Model model) {
        Thing thing = whereabouts.of(key).orElseThrow(WhereaboutsPages::noTask);
        List<OpenStep> open = whereabouts.open(thing);
        Optional<OpenStep> own = first(open, step -> step.isHeldBy(actor))
                .or(() -> first(open, step -> step.assignee() == null && step.isOpenTo(actor)));
        if (own.isPresent()) {
            return "redirect:" + TASK_IN_TASKLIST + own.get().task();
        }
        if (!whereabouts.mayFollow(thing, actor)) {
            throw noTask();
        }
        model.addAttribute("thing", thing);
        model.addAttribute("page", Thing.pageOf(thing.key(), actor));
        model.addAttribute(
                "steps", open.stream().map(step -> line(step, thing, actor)).toList());
        model.addAttribute("watches", Whereabouts.watches(actor));
        return "whereabouts";
    }

    /** Cockpit on the running process of a thing, the review page where it has ended. */
    @GetMapping("/instances/of/{key}")
    String instanceOf(@PathVariable String key, Actor actor) {
        if (!Whereabouts.watches(actor)) {
            throw Refusal.forbidden("您没有查看流程监控的权限。");
        }
        Thing thing = whereabouts.of(key).orElseThrow(() -> Refusal.notFound("此事项没有流程。"));
        return thing.endedAt() == null
                ? "redirect:" + INSTANCE_IN_COCKPIT + thing.instance() + "/runtime"
                : "redirect:/review/" + thing.instance();
    }

    private static Refusal noTask() {
        return Refusal.notFound("此事项目前没有待您办理的任务。");
    }

    private static Optional<OpenStep> first(List<OpenStep> open, Predicate<OpenStep> wanted) {
        return open.stream().filter(OpenStep::isTask).filter(wanted).findFirst();
    }

    /** A colleague's task is shown as a link to those who might take it over. */
    private Line line(OpenStep step, Thing thing, Actor actor) {
        return new Line(
                step.name(),
                step.key().equals(thing.key()) ? null : step.key(),
                unitsOf(step),
                step.holder(),
                step.since(),
                step.due(),
                step.isLate(LocalDateTime.now(clock)),
                step.suspended(),
                step.isOpenTo(actor) ? step.task() : null);
    }

    /** A squad and its lead are in it both; the longer name says both. */
    private String unitsOf(OpenStep step) {
        return step.groups().stream()
                .map(organization::nameOfGroup)
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining("、"));
    }
}
