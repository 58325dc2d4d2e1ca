package cn.leiting.calendar;

import cn.leiting.calendar.Length.Unit;
import cn.leiting.calendar.WorkCalendar.Workdays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of open deadlines. Whoever changes one holds its lock, so none carries a version. */
@Component
class DeadlineRows {

    private static final String OPEN = " and met_at is null and cancelled_at is null ";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    DeadlineRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** False when the reference is there already. */
    boolean insert(Deadline deadline, String rule, Instant now, @Nullable Instant next) {
        return jdbc.sql("""
                        insert into deadline (reference, subject, title, holders, rule, amount, unit, from_day,
                                              opened_at, fixed, due_at, next_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (reference) do nothing
                        """)
                        .params(
                                deadline.reference(),
                                deadline.subject(),
                                deadline.title(),
                                deadline.holders().toArray(String[]::new),
                                rule,
                                deadline.length().amount(),
                                deadline.length().unit().name(),
                                deadline.from(),
                                at(now),
                                deadline.fixed())
                        .param(at(deadline.due()))
                        .param(at(next))
                        .update()
                == 1;
    }

    Optional<Instant> due(String reference) {
        return jdbc.sql("select due_at from deadline where reference = ? and due_at is not null")
                .param(reference)
                .query((row, number) -> instant(row, "due_at"))
                .optional();
    }

    /** The open deadline of that name, locked. */
    Optional<Deadline> lock(String reference) {
        return jdbc.sql("select * from deadline where reference = ?" + OPEN + "for update")
                .param(reference)
                .query(DeadlineRows::deadline)
                .optional();
    }

    /** Deadlines whose next level has come, locked; those that another node holds are left to it. */
    List<Deadline> lockRaisable(Instant now, int limit) {
        return jdbc.sql("select * from deadline where next_at <= ? order by next_at limit ? for update skip locked")
                .params(at(now), limit)
                .query(DeadlineRows::deadline)
                .list();
    }

    /** One of them, or none when it was raised meanwhile. */
    List<Deadline> lockRaisable(Instant now, Deadline one) {
        return jdbc.sql("select * from deadline where id = ? and next_at <= ? for update skip locked")
                .params(one.id(), at(now))
                .query(DeadlineRows::deadline)
                .list();
    }

    /** Open deadlines on which that year's table can bear, locked, in the order of their ids. */
    List<Deadline> lockTouching(int year, long afterId, int limit) {
        return jdbc.sql("""
                        select *
                        from deadline
                        where id > ? and from_day < ? and (due_at is null or due_at > ?)
                        """ + OPEN + "order by id limit ? for update")
                .params(
                        afterId,
                        LocalDate.of(year + 1, 2, 1),
                        at(LocalDate.of(year - 1, 12, 1)
                                .atStartOfDay(BureauTime.ZONE)
                                .toInstant()),
                        limit)
                .query(DeadlineRows::deadline)
                .list();
    }

    void update(Collection<Deadline.Change> changes, Workdays days) {
        batches.batchUpdate(
                "update deadline set extra_days = ?, fixed = ?, due_at = ?, level = ?, next_at = ?, paused_at = ?"
                        + " where id = ?",
                changes,
                200,
                (row, change) -> {
                    Deadline deadline = change.after();
                    row.setInt(1, deadline.extraDays());
                    row.setBoolean(2, deadline.fixed());
                    row.setObject(3, at(deadline.due()));
                    row.setInt(4, deadline.level());
                    row.setObject(5, at(deadline.next(days)));
                    row.setObject(6, at(deadline.pausedAt()));
                    row.setLong(7, deadline.id());
                });
    }

    /** @param raised deadline's id and level */
    void insertRaised(Collection<long[]> raised, Instant now) {
        batches.batchUpdate(
                "insert into deadline_raised (deadline, level, at) values (?, ?, ?)", raised, 800, (row, one) -> {
                    row.setLong(1, one[0]);
                    row.setLong(2, one[1]);
                    row.setObject(3, at(now));
                });
    }

    /** @param column {@code met_at} or {@code cancelled_at} */
    void end(String column, String reference, Instant now) {
        jdbc.sql("update deadline set " + column + " = ?, next_at = null where reference = ?" + OPEN)
                .params(at(now), reference)
                .update();
    }

    void pause(String reference, Instant now) {
        jdbc.sql("update deadline set paused_at = ?, next_at = null where reference = ? and paused_at is null" + OPEN)
                .params(at(now), reference)
                .update();
    }

    /** Puts off what could not be told, so that it neither blocks the others nor stops the clock. */
    void postpone(long id, Instant until) {
        jdbc.sql("update deadline set next_at = ? where id = ? and next_at is not null")
                .params(at(until), id)
                .update();
    }

    void tell(String reference, int level, Set<String> groups, String text, Instant now) {
        jdbc.sql("""
                insert into deadline_told (deadline, level, told_group, text, at)
                select id, ?, told_group, ?, ?
                from deadline, unnest(?) as told_group
                where reference = ?
                on conflict do nothing
                """)
                .params(level, text, at(now), groups.toArray(String[]::new), reference)
                .update();
    }

    Optional<Instant> nextMoment() {
        return jdbc.sql("select next_at from deadline where next_at is not null order by next_at limit 1")
                .query((row, number) -> instant(row, "next_at"))
                .optional();
    }

    int undated() {
        return jdbc.sql("select count(*) from deadline where due_at is null" + OPEN)
                .query(Integer.class)
                .single();
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

    List<Deadline.Notice> notices(Set<String> groups, Instant since) {
        return jdbc.sql("""
                        select reference, subject, title, told.*, met_at is null and cancelled_at is null as open
                        from (select distinct deadline, level, text, at
                              from deadline_told
                              where told_group = any (?) and at >= ?
                              order by at desc, deadline, level desc
                              limit 50) told
                        join deadline on deadline.id = told.deadline
                        order by at desc, told.level desc, reference
                        """)
                .params(groups.toArray(String[]::new), at(since))
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

    private static Deadline deadline(ResultSet row, int number) throws SQLException {
        return new Deadline(
                row.getLong("id"),
                row.getString("reference"),
                row.getString("subject"),
                row.getString("title"),
                Set.of((String[]) row.getArray("holders").getArray()),
                new Length(row.getInt("amount"), Unit.valueOf(row.getString("unit"))),
                row.getObject("from_day", LocalDate.class),
                row.getInt("extra_days"),
                row.getBoolean("fixed"),
                instant(row, "due_at"),
                row.getInt("level"),
                instant(row, "paused_at"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : at(row, column);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
