package cn.leiting.assignment;

import cn.leiting.assignment.Assignment.Exemption;
import cn.leiting.assignment.SquadTask.Decision;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.calendar.Parameters;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import cn.leiting.shared.Rows;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 中队任务：how each squad's task goes on. A command locks its own task only; closing and exempting, which may
 * be the last of an assignment, lock the assignment first. While the assignment is suspended every command
 * but those two is refused (409). Refuses an unknown code (404).
 */
@Component
@Transactional
public class SquadTasks {

    private static final String SELECT = """
            select task.*, person.name as accountable_name, verdict is not null as judged, exemption_kind as exemption
            from squad_task task
                     left join person on user_id = accountable
            """;

    private final JdbcClient jdbc;
    private final JdbcAggregateOperations aggregates;
    private final Assignments assignments;
    private final AssignedPoints points;
    private final Staffing staffing;
    private final Parameters parameters;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final RowMapper<Progress> row;

    record Held(Assignment assignment, Progress task, boolean used) {}

    SquadTasks(
            JdbcClient jdbc,
            JdbcAggregateOperations aggregates,
            JdbcConverter converter,
            Assignments assignments,
            AssignedPoints points,
            Staffing staffing,
            Parameters parameters,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.aggregates = aggregates;
        this.row = Rows.of(Progress.class, converter);
        this.assignments = assignments;
        this.points = points;
        this.staffing = staffing;
        this.parameters = parameters;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public SquadTask get(String code) {
        return jdbc.sql(SELECT + "where code = ?")
                .param(code)
                .query(SquadTask.class)
                .optional()
                .orElseThrow(() -> unknown(code));
    }

    /** All of an assignment, in the order of the squads' codes. */
    @Transactional(readOnly = true)
    public List<SquadTask> of(String assignment) {
        return jdbc.sql(SELECT + "where assignment = ? order by code")
                .param(assignment)
                .query(SquadTask.class)
                .list();
    }

    /**
     * 签收 (F-09).
     *
     * @param designee who answers for it: the squad's leader, a deputy, or whoever is designated today; none
     *     takes the designated one, and without such the leader (domain 9.2 no. 18)
     * @param note at most 300 characters
     */
    public void acknowledge(String code, @Nullable String designee, @Nullable String note, String by) {
        String remark = Limits.optional("签收备注", note, 300);
        change(
                code,
                task -> task.acknowledge(staffing.accountable(task.squad(), designee), remark, by, clock.instant()));
    }

    /** 勤务方案 (F-10); a further one before the field work ends is a new version. */
    public void planDuty(String code, DutyPlan.Form form, String by) {
        Held held = lock(code);
        Progress task = held.task();
        task.plan(clock.instant());
        staffing.file(task, held.assignment(), form, by);
        aggregates.update(task);
    }

    /** All versions, the newest first. */
    @Transactional(readOnly = true)
    public List<DutyPlan> dutyPlans(String code) {
        return staffing.plans(code);
    }

    /** Until the transaction ends no visit is recorded for it, so that what is counted now stays true. */
    public void hold(String code) {
        assignments.held().put(code, lock(code));
    }

    /** The first day has come; repeated: changes nothing. */
    public void begin(String code) {
        change(code, task -> task.begin(clock.instant()));
    }

    /** Before the last day; refuses while points are open. */
    public void endField(String code, int openPoints, @Nullable String remark, String by) {
        String text = Limits.optional("备注", remark, 500);
        change(code, task -> task.endField(openPoints, text, by, clock.instant()));
    }

    /** The last day is over; repeated: changes nothing. */
    public void endFieldByDate(String code) {
        change(code, task -> task.endFieldByDate(clock.instant()));
    }

    /** What the feedback's room has to tell; it keeps the versions. @param question of a hard case */
    public void interim(String code, @Nullable String question) {
        change(code, task -> task.interim(question));
    }

    /** The final feedback is there, for the first time or after a return. */
    public void fedBack(String code, @Nullable String question) {
        change(code, task -> task.feedBack(question, clock.instant()));
    }

    /** 撤回 before its review: it is owed again, as before. */
    public void takeBack(String code) {
        change(code, Progress::takeBack);
    }

    /** Answers whether it was given back as often as the parameter {@code feedback.maxReturns} allows. */
    public boolean reviewed(String code, boolean returned) {
        return change(code, task -> task.review(returned, maxReturns(), clock.instant())) == State.REJECTED;
    }

    public boolean countersigned(String code, boolean returned) {
        return change(code, task -> task.countersign(returned, maxReturns(), clock.instant())) == State.REJECTED;
    }

    private int maxReturns() {
        return parameters.number("feedback.maxReturns", LocalDate.now(clock)).intValueExact();
    }

    /** Nobody countersigned in time; repeated: changes nothing. */
    public void noObjection(String code) {
        change(code, task -> task.noObjection(clock.instant()));
    }

    public void decided(String code, Decision decision) {
        change(code, task -> task.decide(decision, clock.instant()));
    }

    /**
     * 办结: as accepted when its feedback was, else as failed; may be the last of its assignment. Repeated:
     * changes nothing. A task that nobody judged is not cut off while the assignment is suspended.
     */
    public void close(String code) {
        Assignment assignment = assignments.lock(get(code).assignment());
        Progress task = read(code).task();
        if (!task.state().isOpen()) {
            return;
        }
        if (!task.isJudged()) {
            assignment.refuseWhileSuspended();
        }
        task.close(clock.instant());
        store(task);
    }

    /**
     * 免除 (F-08): of the whole task ends it, of points excuses those not inspected. Refuses a task that has ended.
     *
     * @param inspected the points of which the squad has an inspection
     */
    public void exempt(String code, Exemption exemption, Set<String> inspected, String by) {
        assignments.lock(code.replaceFirst(":.*", ""));
        Progress task = read(code).task();
        task.exempt(exemption, by, clock.instant());
        if (exemption.kind() == Exemption.Kind.POINTS) {
            points.excuse(task, inspected, exemption.text());
        }
        store(task);
    }

    private void store(Progress task) {
        aggregates.update(task);
        if (!task.state().isOpen()) {
            events.publishEvent(new SquadTask.Closed(task.code(), task.state()));
            assignments.closeIfDone(task.assignment());
        }
    }

    private State change(String code, Consumer<Progress> command) {
        Progress task = lock(code).task();
        command.accept(task);
        aggregates.update(task);
        return task.state();
    }

    /** Held until the transaction ends, and read anew once a command has used it; refuses while suspended. */
    private Held lock(String code) {
        Held held = assignments.held().compute(code, (key, known) -> known == null || known.used() ? read(key) : known);
        assignments.held().put(code, new Held(held.assignment(), held.task(), true));
        held.assignment().refuseWhileSuspended();
        return held;
    }

    private Held read(String code) {
        return jdbc.sql("""
                        select task.*, mode, title, theme, checklist, first_day, last_day, suspended,
                               assignment.closed_at is not null as closed
                        from squad_task task
                                 join assignment on assignment.code = task.assignment
                        where task.code = ?
                        for no key update of task
                        """)
                .param(code)
                .query((columns, number) -> new Held(Assignment.of(columns), row.mapRow(columns, number), false))
                .optional()
                .orElseThrow(() -> unknown(code));
    }

    private static Refusal unknown(String code) {
        return Refusal.notFound("没有编号为“" + code + "”的中队任务。");
    }
}
