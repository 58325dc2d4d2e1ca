package cn.leiting.inquiry;

import cn.leiting.calendar.Length;
import cn.leiting.calendar.Parameters;
import cn.leiting.inquiry.Measure.Kind;
import cn.leiting.inquiry.Measure.Result;
import cn.leiting.statute.StatutoryClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The measures' table, each row with its clock. */
@Component
class MeasureRows {

    private final JdbcClient jdbc;
    private final Parameters parameters;
    private final Clock clock;

    MeasureRows(JdbcClient jdbc, Parameters parameters, Clock clock) {
        this.jdbc = jdbc;
        this.parameters = parameters;
        this.clock = clock;
    }

    List<Measure> of(String code) {
        return read("where case_code = ? order by id", code);
    }

    /** @param squad null: of all */
    List<Measure> running(@Nullable String squad) {
        return read("""
                join enforcement_case on code = case_code
                where ended_on is null
                  and squad = coalesce(?, squad)
                """, squad);
    }

    private List<Measure> read(String rest, @Nullable String value) {
        Map<String, Length> lengths = Stream.of(Kind.values())
                .collect(Collectors.toMap(
                        Kind::period, kind -> parameters.statutory(kind.period(), LocalDate.now(clock))));
        return jdbc.sql("select coercive_measure.* from coercive_measure " + rest)
                .param(value)
                .query((row, number) -> measure(row, lengths))
                .list();
    }

    private static Measure measure(ResultSet row, Map<String, Length> lengths) throws SQLException {
        Kind kind = Kind.valueOf(row.getString("kind"));
        LocalDate from = row.getObject("from_day", LocalDate.class);
        Integer extended = row.getObject("extended_days", Integer.class);
        LocalDate ended = row.getObject("ended_on", LocalDate.class);
        String result = row.getString("result");
        return new Measure(
                row.getLong("id"),
                row.getString("case_code"),
                kind,
                row.getString("items"),
                row.getString("decision_no"),
                from,
                extended,
                row.getString("extension_reason"),
                ended,
                result == null ? null : Result.valueOf(result),
                new StatutoryClock(
                        kind.period(),
                        from,
                        Objects.requireNonNull(lengths.get(kind.period())),
                        false,
                        List.of(),
                        Measure.extensions(extended),
                        ended));
    }
}
