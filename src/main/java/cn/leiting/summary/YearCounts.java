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
import org.springframework.stereotype.Component;

/**
 * 年度计数：the sum over a year's campaigns, look-backs and improvements, and what belongs to none of them (日常). A visit that
 * served two of them counts once, with its people (domain 5.5, invariant 7); points are counted for each.
 */
@Component
class YearCounts {

    private static final String SUBJECTS =
            "select code from assignment where substr(code, 4, 4) = ?::text order by code";

    private static final String SQUADS = """
            with task as (
                select code, squad
                from squad_task
                where assignment = any (:subjects)),
            seen as materialized (
                select distinct task.squad, visit.id, visit.point, visit.auxiliaries, visit.validity
                from task
                         join inspection_purpose purpose on purpose.squad_task = task.code
                         join inspection visit on visit.id = purpose.inspection
                union all
                select squad, id, point, auxiliaries, validity
                from inspection visit
                where business_date between make_date(:year, 1, 1) and make_date(:year, 12, 31)
                  and not exists (select from inspection_purpose where inspection = visit.id)),
            points as (
                select squad, sum(assigned) as assigned, sum(excused) as excused, sum(done) as done, sum(open) as open
                from squad_task_points(array(select code from task)) figures
                         join task on task.code = figures.task
                group by squad),
            visits as (
                select squad, count(*) filter (where validity = 'VALID') as valid,
                       count(*) filter (where validity = 'INVALID') as invalid,
                       sum(auxiliaries) filter (where validity = 'VALID') as auxiliaries
                from seen
                group by squad),
            people as (
                select squad, count(*) as times
                from seen
                         join inspection_officer on inspection = seen.id
                where validity = 'VALID'
                group by squad),
            kinds as (
                select squad, array_agg(kind || ' ' || visits) as visits
                from (select squad, kind, count(*) as visits
                      from seen
                               join inspection_point on code = point
                      where validity = 'VALID'
                      group by squad, kind) counted
                group by squad),
            violations as (
                select squad, violation, count(*) as findings,
                       count(*) filter (where disposition = 'EDUCATED')          as educated,
                       count(*) filter (where disposition = 'CORRECTED_ON_SPOT') as corrected,
                       count(*) filter (where disposition = 'ORDERED')           as ordered,
                       count(*) filter (where disposition = 'CASE')              as cases,
                       count(*) filter (where disposition = 'TRANSFERRED')       as transferred
                from seen
                         join finding on inspection = seen.id
                where validity = 'VALID'
                group by squad, violation),
            found as (
                select squad, sum(findings) as findings, sum(educated) as educated, sum(corrected) as corrected,
                       sum(ordered) as ordered, sum(cases) as cases, sum(transferred) as transferred,
                       array_agg(violation || ' ' || findings) as by_violation
                from violations
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
            select squad.code, coalesce(number, 0) as hard_cases, coalesce(auxiliaries, 0) as auxiliaries,
                   coalesce(vehicles, 0) as vehicles, coalesce(kinds.visits, '{}') as kinds, assigned, excused, done, open,
                   valid, invalid, times, findings, educated, corrected, ordered, cases, transferred,
                   coalesce(by_violation, '{}') as by_violation
            from squad
                     left join points on points.squad = squad.code
                     left join visits on visits.squad = squad.code
                     left join people on people.squad = squad.code
                     left join kinds on kinds.squad = squad.code
                     left join found on found.squad = squad.code
                     left join asked on asked.squad = squad.code
                     left join driven on driven.squad = squad.code
            order by squad.kind = 'MOBILE', squad.code
            """;

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

    /** The squads of the year in the order of their codes, the mobile squad last. */
    List<Row> rows(int year) {
        String[] subjects =
                jdbc.sql(SUBJECTS).param(year).query(String.class).list().toArray(String[]::new);
        Map<String, Outcome> later = outcomes.of(Arrays.asList(subjects), year);
        Map<String, String> names = organization.squads(LocalDate.of(year, 12, 31)).stream()
                .collect(Collectors.toMap(Squad::code, Squad::name));
        List<Row> rows = new ArrayList<>();
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
