package cn.leiting.shared;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * 办理记录：who did what with a thing and why, in a table of its room, which is only ever added to. Each
 * note is one statement and keeps the person's name as it is now.
 *
 * @param <K> what can be done with the thing
 */
public final class Journal<K extends Enum<K>> {

    /** 一次办理, in the bureau's time. */
    public record Event<K>(K kind, @Nullable String text, String byName, LocalDateTime at) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Class<K> kinds;
    private final String insert;
    private final String select;

    /**
     * @param table with the columns kind, text, by_whom, by_name, at, an id in the order of the notes
     * @param owner its column with the id or the code of the thing
     */
    public Journal(JdbcClient jdbc, Clock clock, String table, String owner, Class<K> kinds) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.kinds = kinds;
        this.insert = """
                insert into %s (%s, kind, text, by_whom, by_name, at)
                values (:owner, :kind, :text, :by, coalesce((select name from person where user_id = :by),
                                                      case :by when 'system' then '系统' else :by end), :at)
                """.formatted(table, owner);
        this.select = """
                select kind, text, by_name, at at time zone 'Asia/Shanghai' as at
                from %s
                where %s = :owner
                order by id
                """.formatted(table, owner);
    }

    public void note(Object owner, K kind, @Nullable String text, String by) {
        jdbc.sql(insert)
                .param("owner", owner)
                .param("kind", kind.name())
                .param("text", text)
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** In their order. */
    public List<Event<K>> of(Object owner) {
        return jdbc.sql(select)
                .param("owner", owner)
                .query((row, number) -> new Event<>(
                        Enum.valueOf(kinds, row.getString("kind")),
                        row.getString("text"),
                        row.getString("by_name"),
                        row.getObject("at", LocalDateTime.class)))
                .list();
    }
}
