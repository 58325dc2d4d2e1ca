package cn.leiting.deadline;

import static cn.leiting.deadline.DeadlineRows.OPEN;
import static cn.leiting.deadline.DeadlineRows.at;
import static cn.leiting.deadline.DeadlineRows.instant;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The levels that were raised, and which groups were told of them. */
@Component
class Reminders {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Reminders(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A level that a deadline has reached in its running round. */
    record Level(Deadline deadline, int level) {}

    void insert(Collection<Level> raised, Instant now) {
        batches.batchUpdate(
                "insert into deadline_raised (deadline, round, level, at) values (?, ?, ?, ?)",
                raised,
                800,
                (row, one) -> {
                    row.setLong(1, one.deadline().id());
                    row.setInt(2, one.deadline().round());
                    row.setInt(3, one.level());
                    row.setObject(4, at(now));
                });
    }

    void tell(String reference, int level, Set<String> groups, String text, Instant now) {
        jdbc.sql("""
                insert into deadline_told (deadline, round, level, told_group, text, at)
                select id, round, ?, told_group, ?, ?
                from deadline, unnest(?) as told_group
                where reference = ?
                on conflict do nothing
                """)
                .params(level, text, at(now), groups.toArray(String[]::new), reference)
                .update();
    }

    List<Deadline.Late> late(Set<String> groups, Instant now) {
        return jdbc.sql("""
                        select reference, subject, title, due_at,
                               case when due_at < ? then level else 0 end as level
                        from deadline
                        where holders && ?::text[] and level >= 0
                        """ + OPEN + "order by level desc, due_at limit 50")
                .params(at(now), groups.toArray(String[]::new))
                .query((row, number) -> new Deadline.Late(
                        row.getString("reference"),
                        row.getString("subject"),
                        row.getString("title"),
                        row.getInt("level"),
                        instant(row, "due_at")))
                .list();
    }

    /** What the ladder told them, and what supervision told them by hand. */
    List<Deadline.Notice> notices(Set<String> groups, Instant since) {
        return jdbc.sql("""
                        select *
                        from (select reference, subject, title, told.level, told.text, told.at,
                                     met_at is null and cancelled_at is null as open
                              from (select distinct deadline, round, level, text, at
                                    from deadline_told
                                    where told_group = any (:groups) and at >= :since
                                    order by at desc, deadline, round desc, level desc
                                    limit 50) told
                                       join deadline on deadline.id = told.deadline
                              union all
                              select reference, subject, title, level,
                                     '【' || by_name || '催办】' || title || '（' || subject || '）：' || text, at,
                                     not exists (select
                                                 from deadline
                                                 where deadline.reference = urging.reference
                                                   and num_nonnulls(met_at, cancelled_at) > 0)
                              from urging
                              where told && :groups::text[] and at >= :since) notice
                        order by at desc, level desc, reference
                        limit 50
                        """)
                .param("groups", groups.toArray(String[]::new))
                .param("since", at(since))
                .query((row, number) -> new Deadline.Notice(
                        row.getString("reference"),
                        row.getString("subject"),
                        row.getString("title"),
                        row.getInt("level"),
                        row.getString("text"),
                        at(row, "at"),
                        row.getBoolean("open")))
                .list();
    }
}
