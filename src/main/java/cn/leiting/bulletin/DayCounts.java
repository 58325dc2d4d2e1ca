package cn.leiting.bulletin;

import cn.leiting.bulletin.Bulletin.Complained;
import cn.leiting.bulletin.Bulletin.Row;
import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Parameters;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.duty.DayMode;
import cn.leiting.duty.Duties;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 当日计数：counts one business date of a campaign, in the same number of statements whatever took part. */
@Component
class DayCounts {

    private static final int MOST_LINES = 20;
    private static final Map<String, String> DISPOSITIONS = Map.of(
            "EDUCATED", "教育劝阻", "CORRECTED_ON_SPOT", "当场整改", "ORDERED", "责令改正", "CASE", "转立案", "TRANSFERRED", "移送");

    record Squad(
            String squad,
            String name,
            int shifts,
            int officers,
            int auxiliaries,
            int vehicles,
            int personTimes,
            int invalid,
            int ordersOpen,
            int ordersLate,
            int passed,
            int failed,
            int received,
            int closed,
            int open) {}

    record Visited(String squad, Point.Kind kind, int visits) {}

    record Found(String squad, String violation, String disposition, int findings) {}

    /** One line of the list of that name. */
    record Line(String squad, String list, String text) {}

    private final JdbcClient jdbc;
    private final Duties duties;
    private final Violations violations;
    private final Parameters parameters;

    DayCounts(JdbcClient jdbc, Duties duties, Violations violations, Parameters parameters) {
        this.jdbc = jdbc;
        this.duties = duties;
        this.violations = violations;
        this.parameters = parameters;
    }

    /** By the squads' codes, the mobile squad last. */
    List<Row> of(String subject, LocalDate day) {
        Map<String, String> modes = new HashMap<>();
        duties.on(day).forEach((squad, mode) -> modes.put(squad.code(), label(mode)));
        Map<String, String> names = violations.all(day).stream()
                .collect(Collectors.toMap(Violation::code, Violation::name, (one, other) -> one));

        Map<String, Map<Point.Kind, Integer>> visits = new HashMap<>();
        ask(DaySql.VISITS, subject, day, Visited.class)
                .forEach(found -> visits.computeIfAbsent(found.squad(), squad -> new EnumMap<>(Point.Kind.class))
                        .merge(found.kind(), found.visits(), Integer::sum));
        Map<String, Map<String, Integer>> findings = new HashMap<>();
        Map<String, Map<String, Integer>> dispositions = new HashMap<>();
        ask(DaySql.FINDINGS, subject, day, Found.class).forEach(found -> {
            String name = names.getOrDefault(found.violation(), found.violation());
            add(findings, found.squad(), name, found.findings());
            add(dispositions, found.squad(), label(found.disposition()), found.findings());
        });
        Map<String, List<Line>> lines =
                ask(DaySql.LINES, subject, day, Line.class).stream().collect(Collectors.groupingBy(Line::squad));

        return ask(DaySql.SQUADS, subject, day, Squad.class).stream()
                .map(squad -> row(
                        squad,
                        modes.getOrDefault(squad.squad(), ""),
                        visits.getOrDefault(squad.squad(), Map.of()),
                        findings.getOrDefault(squad.squad(), Map.of()),
                        dispositions.getOrDefault(squad.squad(), Map.of()),
                        lines.getOrDefault(squad.squad(), List.of())))
                .toList();
    }

    private static Row row(
            Squad squad,
            String mode,
            Map<Point.Kind, Integer> visits,
            Map<String, Integer> findings,
            Map<String, Integer> dispositions,
            List<Line> lines) {
        return new Row(
                squad.squad(),
                squad.name(),
                mode,
                squad.shifts(),
                squad.officers(),
                squad.auxiliaries(),
                squad.vehicles(),
                visits,
                squad.personTimes(),
                squad.invalid(),
                findings,
                dispositions,
                squad.ordersOpen(),
                squad.ordersLate(),
                squad.passed(),
                squad.failed(),
                new Complained(squad.received(), squad.closed(), squad.open()),
                list(lines, "PROBLEM"),
                list(lines, "NOTABLE"),
                list(lines, "LATE"));
    }

    private static List<String> list(List<Line> lines, String name) {
        List<String> all = lines.stream()
                .filter(line -> line.list().equals(name))
                .map(Line::text)
                .toList();
        if (all.size() <= MOST_LINES) {
            return all;
        }
        List<String> first = new ArrayList<>(all.subList(0, MOST_LINES));
        first.add("另有" + (all.size() - MOST_LINES) + "项，见各专页。");
        return first;
    }

    private static void add(Map<String, Map<String, Integer>> counts, String squad, String name, int count) {
        counts.computeIfAbsent(squad, any -> new TreeMap<>()).merge(name, count, Integer::sum);
    }

    static String label(String disposition) {
        return DISPOSITIONS.getOrDefault(disposition, disposition);
    }

    private static String label(DayMode mode) {
        return mode.label();
    }

    /** What is late on the next morning, when the bulletin is made. */
    private <T> List<T> ask(String sql, String subject, LocalDate day, Class<T> row) {
        LocalTime made = LocalTime.parse(parameters.text("bulletin.made", day));
        return jdbc.sql(sql)
                .param("subject", subject)
                .param("day", day)
                .param(
                        "morning",
                        Timestamp.from(day.plusDays(1)
                                .atTime(made)
                                .atZone(BureauTime.ZONE)
                                .toInstant()))
                .query(row)
                .list();
    }
}
