package cn.leiting.complaint;

import static java.util.function.Function.identity;

import cn.leiting.complaint.Complaint.Closing;
import cn.leiting.shared.Journal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of the complaints and of what was done with them. */
@Component
class ComplaintRows {

    static final String COLUMNS =
            "ticket_no, kind, received_at, due_at, squad, point, text, closed_at, satisfied, result";

    /** 办理情况. */
    enum Kind {
        RECEIVED("接收"),
        CORRECTED("更改"),
        CLOSED("办结");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What was done with one of them. */
    record Note(String ticket, Kind kind, @Nullable String text) {}

    /** 办理状态, as the list is filtered by it; the last two are computed when read. */
    enum State {
        OPEN("在办"),
        OVERDUE("在办已逾期"),
        CLOSED("已办结"),
        LATE("逾期办结");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** A campaign that the ticket's point is part of, on the day of its receipt. */
    record Campaign(String code, String title) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    ComplaintRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Until the transaction ends no other takes tickets in: two that come at once may be a cluster together. */
    void lockIntake() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('complaint'))")
                .query((row, number) -> true)
                .list();
    }

    Optional<Complaint> find(String ticketNo) {
        return jdbc.sql("select " + COLUMNS + " from complaint where ticket_no = ?")
                .param(ticketNo)
                .query((row, number) -> complaint(row))
                .optional();
    }

    /** Those that are known, by ticket, and nobody else changes them until the transaction ends. */
    Map<String, Complaint> locked(Collection<String> tickets) {
        return jdbc
                .sql("select " + COLUMNS
                        + " from complaint where ticket_no = any (?) order by ticket_no for no key update")
                .params(List.of((Object) tickets.toArray(String[]::new)))
                .query((row, number) -> complaint(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Complaint::ticketNo, identity()));
    }

    /** All in one statement, in the order of the tickets. */
    void store(List<Complaint> complaints) {
        jdbc.sql("""
                        insert into complaint (ticket_no, kind, received_at, due_at, squad, point, text, closed_at, satisfied,
                                               result)
                        select *
                        from unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                                    ?::timestamptz[], ?::boolean[], ?::text[]) as told (ticket_no)
                        order by ticket_no
                        on conflict (ticket_no) do update
                            set kind = excluded.kind,
                                due_at = excluded.due_at,
                                squad = excluded.squad,
                                point = excluded.point,
                                text = excluded.text,
                                closed_at = excluded.closed_at,
                                satisfied = excluded.satisfied,
                                result = excluded.result,
                                version = complaint.version + 1
                        """)
                .params(List.of(
                        column(complaints, Complaint::ticketNo, String[]::new),
                        column(complaints, Complaint::kind, String[]::new),
                        column(complaints, told -> Timestamp.from(told.receivedAt()), Timestamp[]::new),
                        column(complaints, told -> Timestamp.from(told.dueAt()), Timestamp[]::new),
                        column(complaints, Complaint::squad, String[]::new),
                        column(complaints, Complaint::point, String[]::new),
                        column(complaints, Complaint::text, String[]::new),
                        column(complaints, closing(done -> Timestamp.from(done.closedAt())), Timestamp[]::new),
                        column(complaints, closing(Closing::satisfied), Boolean[]::new),
                        column(complaints, closing(Closing::result), String[]::new)))
                .update();
    }

    /** All in one statement, in their order. */
    void note(List<Note> notes, String by) {
        jdbc.sql("""
                        insert into complaint_event (ticket, kind, text, by_whom, by_name, at)
                        select ticket, kind, text, :by, coalesce((select name from person where user_id = :by), :by), :at
                        from unnest(:tickets::text[], :kinds::text[], :texts::text[]) with ordinality
                                 as noted (ticket, kind, text, place)
                        order by place
                        """)
                .param("tickets", column(notes, Note::ticket, String[]::new))
                .param("kinds", column(notes, note -> note.kind().name(), String[]::new))
                .param("texts", column(notes, Note::text, String[]::new))
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * The newest first.
     *
     * @param squad null, as the other filters: any
     * @param before a ticket: those older than it
     */
    List<Complaint> newest(
            @Nullable String squad, @Nullable State state, @Nullable String kind, @Nullable String before, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from complaint
                        where (:squad::text is null or squad = :squad)
                          and (:kind::text is null or kind = :kind)
                          and case :state::text
                                  when 'OPEN' then closed_at is null
                                  when 'OVERDUE' then closed_at is null and due_at < :now
                                  when 'CLOSED' then closed_at is not null
                                  when 'LATE' then closed_at > due_at
                                  else true
                              end
                          and (:before::text is null
                            or (received_at, ticket_no) < (select received_at, ticket_no
                                                           from complaint
                                                           where ticket_no = :before))
                        order by received_at desc, ticket_no desc
                        limit :limit
                        """)
                .param("squad", squad)
                .param("kind", kind)
                .param("state", state == null ? null : state.name())
                .param("now", Timestamp.from(clock.instant()))
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> complaint(row))
                .list();
    }

    /** 行动点位诉件: computed, so that points and days that change keep being right; by code. */
    List<Campaign> campaignsOf(String ticketNo) {
        return jdbc.sql("""
                        select assignment.code, assignment.title
                        from complaint
                                 join inspection_point place on place.code = complaint.point
                                 join assigned_point given
                                      on given.point in (place.code, place.merged_into) and not given.excused
                                 join assignment on assignment.code = given.assignment
                        where ticket_no = ?
                          and assignment.mode = 'CAMPAIGN'
                          and received_on between first_day and last_day
                        group by assignment.code, assignment.title
                        order by assignment.code
                        """).param(ticketNo).query(Campaign.class).list();
    }

    List<Journal.Event<Kind>> journal(String ticketNo) {
        return new Journal<>(jdbc, clock, "complaint_event", "ticket", Kind.class).of(ticketNo);
    }

    private static <T> Function<Complaint, @Nullable T> closing(Function<Closing, @Nullable T> value) {
        return complaint -> {
            Closing closing = complaint.closing();
            return closing == null ? null : value.apply(closing);
        };
    }

    private static <R, T> T[] column(List<R> rows, Function<R, ? extends @Nullable T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    static Complaint complaint(ResultSet row) throws SQLException {
        Timestamp closed = row.getTimestamp("closed_at");
        return new Complaint(
                row.getString("ticket_no"),
                row.getString("kind"),
                instant(row, "received_at"),
                instant(row, "due_at"),
                row.getString("squad"),
                row.getString("point"),
                row.getString("text"),
                closed == null
                        ? null
                        : new Closing(
                                closed.toInstant(),
                                row.getObject("satisfied", Boolean.class),
                                row.getString("result")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
