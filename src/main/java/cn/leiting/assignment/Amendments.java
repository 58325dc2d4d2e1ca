package cn.leiting.assignment;

import cn.leiting.assignment.Assignment.Reopened;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 任务调整：changes an assignment that is under way as a whole. Refuses an unknown code (404). */
@Component
@Transactional
public class Amendments {

    private static final Set<SquadTask.State> EXCUSABLE = EnumSet.of(
            SquadTask.State.WAITING,
            SquadTask.State.ASSIGNED,
            SquadTask.State.ACKNOWLEDGED,
            SquadTask.State.PLANNED,
            SquadTask.State.RUNNING,
            SquadTask.State.TO_FEED_BACK,
            SquadTask.State.RETURNED);

    private final JdbcClient jdbc;
    private final Assignments assignments;
    private final AssignedPoints points;
    private final Clock clock;

    Amendments(JdbcClient jdbc, Assignments assignments, AssignedPoints points, Clock clock) {
        this.jdbc = jdbc;
        this.assignments = assignments;
        this.points = points;
        this.clock = clock;
    }

    /**
     * A squad more, whose task waits for being dispatched; with its share of its town's points. Refuses
     * (409) one that takes part already, and once all have ended or the last day is over.
     *
     * @param reason 1 to 500 characters
     * @return the task's code
     */
    public String add(String code, String squad, String reason) {
        String why = Limits.required("增加中队的原因", reason, 500);
        Assignment assignment = assignments.lock(code);
        assignment.refuseOnceClosed("增加中队");
        LocalDate today = LocalDate.now(clock);
        if (today.isAfter(assignment.to())) {
            throw Refusal.conflict("行动期限已过，不能再增加中队。");
        }
        String task = code + ":" + squad;
        int added = jdbc.sql("""
                        insert into squad_task (code, assignment, squad, state, added_reason)
                        select ?, ?, code, 'WAITING', ?
                        from squad
                        where code = ?
                        on conflict do nothing
                        """).params(task, code, why, squad).update();
        if (added == 0) {
            throw refusedSquad(task, squad);
        }
        LocalDate first = today.isBefore(assignment.from()) ? assignment.from() : today;
        points.assignShare(code, squad, days(first, assignment.to()), days(assignment.from(), assignment.to()));
        return task;
    }

    private Refusal refusedSquad(String task, String squad) {
        return jdbc.sql("select count(*) from squad_task where code = ?")
                                .param(task)
                                .query(Integer.class)
                                .single()
                        > 0
                ? Refusal.conflict("该中队已经参加本次行动。")
                : Refusal.notFound("没有代码为“" + squad + "”的中队。");
    }

    private static long days(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /**
     * A later last day. What was fed back for good counts as an interim feedback, and its task is in the
     * field again; so is one whose field work had ended with the old last day. Refuses a day that is not
     * later, and (409) an assignment of which all have ended. Returns are counted anew, and a question that
     * went to the legal section with an accepted feedback is not put again.
     */
    public List<Reopened> extend(String code, LocalDate to) {
        Assignment assignment = assignments.lock(code);
        assignment.refuseOnceClosed("延期");
        if (!to.isAfter(assignment.to())) {
            throw Refusal.invalid("to", "延期后的结束日期应晚于原结束日期。");
        }
        jdbc.sql("update assignment set last_day = ?, extended = true where code = ?")
                .params(to, code)
                .update();
        return reopen(code);
    }

    private List<Reopened> reopen(String code) {
        jdbc.sql("""
                        select code
                        from squad_task
                        where assignment = ?
                        order by code
                        for no key update
                        """).param(code).query(rows -> {});
        return jdbc.sql("""
                        update squad_task task
                        set state = 'RUNNING',
                            field_ended_at = null,
                            field_ended_by = null,
                            field_remark = null,
                            fed_back_at = null,
                            reviewed_at = null,
                            verdict = null,
                            verdict_at = null,
                            returns = 0,
                            hard_case = task.hard_case and before.state <> 'ACCEPTED',
                            question = case when before.state <> 'ACCEPTED' then task.question end,
                            closed_at = null,
                            reopened_at = ?,
                            version = task.version + 1
                        from squad_task before
                        where before.code = task.code
                          and task.assignment = ?
                          and (task.state in ('FED_BACK', 'REVIEWED', 'RETURNED', 'REJECTED', 'ACCEPTED')
                            or task.state = 'TO_FEED_BACK' and task.field_ended_by is null)
                        returning task.code as task, before.state = 'ACCEPTED' as was_closed
                        """).params(now(), code).query(Reopened.class).list();
    }

    /** Repeated: changes nothing. Refuses (409) once all have ended. */
    public void suspend(String code) {
        assignments.lock(code).refuseOnceClosed("暂停");
        jdbc.sql("update assignment set suspended = true where code = ?")
                .param(code)
                .update();
    }

    /** Goes on in that window; refuses (409) one that is not suspended. */
    public void resume(String code, LocalDate from, LocalDate to) {
        Assignment.refuseBackwards(from, to);
        if (!assignments.lock(code).suspended()) {
            throw Refusal.conflict("行动没有暂停，不需要恢复。");
        }
        jdbc.sql("""
                        update assignment
                        set suspended = false,
                            first_day = :from,
                            last_day = :to,
                            extended = extended or last_day < :to
                        where code = :code
                        """).param("from", from).param("to", to).param("code", code).update();
    }

    private record Ended(String code, boolean dispatched) {}

    /** Ends what is open, without telling that all have ended; the codes of those that had been dispatched. */
    public List<String> cancel(String code) {
        assignments.lock(code);
        List<Ended> ended = jdbc.sql("""
                        update squad_task
                        set state = 'CANCELLED',
                            closed_at = ?,
                            version = version + 1
                        where assignment = ?
                          and closed_at is null
                        returning code, dispatched_at is not null as dispatched
                        """).params(now(), code).query(Ended.class).list();
        jdbc.sql("update assignment set cancelled = true, closed_at = ? where code = ? and closed_at is null")
                .params(now(), code)
                .update();
        return ended.stream()
                .filter(Ended::dispatched)
                .map(Ended::code)
                .sorted()
                .toList();
    }

    /**
     * 免检：a point that cannot be inspected leaves numerator and denominator. Refuses (404) a point that the squad was
     * not given, (409) one that is excused already, and a task that is reported on or has ended.
     *
     * @param reason 10 to 500 characters
     */
    public void excuse(String code, String point, String reason) {
        String why = Limits.required("免检理由", reason, 10, 500);
        assignments.lock(code).refuseOnceClosed("免检点位");
        SquadTask.State state = jdbc.sql("""
                        select task.state
                        from squad_task task
                                 join assigned_point assigned using (assignment, squad)
                        where assigned.assignment = ?
                          and assigned.point = ?
                        for no key update
                        """)
                .params(code, point)
                .query(SquadTask.State.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("点位“" + point + "”没有分配给行动“" + code + "”的任务。"));
        if (!EXCUSABLE.contains(state)) {
            throw Refusal.conflict("中队任务现为“" + state.label() + "”，不能再免检点位。");
        }
        int excused = jdbc.sql("""
                        update assigned_point
                        set excused = true, excuse_reason = ?
                        where assignment = ?
                          and point = ?
                          and not excused
                        """).params(why, code, point).update();
        if (excused == 0) {
            throw Refusal.conflict("点位“" + point + "”已经免检。");
        }
    }

    /** 撤销免检：it is to be inspected after all; where the task is reported on or has ended, nothing changes. */
    public void revokeExcuse(String code, String point) {
        assignments.lock(code);
        jdbc.sql("""
                        update assigned_point assigned
                        set excused = false, excuse_reason = null
                        from squad_task task
                        where task.assignment = assigned.assignment
                          and task.squad = assigned.squad
                          and task.state = any (:states)
                          and assigned.assignment = :code
                          and assigned.point = :point
                          and excused
                        """)
                .param("states", EXCUSABLE.stream().map(Enum::name).toArray(String[]::new))
                .param("code", code)
                .param("point", point)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
