package cn.leiting.chart;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Sums, and the records of which they are the sums. */
@Component
class ChartRows {

    private static final String SUMS = """
            select squad, month, sum(part) as part, sum(whole) as whole
            from (%s) behind
            group by squad, month
            """;

    private static final String RECORDS = """
            select behind.*, count(*) over () as lines, sum(part) over () as part_of_all, sum(whole) over () as whole_of_all
            from (%s) behind
            where (:month::int is null or month = :month)
            order by "on", squad, of, reference
            limit :limit offset :offset
            """;

    record Sum(String squad, int month, BigDecimal part, BigDecimal whole) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    ChartRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param squad null: of all */
    List<Sum> sums(Measure measure, int year, @Nullable String squad) {
        return asked(SUMS, measure, year, squad).query(Sum.class).list();
    }

    /** @param month null: of the whole year */
    List<Entry> records(
            Measure measure, int year, @Nullable String squad, @Nullable Integer month, int limit, int offset) {
        return asked(RECORDS, measure, year, squad)
                .param("month", month)
                .param("limit", limit)
                .param("offset", offset)
                .query(Entry.class)
                .list();
    }

    private StatementSpec asked(String sql, Measure measure, int year, @Nullable String squad) {
        return jdbc.sql(sql.formatted(Behind.of(measure)))
                .param("year", year)
                .param("squad", squad)
                .param("today", LocalDate.now(clock))
                .param("now", Timestamp.from(clock.instant()));
    }
}
