package cn.leiting.todo;

import cn.leiting.calendar.BureauTime;
import cn.leiting.handling.OpenTask;
import cn.leiting.handling.OpenTasks;
import cn.leiting.handling.TaskOperations;
import cn.leiting.handling.Withdrawals;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.whereabouts.Thing;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 待办 (PG-08): the lists of a person's tasks, and one task with what may be done with it. */
@Controller
class TaskPages {

    static final String TASK = "/tasks/{task:[0-9a-f]+-[0-9a-f-]+}";

    private static final int PAGE = 50;
    private static final int LAST_PAGE = 200;

    private final TaskLists lists;
    private final TaskCourse course;
    private final FormFields fields;
    private final OpenTasks tasks;
    private final TaskOperations operations;
    private final Withdrawals withdrawals;
    private final Organization organization;
    private final Clock clock;

    TaskPages(
            TaskLists lists,
            TaskCourse course,
            FormFields fields,
            OpenTasks tasks,
            TaskOperations operations,
            Withdrawals withdrawals,
            Organization organization,
            Clock clock) {
        this.lists = lists;
        this.course = course;
        this.fields = fields;
        this.tasks = tasks;
        this.operations = operations;
        this.withdrawals = withdrawals;
        this.organization = organization;
        this.clock = clock;
    }

    /** What the page offers this person; each command checks it again. */
    record Offer(
            boolean submit,
            boolean handOver,
            boolean giveBack,
            boolean takeBack,
            boolean copy,
            boolean urge,
            boolean withdraw) {}

    @GetMapping("/tasks")
    String list(
            @RequestParam(defaultValue = "all") String of,
            @RequestParam(defaultValue = "1") int page,
            Actor actor,
            Model model) {
        TaskKind kind = kind(of);
        int number = Math.min(Math.max(page, 1), LAST_PAGE);
        List<TaskRow> found = lists.rows(kind, actor, PAGE + 1, (number - 1) * PAGE);
        model.addAttribute("kind", kind);
        model.addAttribute("kinds", TaskKind.values());
        model.addAttribute("counts", lists.counts(actor));
        model.addAttribute("rows", found.stream().limit(PAGE).toList());
        model.addAttribute("next", found.size() > PAGE ? number + 1 : null);
        model.addAttribute("previous", number > 1 ? number - 1 : null);
        model.addAttribute("reader", actor);
        model.addAttribute("approvesMany", actor.isSupervisor());
        return "tasks";
    }

    private static TaskKind kind(String code) {
        return Stream.of(TaskKind.values())
                .filter(kind -> kind.code().equals(code.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("of", "没有这份任务清单。"));
    }

    @GetMapping(TASK)
    String task(@PathVariable String task, Actor actor, Model model) {
        OpenTask found = tasks.get(task, actor);
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), BureauTime.ZONE);
        Offer offer = offer(found, actor, now);
        operations.read(task, actor);
        tasks.noteOpened(task, actor);

        model.addAttribute("task", found);
        model.addAttribute("late", found.isLate(found.ended() == null ? now : found.ended()));
        model.addAttribute("page", Thing.pageOf(found.subject(), actor));
        model.addAttribute("groups", names(found));
        model.addAttribute("fields", found.isOpen() ? fields.of(found.key(), proposed(found, actor)) : List.of());
        model.addAttribute("steps", course.of(found));
        model.addAttribute("history", operations.history(found));
        model.addAttribute("copies", operations.copies(found));
        model.addAttribute("offer", offer);
        model.addAttribute("colleagues", offer.handOver() ? tasks.colleagues(found) : List.of());
        model.addAttribute("readers", offer.copy() ? tasks.readers(found) : List.of());
        model.addAttribute("reviews", actor.isSupervisor() || actor.isLeader());
        model.addAttribute("me", actor.id());
        return "task";
    }

    private Offer offer(OpenTask task, Actor actor, LocalDateTime now) {
        boolean handled = task.isHandledBy(actor);
        return new Offer(
                handled && !task.pending(),
                handled && !task.pending(),
                handled && task.pending() && task.isOfAssignee(actor),
                task.isOpen() && task.awaits(actor),
                task.concerns(actor) || actor.isSupervisor(),
                actor.isSupervisor() && task.isOpen() && !task.suspended() && task.isLate(now),
                withdrawals.mayBeWithdrawn(task, actor));
    }

    private List<String> names(OpenTask task) {
        return task.candidates().stream().map(organization::nameOfGroup).toList();
    }

    /** A draft is for those who work on it. */
    private Map<String, String> proposed(OpenTask task, Actor actor) {
        return task.isCandidate(actor) || task.isOfAssignee(actor) ? course.proposed(task) : Map.of();
    }
}
