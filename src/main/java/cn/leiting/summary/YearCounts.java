package cn.leiting.summary;

import cn.leiting.assignment.SquadTask.Figures;
import cn.leiting.catalogue.Point;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.outcome.Outcome;
import cn.leiting.outcome.Outcomes;
import cn.leiting.summary.SummaryVersion.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * 年度计数：the sum over a year's campaigns, look-backs and improvements, and what belongs to none of them (日常). A visit that
 * served two of them counts once, with its people (domain 5.5, invariant 7); points are counted for each. What a task or a
 * squad's month adds is kept; what has changed since is counted again before it is summed, and nothing else.
 */
@Component
class YearCounts {

    private static final String SUBJECTS =
            "select code from assignment where substr(code, 4, 4) = ?::text order by code";

    /** The tasks of the year, and the months of its squads for the visits that served none. */
    private static final String SCOPES = """
            array(select code
                  from squad_task
                  where assignment = any (:subjects)
                  union all
                  select month_scope(code, make_date(:year, month, 1))
                  from squad
                           cross join generate_series(1, 12) month)
            """;

    private static final String REFRESH = "select refresh_figures(" + SCOPES + ")::text";

    private static final String REFRESH_ALL =
            "select refresh_figures(array(select distinct scope from figures_changed))::text";

    private static final String SQUADS = """
            with task as (
                select code, squad
                from squad_task
                where assignment = any (:subjects)),
            kept as materialized (
                select case when scope ~ '^\\d' then left(scope, 9) else right(scope, 9) end as squad, figures.*
                from kept_figures figures
                where scope = any (%s)),
            figures as (
                select squad, sum(assigned) as assigned, sum(excused) as excused, sum(done) as done, sum(open) as open,
                       sum(valid) as valid, sum(invalid) as invalid, sum(auxiliaries) as auxiliaries, sum(times) as times,
                       sum(findings) as findings, sum(educated) as educated, sum(corrected) as corrected,
                       sum(ordered) as ordered, sum(cases) as cases, sum(transferred) as transferred
                from kept
                group by squad),
            kinds as (
                select squad, array_agg(kind || ' ' || visits) as visits
                from (select squad, split_part(pair, ' ', 1) as kind, sum(split_part(pair, ' ', 2)::int) as visits
                      from kept
                               cross join unnest(kinds) pair
                      group by 1, 2) counted
                group by squad),
            violations as (
                select squad, array_agg(violation || ' ' || findings) as found
                from (select squad, split_part(pair, ' ', 1) as violation, sum(split_part(pair, ' ', 2)::int) as findings
                      from kept
                               cross join unnest(by_violation) pair
                      group by 1, 2) counted
                group by squad),
            asked as (
                select task.squad, count(*) as number
                from task
                         join hard_case on source = task.code
                group by task.squad),
            driven as (
                select squad, sum(vehicles) as vehicles
                from (select distinct on (task.code) task.squad, duty_plan.id
                      from task
                               join duty_plan on squad_task = task.code
                      order by task.code, duty_plan.version desc) plan
                         join duty_shift on duty_shift.plan = plan.id
                group by squad)
            select figures.*, squad.code, coalesce(number, 0) as hard_cases, coalesce(vehicles, 0) as vehicles,
                   coalesce(kinds.visits, '{}') as kinds, coalesce(violations.found, '{}') as by_violation
            from squad
                     join figures on figures.squad = squad.code
                     left join kinds on kinds.squad = squad.code
                     left join violations on violations.squad = squad.code
                     left join asked on asked.squad = squad.code
                     left join driven on driven.squad = squad.code
            order by squad.kind = 'MOBILE', squad.code
            """.formatted(SCOPES);

    private record Counted(
            String squad,
            int hardCases,
            int auxiliaries,
            int vehicles,
            Map<Point.Kind, Integer> visitsByKind,
            Figures figures) {}

    private final JdbcClient jdbc;
    private final Outcomes outcomes;
    private final Organization organization;

    YearCounts(JdbcClient jdbc, Outcomes outcomes, Organization organization) {
        this.jdbc = jdbc;
        this.outcomes = outcomes;
        this.organization = organization;
    }

    /** The squads of the year in the order of their codes, the mobile squad last. Writes what it counts. */
    List<Row> rows(int year) {
        String[] subjects =
                jdbc.sql(SUBJECTS).param(year).query(String.class).list().toArray(String[]::new);
        Map<String, Outcome> later = outcomes.of(Arrays.asList(subjects), year);
        Map<String, String> names = organization.squads(LocalDate.of(year, 12, 31)).stream()
                .collect(Collectors.toMap(Squad::code, Squad::name));
        List<Row> rows = new ArrayList<>();
        jdbc.sql(REFRESH)
                .param("subjects", subjects)
                .param("year", year)
                .query(String.class)
                .single();
        List<Counted> squads = jdbc.sql(SQUADS)
                .param("subjects", subjects)
                .param("year", year)
                .query((row, number) -> counted(row))
                .list();
        for (Counted squad : squads) {
            String name = names.get(squad.squad());
            if (name != null) {
                rows.add(new Row(
                        rows.size() + 1,
                        squad.squad(),
                        name,
                        null,
                        List.of(),
                        List.of(),
                        squad.hardCases(),
                        squad.auxiliaries(),
                        squad.vehicles(),
                        squad.visitsByKind(),
                        Block.of(squad.figures()),
                        later.getOrDefault(squad.squad(), Outcome.NONE)));
            }
        }
        return rows;
    }

    /** The notes of what has changed go with it: a year that nobody looks at would gather them for ever. */
    @Scheduled(initialDelayString = "${leiting.sweep:PT1H}", fixedDelayString = "${leiting.sweep:PT1H}")
    void refresh() {
        jdbc.sql(REFRESH_ALL).query(String.class).single();
    }

    private static Counted counted(ResultSet row) throws SQLException {
        Map<Point.Kind, Integer> kinds = new HashMap<>();
        pairs(row, "kinds").forEach((kind, visits) -> kinds.put(Point.Kind.valueOf(kind), visits));
        return new Counted(
                row.getString("code"),
                row.getInt("hard_cases"),
                row.getInt("auxiliaries"),
                row.getInt("vehicles"),
                kinds,
                new Figures(
                        row.getInt("assigned"),
                        row.getInt("excused"),
                        row.getInt("done"),
                        row.getInt("valid"),
                        row.getInt("invalid"),
                        row.getInt("times"),
                        row.getInt("findings"),
                        pairs(row, "by_violation"),
                        row.getInt("educated"),
                        row.getInt("corrected"),
                        row.getInt("ordered"),
                        row.getInt("cases"),
                        row.getInt("transferred"),
                        0,
                        row.getInt("open")));
    }

    private static Map<String, Integer> pairs(ResultSet row, String column) throws SQLException {
        Map<String, Integer> pairs = new TreeMap<>();
        for (String pair : (String[]) row.getArray(column).getArray()) {
            int blank = pair.indexOf(' ');
            pairs.put(pair.substring(0, blank), Integer.valueOf(pair.substring(blank + 1)));
        }
        return pairs;
    }
}
