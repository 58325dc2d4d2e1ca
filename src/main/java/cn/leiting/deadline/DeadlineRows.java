package cn.leiting.deadline;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Length;
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

/**
 * The rows of open deadlines. Whoever changes one holds its lock, so none carries a version; several are
 * locked in the order of their ids.
 */
@Component
class DeadlineRows {

    static final String OPEN = " and met_at is null and cancelled_at is null ";

    /** What belongs to a thing: it itself, and what carries its code and a colon before its own. */
    private static final String OF_SUBJECT = "(subject = ? or starts_with(subject, ?))";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    DeadlineRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A deadline that is to be stored. */
    record Opened(
            Deadline deadline,
            String rule,
            Instant at,
            @Nullable Instant next) {}

    /** Stores those whose reference is not there yet, all in one statement. */
    void insert(Collection<Opened> opened) {
        batches.batchUpdate("""
                insert into deadline (reference, subject, title, holders, rule, amount, unit, from_day,
                                      opened_at, fixed, due_at, next_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (reference) do nothing
                """, opened, 400, (row, one) -> {
            Deadline deadline = one.deadline();
            row.setString(1, deadline.reference());
            row.setString(2, deadline.subject());
            row.setString(3, deadline.title());
            row.setObject(4, deadline.holders().toArray(String[]::new));
            row.setString(5, one.rule());
            row.setInt(6, deadline.length().amount());
            row.setString(7, deadline.length().unit().name());
            row.setObject(8, deadline.from());
            row.setObject(9, at(one.at()));
            row.setBoolean(10, deadline.fixed());
            row.setObject(11, at(deadline.due()));
            row.setObject(12, at(one.next()));
        });
    }

    Optional<Instant> due(String reference) {
        return jdbc.sql("select due_at from deadline where reference = ? and due_at is not null")
                .param(reference)
                .query((row, number) -> instant(row, "due_at"))
                .optional();
    }

    /** A met one counts no more, neither as met nor as missed: cancelled when it fell due at the latest. */
    Optional<Instant> withdraw(String reference, Instant now) {
        return jdbc.sql("""
                        update deadline
                        set met_at = null, cancelled_at = least(due_at, ?)
                        where reference = ?
                          and met_at is not null
                        returning due_at
                        """)
                .params(at(now), reference)
                .query((row, number) -> Optional.ofNullable(instant(row, "due_at")))
                .optional()
                .flatMap(due -> due);
    }

    /** The open deadline of that name, locked. */
    Optional<Deadline> lock(String reference) {
        return jdbc.sql("select * from deadline where reference = ?" + OPEN + "for update")
                .param(reference)
                .query(DeadlineRows::deadline)
                .optional();
    }

    /** The paused deadlines of a thing and of what belongs to it, locked. */
    List<Deadline> lockPaused(String subject) {
        return jdbc.sql("select * from deadline where " + OF_SUBJECT + " and paused_at is not null" + OPEN
                        + "order by id for update")
                .params(subject, subject + ":")
                .query(DeadlineRows::deadline)
                .list();
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
                "update deadline set from_day = ?, extra_days = ?, fixed = ?, due_at = ?, level = ?, round = ?,"
                        + " next_at = ?, paused_at = ? where id = ?",
                changes,
                200,
                (row, change) -> {
                    Deadline deadline = change.after();
                    row.setObject(1, deadline.from());
                    row.setInt(2, deadline.extraDays());
                    row.setBoolean(3, deadline.fixed());
                    row.setObject(4, at(deadline.due()));
                    row.setInt(5, deadline.level());
                    row.setInt(6, deadline.round());
                    row.setObject(7, at(deadline.next(days)));
                    row.setObject(8, at(deadline.pausedAt()));
                    row.setLong(9, deadline.id());
                });
    }

    /** @param column {@code met_at} or {@code cancelled_at} */
    void end(String column, String reference, Instant now) {
        jdbc.sql("update deadline set " + column + " = ?, next_at = null where reference = ?" + OPEN)
                .params(at(now), reference)
                .update();
    }

    void cancelAll(String subject, String rule, Instant now) {
        jdbc.sql("update deadline set cancelled_at = ?, next_at = null where subject = ? and rule = ?" + OPEN)
                .params(at(now), subject, rule)
                .update();
    }

    void pause(String reference, Instant now) {
        jdbc.sql("update deadline set paused_at = ?, next_at = null where reference = ? and paused_at is null" + OPEN)
                .params(at(now), reference)
                .update();
    }

    void pauseAll(String subject, Instant now) {
        jdbc.sql(
                        "with running as (select id from deadline where " + OF_SUBJECT + " and paused_at is null" + OPEN
                                + "order by id for update)"
                                + " update deadline set paused_at = ?, next_at = null from running where deadline.id = running.id")
                .params(subject, subject + ":", at(now))
                .update();
    }

    /** Puts off what could not be told, so that it neither blocks the others nor stops the clock. */
    void postpone(long id, Instant until) {
        jdbc.sql("update deadline set next_at = ? where id = ? and next_at is not null")
                .params(at(until), id)
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
                row.getInt("round"),
                instant(row, "paused_at"));
    }

    static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : at(row, column);
    }

    static @Nullable OffsetDateTime at(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
