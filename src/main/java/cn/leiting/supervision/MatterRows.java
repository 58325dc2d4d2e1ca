package cn.leiting.supervision;

import cn.leiting.calendar.BureauTime;
import cn.leiting.supervision.Matter.Filter;
import cn.leiting.supervision.Matter.Sum;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is late now, read in one statement however much it is: open deadlines, and orders that nobody re-checked. */
@Component
@Transactional(readOnly = true)
class MatterRows {

    /** The groups of a squad, its town's and its authority's among them, begin with their kind. */
    static final String SQUAD_OF = """
            (select code
             from squad
             where %s && array ['squad' || id, 'lead' || id, 'decide' || id, 'review' || id, 'town' || id]
             order by code
             limit 1)
            """;

    /** The reminders of cases are none that anybody owes. An order has no working days: it climbs by days. */
    private static final String LATE = """
            with matter as (
                select id, reference, subject, title, %s as squad, holders as owners, due_at as since,
                       greatest(level, 1) as level
                from deadline
                where met_at is null
                  and cancelled_at is null
                  and paused_at is null
                  and due_at < :now
                  and rule <> 'case.reminder'
                union all
                select null, order_no, order_no, '责令改正期限届满，尚未复查办结', given.squad,
                       array ['squad' || squad.id],
                       (coalesce(extended_to, due_on) + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 second',
                       case
                           when :today - coalesce(extended_to, due_on) <= 1 then 1
                           when :today - coalesce(extended_to, due_on) <= 3 then 2
                           else 3
                           end
                from rectification_order given
                         join squad on squad.code = given.squad
                where status = 'OPEN'
                  and coalesce(extended_to, due_on) < :today),
            asked as (
                select *
                from matter
                where (:squad::text is null or squad = :squad)
                  and (:level::int is null or level = :level)
                  and (:thing::text is null or starts_with(subject, :thing)))
            """.formatted(SQUAD_OF.formatted("holders"));

    private static final String LINES = LATE + """
            , page as (
                select *
                from asked
                where (:reference::text is null or reference = :reference)
                order by level desc, since, reference
                limit :limit offset :offset)
            select page.*, told.at as told_at, coalesce(told.groups, '{}') as told, urged.at as urged_at,
                   urged.by_name as urged_by_name, (select count(*) from urging where subject = page.subject) as urgings
            from page
                     left join lateral (select max(at) as at, array_agg(distinct told_group) as groups
                                        from deadline_told
                                        where deadline = page.id
                                        group by round, level
                                        order by round desc, level desc
                                        limit 1) told on true
                     left join lateral (select at, by_name
                                        from urging
                                        where subject = page.subject
                                        order by at desc
                                        limit 1) urged on true
            order by page.level desc, page.since, page.reference
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    MatterRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The reddest and oldest first. */
    List<Matter> lines(Filter filter, int limit, int offset) {
        return lines(filter, null, limit, offset);
    }

    Optional<Matter> find(String reference) {
        return lines(new Filter(null, null, null), reference, 1, 0).stream().findFirst();
    }

    private List<Matter> lines(Filter filter, @Nullable String reference, int limit, int offset) {
        return asking(LINES, filter)
                .param("reference", reference)
                .param("limit", limit)
                .param("offset", offset)
                .query(MatterRows::matter)
                .list();
    }

    /** By squad, the sections last. */
    List<Sum> sums(Filter filter) {
        return asking(LATE + """
                        select squad, count(*) filter (where level = 1) as late, count(*) filter (where level = 2) as orange,
                               count(*) filter (where level = 3) as red
                        from asked
                        group by squad
                        order by squad nulls last
                        """, filter).query(Sum.class).list();
    }

    private JdbcClient.StatementSpec asking(String sql, Filter filter) {
        return jdbc.sql(sql)
                .param("now", Timestamp.from(clock.instant()))
                .param("today", LocalDate.now(clock))
                .param("squad", filter.squad())
                .param("level", filter.level())
                .param("thing", filter.thing());
    }

    private static Matter matter(ResultSet row, int number) throws SQLException {
        return new Matter(
                row.getString("reference"),
                row.getString("subject"),
                row.getString("title"),
                row.getString("squad"),
                Arrays.asList((String[]) row.getArray("owners").getArray()),
                local(row.getTimestamp("since")),
                row.getInt("level"),
                moment(row.getTimestamp("told_at")),
                Arrays.asList((String[]) row.getArray("told").getArray()),
                moment(row.getTimestamp("urged_at")),
                row.getString("urged_by_name"),
                row.getInt("urgings"));
    }

    private static LocalDateTime local(Timestamp at) {
        return at.toInstant().atZone(BureauTime.ZONE).toLocalDateTime();
    }

    private static @Nullable LocalDateTime moment(@Nullable Timestamp at) {
        return at == null ? null : local(at);
    }
}
