package cn.leiting.inquiry;

import cn.leiting.calendar.Length;
import cn.leiting.inquiry.Measure.Kind;
import cn.leiting.inquiry.Measure.Result;
import cn.leiting.statute.StatutoryClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The measures' table, each row with its clock, of the law of the day on which it began. */
@Component
class MeasureRows {

    private final JdbcClient jdbc;

    MeasureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Measure> of(String code) {
        return read("where case_code = :value order by id", code);
    }

    /** @param squad null: of all */
    List<Measure> running(@Nullable String squad) {
        return read("""
                join enforcement_case on code = case_code
                where ended_on is null
                  and squad = coalesce(:value, squad)
                """, squad);
    }

    private List<Measure> read(String rest, @Nullable String value) {
        return jdbc.sql("""
                        select coercive_measure.*, period.amount as period, period.unit as period_unit
                        from coercive_measure
                                 join statutory_period period
                                      on period.key = case coercive_measure.kind when 'SEIZURE' then :seizure else :preservation end
                                          and daterange(period.valid_from, period.valid_to, '[]') @> coercive_measure.from_day
                        """ + rest)
                .param("seizure", Kind.SEIZURE.period())
                .param("preservation", Kind.PRESERVATION.period())
                .param("value", value)
                .query((row, number) -> measure(row))
                .list();
    }

    private static Measure measure(ResultSet row) throws SQLException {
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
                        new Length(row.getInt("period"), Length.Unit.valueOf(row.getString("period_unit"))),
                        false,
                        List.of(),
                        Measure.extensions(extended),
                        ended));
    }
}
