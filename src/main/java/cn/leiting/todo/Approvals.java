package cn.leiting.todo;

import cn.leiting.calendar.BureauTime;
import cn.leiting.handling.BatchApprovals.Approvable;
import cn.leiting.shared.Actor;
import cn.leiting.whereabouts.Thing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 可批量办理的任务, with what the automatic check found in the feedback, so that nobody agrees unseen. */
@Component
@Transactional(readOnly = true)
class Approvals {

    private static final int MOST = 50;

    /**
     * @param squad null: the thing is no squad's
     * @param version of the feedback; null: there is none
     * @param defects what the automatic check found, joined
     */
    record Waiting(
            String id,
            String subject,
            @Nullable String squad,
            @Nullable LocalDateTime due,
            boolean late,
            @Nullable Integer version,
            @Nullable String defects) {

        public @Nullable String page() {
            return Thing.pageOf(subject);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Approvals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of that kind, unclaimed or this person's own, the earliest due first. */
    List<Waiting> waiting(Approvable kind, Actor actor) {
        return jdbc.sql("""
                        select task.id_ as id, instance.business_key_ as subject, squad.name as squad, task.due_date_ as due,
                               task.due_date_ < :now as late, latest.no as version, latest.defects
                        from act_ru_task task
                                 join act_ru_execution instance on instance.id_ = task.proc_inst_id_
                                 left join unit squad on squad.code = substring(instance.business_key_ from ':(\\d{9})$')
                                 left join lateral (select feedback.no, array_to_string(checked.defects, '；') as defects
                                                    from feedback
                                                             left join feedback_check checked on checked.feedback = feedback.id
                                                    where feedback.squad_task = instance.business_key_
                                                      and feedback.kind = 'FINAL'
                                                    order by feedback.id desc
                                                    limit 1) latest on true
                        where task.task_def_key_ = 'userTask_' || :kind
                          and task.suspension_state_ = 1
                          and coalesce(task.assignee_, :me) = :me
                          and coalesce(task.delegation_, '') <> 'PENDING'
                          and exists (select
                                      from act_ru_identitylink
                                      where task_id_ = task.id_
                                        and type_ = 'candidate'
                                        and group_id_ = :group)
                        order by task.due_date_ nulls last, instance.business_key_
                        limit :limit
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("kind", kind.name())
                .param("me", actor.id())
                .param("group", kind.group())
                .param("limit", MOST)
                .query((row, number) -> waiting(row))
                .list();
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        Timestamp due = row.getTimestamp("due");
        return new Waiting(
                row.getString("id"),
                row.getString("subject"),
                row.getString("squad"),
                due == null ? null : LocalDateTime.ofInstant(due.toInstant(), BureauTime.ZONE),
                row.getBoolean("late"),
                row.getObject("version", Integer.class),
                row.getString("defects"));
    }
}
