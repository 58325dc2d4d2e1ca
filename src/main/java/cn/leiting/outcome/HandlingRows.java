package cn.leiting.outcome;

import cn.leiting.outcome.Outcome.Handling;
import cn.leiting.timekeeping.Timing.Kind;
import cn.leiting.timekeeping.Timing.Reading;
import cn.leiting.timekeeping.Timings;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 案件办理情况: the cases of a campaign in one statement, and their clocks. */
@Component
class HandlingRows {

    private static final List<Integer> WATCHED_DAYS = List.of(61, 91);

    private static final String HANDLING = """
            select squad,
                   count(*) filter (where spot.case_code is not null)                                   as simplified,
                   count(*) filter (where filed and spot.case_code is null)                             as ordinary,
                   count(*) filter (where begun and closed_on is not null)                              as closed,
                   count(*) filter (where begun and closed_on is null)                                  as open,
                   array_agg(code) filter (where begun and closed_on is null)                           as open_codes,
                   count(*) filter (where result = 'NO_PENALTY_MINOR')                                  as minor,
                   count(*) filter (where result = 'NO_PENALTY_FIRST')                                  as first,
                   count(*) filter (where result = 'NO_PENALTY_OTHER')                                  as other,
                   count(*) filter (where result = 'CORRECTED_NO_PENALTY')                              as corrected,
                   count(*) filter (where exists (select from case_transfer
                                                  where case_code = code and kind = 'AGENCY'
                                                    and accepted is not false))                         as to_agencies,
                   count(*) filter (where exists (select from case_transfer
                                                  where case_code = code and kind = 'CRIME'
                                                    and accepted is not false))                         as to_justice,
                   count(*) filter (where exists (select from hearing
                                                  where hearing.case_code = code and ended_at is not null
                                                    and end_reason <> 'WITHDRAWN'))                     as hearings,
                   count(*) filter (where exists (select from legal_review
                                                  where legal_review.case_code = code))                 as reviews,
                   count(*) filter (where exists (select from hard_case where hard_case.source = code)) as guided,
                   coalesce(sum(coalesce(spot.amount, 0) + coalesce(decided.amount, 0)), 0)::numeric(16, 2) as fined,
                   coalesce(sum(paid.amount), 0)::numeric(16, 2)                                        as paid,
                   coalesce(sum(remedied.reconsiderations), 0)                                          as reconsiderations,
                   coalesce(sum(remedied.litigations), 0)                                               as litigations,
                   coalesce(sum(remedied.overturned), 0)                                                as overturned
            from enforcement_case
                     left join on_the_spot_decision spot on spot.case_code = code
                     left join penalty_decision decided on decided.case_code = code and decided.decided_at is not null
                     cross join lateral (select filed_on is not null as filed,
                                                filed_on is not null or spot.case_code is not null as begun,
                                                coalesce(decided.outcome, enforcement_case.outcome) as result) its
                     cross join lateral (select sum(amount) as amount from payment where payment.case_code = code) paid
                     cross join lateral (select count(*) filter (where kind = 'RECONSIDERATION') as reconsiderations,
                                                count(*) filter (where kind = 'LITIGATION') as litigations,
                                                count(*) filter (where remedy.result in ('CHANGED', 'ANNULLED', 'ILLEGAL'))
                                                    as overturned
                                         from remedy
                                         where remedy.case_code = code) remedied
            where campaign = any (:subjects)
               or campaign is null
                and :year::int is not null
                and registered_at >= make_timestamptz(:year, 1, 1, 0, 0, 0, 'Asia/Shanghai')
                and registered_at < make_timestamptz(:year + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai')
            group by squad
            """;

    private record Squad(String code, List<String> open, Handling handling) {}

    private final JdbcClient jdbc;
    private final Timings timings;

    HandlingRows(JdbcClient jdbc, Timings timings) {
        this.jdbc = jdbc;
        this.timings = timings;
    }

    /** By the squad's code. */
    Map<String, Handling> of(Collection<String> subjects, @Nullable Integer year) {
        List<Squad> squads = jdbc.sql(HANDLING)
                .param("subjects", subjects.toArray(String[]::new))
                .param("year", year, Types.INTEGER)
                .query((row, number) -> squad(row))
                .list();
        Set<String> over60 = new HashSet<>();
        Set<String> over90 = new HashSet<>();
        for (Reading reading : timings.of(
                squads.stream().flatMap(squad -> squad.open().stream()).toList())) {
            if (reading.timing().kind() == Kind.DECISION) {
                List<Integer> reached = reading.timing().clock().reached(WATCHED_DAYS, reading.today());
                addIf(reached.contains(WATCHED_DAYS.get(0)), over60, reading);
                addIf(reached.contains(WATCHED_DAYS.get(1)), over90, reading);
            }
        }
        Map<String, Handling> found = new HashMap<>();
        squads.forEach(squad -> found.put(
                squad.code(), squad.handling().late(count(squad.open(), over60), count(squad.open(), over90))));
        return found;
    }

    private static void addIf(boolean late, Set<String> cases, Reading reading) {
        if (late) {
            cases.add(reading.timing().caseCode());
        }
    }

    private static int count(List<String> open, Set<String> late) {
        return (int) open.stream().filter(late::contains).count();
    }

    private static Squad squad(ResultSet row) throws SQLException {
        return new Squad(
                row.getString("squad"),
                texts(row.getArray("open_codes")),
                new Handling(
                        row.getInt("simplified"),
                        row.getInt("ordinary"),
                        row.getInt("closed"),
                        row.getInt("open"),
                        0,
                        0,
                        row.getInt("minor"),
                        row.getInt("first"),
                        row.getInt("other"),
                        row.getInt("corrected"),
                        row.getInt("to_agencies"),
                        row.getInt("to_justice"),
                        row.getInt("hearings"),
                        row.getInt("reviews"),
                        row.getInt("guided"),
                        row.getBigDecimal("fined"),
                        row.getBigDecimal("paid"),
                        row.getInt("reconsiderations"),
                        row.getInt("litigations"),
                        row.getInt("overturned")));
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
