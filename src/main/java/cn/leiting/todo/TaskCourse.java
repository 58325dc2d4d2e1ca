package cn.leiting.todo;

import cn.leiting.calendar.BureauTime;
import cn.leiting.handling.OpenTask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 流转记录：the tasks of one instance in their order, and what the form of an open one begins with. */
@Component
@Transactional(readOnly = true)
class TaskCourse {

    private static final int MOST = 200;

    /**
     * 一个环节, in the bureau's time.
     *
     * @param who submitted it, or has it now, by name
     * @param to null while it is open
     * @param completed false: it ended without anybody submitting it
     */
    record Step(
            String id,
            String name,
            @Nullable String who,
            LocalDateTime from,
            @Nullable LocalDateTime to,
            @Nullable LocalDateTime due,
            boolean completed) {

        public boolean isLate() {
            return due != null && to != null && to.isAfter(due);
        }
    }

    private final JdbcClient jdbc;

    TaskCourse(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    List<Step> of(OpenTask task) {
        return jdbc.sql("""
                        select task.id_ as id, task.name_ as name, coalesce(person.name, who.id) as who,
                               task.start_time_ as since, task.end_time_ as until, task.due_date_ as due,
                               coalesce(task.delete_reason_ = 'completed', false) as completed
                        from act_hi_taskinst task
                                 left join lateral (select user_id_
                                                    from act_hi_op_log
                                                    where task_id_ = task.id_
                                                      and operation_type_ = 'Complete'
                                                    order by timestamp_ desc
                                                    limit 1) done on true
                                 cross join lateral (select coalesce(done.user_id_, task.assignee_) as id) who
                                 left join person on person.user_id = who.id
                        where task.proc_inst_id_ = ?
                        order by task.start_time_ desc, task.id_
                        limit ?
                        """)
                .params(task.instance(), MOST)
                .query((row, number) -> step(row))
                .list();
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                row.getString("id"),
                row.getString("name"),
                row.getString("who"),
                LocalDateTime.ofInstant(row.getTimestamp("since").toInstant(), BureauTime.ZONE),
                local(row.getTimestamp("until")),
                local(row.getTimestamp("due")),
                row.getBoolean("completed"));
    }

    private static @Nullable LocalDateTime local(@Nullable Timestamp at) {
        return at == null ? null : LocalDateTime.ofInstant(at.toInstant(), BureauTime.ZONE);
    }

    /** By the field's key, as text; what the model's class put into the form when the task was made. */
    Map<String, String> proposed(OpenTask task) {
        Map<String, String> proposed = new HashMap<>();
        jdbc.sql("""
                        select name_, case type_ when 'boolean' then case long_ when 1 then '是' else '否' end
                                          else coalesce(text_, long_::text) end as value
                        from act_ru_variable
                        where task_id_ = ?
                          and type_ in ('string', 'boolean', 'integer', 'long')
                        """).param(task.id()).query(row -> {
            if (row.getString("value") != null) {
                proposed.put(row.getString("name_"), row.getString("value"));
            }
        });
        return proposed;
    }
}
