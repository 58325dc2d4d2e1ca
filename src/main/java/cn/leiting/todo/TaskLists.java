package cn.leiting.todo;

import cn.leiting.calendar.BureauTime;
import cn.leiting.mending.Returned;
import cn.leiting.shared.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 任务清单：a person's tasks by kind, in one statement for the numbers and one for a page of rows. */
@Component
@Transactional(readOnly = true)
class TaskLists {

    private static final Duration DONE_LATELY = Duration.ofDays(30);

    /** What the person has, may claim, or handed over to somebody who has it; in Tasklist the same by its filters. */
    private static final String AT_HAND = """
            with at_hand as (
                select task.id_ as id, task.name_ as name, coalesce(instance.business_key_, '') as subject,
                       task.proc_inst_id_ as instance, task.task_def_key_ as node,
                       model.key_ = 'hardCaseGuidance' as difficult,
                       task.assignee_ as assignee, coalesce(task.delegation_ = 'PENDING', false) as pending,
                       task.due_date_ as due, task.create_time_ as created,
                       task.assignee_ is not null and task.assignee_ <> :me as handed
                from act_ru_task task
                         join act_ru_execution instance on instance.id_ = task.proc_inst_id_
                         join act_re_procdef model on model.id_ = task.proc_def_id_
                where task.suspension_state_ = 1
                  and task.id_ in (select id_ from act_ru_task where assignee_ = :me
                                   union all
                                   select id_ from act_ru_task where owner_ = :me and delegation_ = 'PENDING'
                                   union all
                                   select given.id_
                                   from task_operation
                                            join act_ru_task given on given.id_ = task
                                   where by_whom = :me
                                     and kind = 'TRANSFERRED'
                                     and given.assignee_ is not null
                                   union all
                                   select unclaimed.id_
                                   from act_ru_identitylink link
                                            join act_ru_task unclaimed on unclaimed.id_ = link.task_id_
                                   where link.group_id_ = any (:groups)
                                     and link.type_ = 'candidate'
                                     and unclaimed.assignee_ is null)),
            marked as (select at_hand.*, %s as returned from at_hand)
            """.formatted(Returned.condition("node", "instance"));

    private static final String COPIES = """
            select task.id_ as id, task.name_ as name, subject, null as holder, null::timestamp as due, false as late,
                   false as pending, false as returned, false as difficult, by_name as by, sent_at as at, text, read_at
            from task_copy copy
                     join task_operation on task_operation.id = operation
                     join act_hi_taskinst task on task.id_ = copy.task
                     left join task_copy_read on copy = copy.id
            where copy.receiver = :me
            order by read_at is not null, sent_at desc
            limit :limit offset :offset
            """;

    private static final String DONE = """
            select task.id_ as id, task.name_ as name, coalesce(business_key_, '') as subject, null as holder,
                   task.due_date_ as due, task.due_date_ < task.end_time_ as late, false as pending, false as returned,
                   false as difficult, null as by, task.end_time_ as at, null as text, null::timestamptz as read_at
            from act_hi_taskinst task
                     join act_hi_procinst instance on instance.id_ = task.proc_inst_id_
            where task.id_ in (select task_id_
                               from act_hi_op_log
                               where user_id_ = :me
                                 and operation_type_ = 'Complete'
                                 and timestamp_ >= :lately)
              and task.delete_reason_ = 'completed'
            order by task.end_time_ desc
            limit :limit offset :offset
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    TaskLists(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many there are of each kind; of copies those not read; of what is done nothing is counted. */
    Map<TaskKind, Integer> counts(Actor person) {
        List<TaskKind> kinds = Stream.of(TaskKind.values())
                .filter(kind -> kind.condition() != null)
                .toList();
        String columns = kinds.stream()
                .map(kind -> "count(*) filter (where %s) as %s".formatted(kind.condition(), kind.name()))
                .collect(Collectors.joining(", "));
        return asking(AT_HAND + "select " + columns + """
                        , (select count(*)
                           from task_copy
                           where receiver = :me
                             and not exists (select from task_copy_read where copy = task_copy.id)) as copies
                        from marked
                        """, person)
                .query((row, number) -> {
                    Map<TaskKind, Integer> counts = new EnumMap<>(TaskKind.class);
                    for (TaskKind kind : kinds) {
                        counts.put(kind, row.getInt(kind.name()));
                    }
                    counts.put(TaskKind.COPIES, row.getInt("copies"));
                    return counts;
                })
                .single();
    }

    /** The earliest due first, those without a due date last; copies not read first, what is done the newest first. */
    List<TaskRow> rows(TaskKind kind, Actor person, int limit, int offset) {
        return asking(sql(kind), person)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> row(row))
                .list();
    }

    private static String sql(TaskKind kind) {
        return switch (kind) {
            case COPIES -> COPIES;
            case DONE -> DONE;
            default -> AT_HAND + """
                    select marked.id, marked.name, marked.subject, holder.name as holder, due, due < :now as late, pending,
                           returned, difficult, handing.by_name as by, handing.at, handing.text,
                           null::timestamptz as read_at
                    from marked
                             left join person holder on holder.user_id = assignee
                             left join lateral (select by_name, at, text
                                                from task_operation
                                                where task = marked.id
                                                  and kind in ('TRANSFERRED', 'DELEGATED', 'GIVEN_BACK')
                                                order by task_operation.id desc
                                                limit 1) handing on true
                    where %s
                    order by due nulls last, created, marked.id
                    limit :limit offset :offset
                    """.formatted(kind.condition());
        };
    }

    private JdbcClient.StatementSpec asking(String sql, Actor person) {
        LocalDate today = LocalDate.now(clock);
        return jdbc.sql(sql)
                .param("me", person.id())
                .param("groups", person.groups().toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .param("lately", Timestamp.from(clock.instant().minus(DONE_LATELY)))
                .param("today", Timestamp.from(start(today)))
                .param("tomorrow", Timestamp.from(start(today.plusDays(1))));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(BureauTime.ZONE).toInstant();
    }

    private static TaskRow row(ResultSet row) throws SQLException {
        return new TaskRow(
                row.getString("id"),
                row.getString("name"),
                row.getString("subject"),
                row.getString("holder"),
                local(row.getTimestamp("due")),
                row.getBoolean("late"),
                row.getBoolean("pending"),
                row.getBoolean("returned"),
                row.getBoolean("difficult"),
                row.getString("by"),
                local(row.getTimestamp("at")),
                row.getString("text"),
                local(row.getTimestamp("read_at")));
    }

    private static @Nullable LocalDateTime local(@Nullable Timestamp at) {
        return at == null ? null : LocalDateTime.ofInstant(at.toInstant(), BureauTime.ZONE);
    }
}
