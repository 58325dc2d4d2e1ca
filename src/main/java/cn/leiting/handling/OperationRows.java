package cn.leiting.handling;

import cn.leiting.handling.Operation.Kind;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** What was done with tasks, and who got copies of them and read them; only ever added to. */
@Component
class OperationRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    OperationRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    long note(OpenTask task, Kind kind, @Nullable String receiver, @Nullable String text, String by) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into task_operation (task, task_name, process_instance, subject, kind, receiver, text,
                                                    by_whom, by_name, at)
                        values (:task, :name, :instance, :subject, :kind, :receiver, :text, :by,
                                coalesce((select name from person where user_id = :by), :by), :at)
                        """)
                .param("task", task.id())
                .param("name", task.name())
                .param("instance", task.instance())
                .param("subject", task.subject())
                .param("kind", kind.name())
                .param("receiver", receiver)
                .param("text", text)
                .param("by", by)
                .param("at", now())
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    /** Whoever got one before gets none again; how many got one now. */
    int copy(long operation, OpenTask task, Collection<String> receivers) {
        return jdbc.sql("""
                        insert into task_copy (operation, task, receiver, sent_at)
                        select :operation, :task, receiver, :at
                        from unnest(:receivers) as receiver
                        on conflict on constraint one_copy_of_a_task do nothing
                        """)
                .param("operation", operation)
                .param("task", task.id())
                .param("receivers", receivers.toArray(String[]::new))
                .param("at", now())
                .update();
    }

    /** The first time counts. */
    void read(String task, String reader) {
        jdbc.sql("""
                        insert into task_copy_read (copy, read_at)
                        select id, :at
                        from task_copy
                        where task = :task
                          and receiver = :reader
                        on conflict do nothing
                        """)
                .param("task", task)
                .param("reader", reader)
                .param("at", now())
                .update();
    }

    /** Of the whole instance, the newest first. */
    List<Operation> of(String instance, int limit) {
        return jdbc.sql("""
                        select task_operation.kind, task, task_name, coalesce(person.name, receiver) as receiver_name, text, by_name,
                               at at time zone 'Asia/Shanghai' as at
                        from task_operation
                                 left join person on user_id = receiver
                        where process_instance = ?
                        order by id desc
                        limit ?
                        """).params(instance, limit).query(Operation.class).list();
    }

    List<Operation.Copy> copies(String task) {
        return jdbc.sql("""
                        select person.name as receiver_name, sent_at at time zone 'Asia/Shanghai' as sent_at,
                               read_at at time zone 'Asia/Shanghai' as read_at
                        from task_copy
                                 join person on user_id = receiver
                                 left join task_copy_read on copy = id
                        where task = ?
                        order by id
                        """).param(task).query(Operation.Copy.class).list();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
