package cn.leiting.process;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.deadline.Deadlines;
import cn.leiting.engine.Engine;
import cn.leiting.shared.Actor;
import cn.leiting.whereabouts.Thing;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 待办：a person's open tasks and what was told to their groups, in a constant number of statements. */
@Component
public class Todos {

    private static final Duration NEWS = Duration.ofDays(30);

    private final Engine engine;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final Deadlines deadlines;
    private final WorkCalendar workCalendar;
    private final Clock clock;

    /** One open task; the subject is the business key, the due time is the bureau's. */
    public record Todo(
            String taskId,
            String name,
            String subject,
            @Nullable LocalDateTime due,
            boolean late,
            @Nullable String assignee) {}

    /** 提醒 (level 0) or 逾期升级 (levels 1 to 3), as it was told. */
    public record Notice(LocalDateTime at, String text, int level) {}

    /** 逾期事项; {@code page} null: the thing has none, or it is closed to the person; {@code due} null: 缺日历. */
    public record Late(
            String title,
            String subject,
            @Nullable String page,
            @Nullable LocalDateTime due,
            int level) {}

    /** The bureau's day; whether it is a working day is unknown while the year's table is missing. */
    public record Today(LocalDate date, @Nullable Boolean workday) {}

    Todos(
            Engine engine,
            TaskService tasks,
            RuntimeService runtime,
            Deadlines deadlines,
            WorkCalendar workCalendar,
            Clock clock) {
        this.engine = engine;
        this.tasks = tasks;
        this.runtime = runtime;
        this.deadlines = deadlines;
        this.workCalendar = workCalendar;
        this.clock = clock;
    }

    /** The earliest due first, those without a due date last. */
    public List<Todo> of(Actor actor, int limit) {
        return engine.unchecked(() -> openTasks(actor, limit));
    }

    private List<Todo> openTasks(Actor actor, int limit) {
        List<Task> open = openTo(actor)
                .orderByDueDate()
                .asc()
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, limit);
        Map<String, String> subjects = subjectsOf(open);

        return open.stream()
                .map(task -> new Todo(
                        task.getId(),
                        task.getName(),
                        subjects.getOrDefault(task.getProcessInstanceId(), ""),
                        inBureauTime(task.getDueDate()),
                        task.getDueDate() != null
                                && task.getDueDate().toInstant().isBefore(clock.instant()),
                        task.getAssignee()))
                .toList();
    }

    public long count(Actor actor) {
        return engine.unchecked(() -> openTo(actor).count());
    }

    public List<Notice> notices(Actor actor) {
        return deadlines.noticesTo(actor.groups(), clock.instant().minus(NEWS)).stream()
                .map(notice -> new Notice(
                        LocalDateTime.ofInstant(notice.at(), BureauTime.ZONE), notice.text(), notice.level()))
                .toList();
    }

    public List<Late> late(Actor actor) {
        return deadlines.lateOf(actor.groups()).stream()
                .map(late -> new Late(
                        late.title(),
                        late.subject(),
                        Thing.pageOf(late.subject(), actor),
                        late.due() == null ? null : LocalDateTime.ofInstant(late.due(), BureauTime.ZONE),
                        late.level()))
                .toList();
    }

    public Today today() {
        LocalDate today = LocalDate.now(clock);
        try {
            return new Today(today, workCalendar.isWorkday(today));
        } catch (CalendarMissing missing) {
            return new Today(today, null);
        }
    }

    /** Those assigned to the person, and those of the person's groups. */
    private TaskQuery openTo(Actor actor) {
        TaskQuery query = tasks.createTaskQuery().active().or().taskAssignee(actor.id());
        if (!actor.groups().isEmpty()) {
            query.taskCandidateGroupIn(List.copyOf(actor.groups())).includeAssignedTasks();
        }
        return query.endOr();
    }

    private Map<String, String> subjectsOf(List<Task> open) {
        Set<String> instances = open.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
        if (instances.isEmpty()) {
            return Map.of();
        }
        return runtime.createProcessInstanceQuery().processInstanceIds(instances).listPage(0, instances.size()).stream()
                .filter(instance -> instance.getBusinessKey() != null)
                .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
    }

    private static @Nullable LocalDateTime inBureauTime(@Nullable Date moment) {
        return moment == null ? null : LocalDateTime.ofInstant(moment.toInstant(), BureauTime.ZONE);
    }
}
