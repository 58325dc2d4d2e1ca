package cn.leiting.overview;

import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.office.Sheet;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 汇总表：the 检查情况 of each squad (the notice, line 35; domain P10, RP-03), for the call and the Excel file
 * alike. A column whose records are kept nowhere yet is missing rather than zero.
 */
@Component
@Transactional(readOnly = true)
class Summaries {

    private static final String VISITS = """
            select purpose.squad_task as task, point.kind, count(*) as visits, sum(visit.auxiliaries) as auxiliaries
            from squad_task task
                     join inspection_purpose purpose on purpose.squad_task = task.code
                     join inspection visit on visit.id = purpose.inspection
                     join inspection_point point on point.code = visit.point
            where task.assignment = :campaign
              and (:squad::text is null or task.squad = :squad)
              and visit.validity = 'VALID'
            group by purpose.squad_task, point.kind
            """;

    /** Of each squad's plan in force. */
    private static final String VEHICLES = """
            select squad_task as task, sum(vehicles) as vehicles
            from (select distinct on (squad_task) squad_task, id
                  from duty_plan
                           join squad_task task on task.code = squad_task
                  where task.assignment = :campaign
                    and (:squad::text is null or task.squad = :squad)
                  order by squad_task, duty_plan.version desc) plan
                     join duty_shift on duty_shift.plan = plan.id
            group by squad_task
            """;

    private static final String NOTE = "检查次数、问题数、处置数仅供了解情况，不作为考核依据。";

    /**
     * @param auxiliaries 辅助人员, in persons and visits; {@code vehicles} as the duty plan has them
     * @param visitsByKind inspections by what was inspected
     */
    record Row(
            int no,
            String squad,
            String name,
            int auxiliaries,
            int vehicles,
            Map<Point.Kind, Integer> visitsByKind,
            @JsonUnwrapped Block figures) {

        static Row sum(List<Row> rows) {
            Map<Point.Kind, Integer> byKind = new EnumMap<>(Point.Kind.class);
            rows.forEach(row -> row.visitsByKind().forEach((kind, visits) -> byKind.merge(kind, visits, Integer::sum)));
            return new Row(
                    rows.size(),
                    "",
                    "合计",
                    sum(rows, Row::auxiliaries),
                    sum(rows, Row::vehicles),
                    byKind,
                    Block.sum(rows.stream().map(Row::figures).toList()));
        }

        private static int sum(Collection<Row> rows, ToIntFunction<Row> number) {
            return rows.stream().mapToInt(number).sum();
        }
    }

    private record Visits(String task, Point.Kind kind, int visits, int auxiliaries) {}

    private record Vehicles(String task, int vehicles) {}

    private record Head(String title, @Nullable LocalDate from) {}

    private final JdbcClient jdbc;
    private final SquadRows rows;
    private final Violations violations;

    Summaries(JdbcClient jdbc, SquadRows rows, Violations violations) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.violations = violations;
    }

    /** The rows that the visitor may see; refuses an unknown campaign, and one of other squads. */
    List<Row> of(String campaign, Visitor visitor) {
        rows.refuseUnknown(campaign, visitor);
        Map<String, Map<Point.Kind, Integer>> kinds = new HashMap<>();
        Map<String, Integer> auxiliaries = new HashMap<>();
        parts(VISITS, campaign, visitor, Visits.class).forEach(found -> {
            kinds.computeIfAbsent(found.task(), task -> new EnumMap<>(Point.Kind.class))
                    .put(found.kind(), found.visits());
            auxiliaries.merge(found.task(), found.auxiliaries(), Integer::sum);
        });
        Map<String, Integer> vehicles = parts(VEHICLES, campaign, visitor, Vehicles.class).stream()
                .collect(Collectors.toMap(Vehicles::task, Vehicles::vehicles));

        List<Row> summary = new ArrayList<>();
        for (SquadRow row : rows.of(campaign, visitor)) {
            String task = row.progress().task();
            summary.add(new Row(
                    summary.size() + 1,
                    row.progress().squad(),
                    row.name(),
                    auxiliaries.getOrDefault(task, 0),
                    vehicles.getOrDefault(task, 0),
                    kinds.getOrDefault(task, Map.of()),
                    row.figures()));
        }
        return summary;
    }

    /** The same rows, and their sum where there are all. */
    Sheet sheet(String campaign, Visitor visitor) {
        List<Row> summary = of(campaign, visitor);
        List<Row> shown = new ArrayList<>(summary);
        if (visitor.seesAll()) {
            shown.add(Row.sum(summary));
        }
        Head head = jdbc.sql("select title, starts_on as \"from\" from campaign where code = ?")
                .param(campaign)
                .query(Head.class)
                .single();
        Map<String, String> named =
                names(Row.sum(shown).figures().findingsByViolation().keySet(), head.from());

        List<String> columns = new ArrayList<>(
                List.of("序号", "中队", "应查点位", "免除点位", "已查点位", "覆盖率", "出动执法人员（人次）", "辅助人员（人次）", "执法车辆（车次，按勤务方案）"));
        columns.add("检查（次）");
        for (Point.Kind kind : Point.Kind.values()) {
            columns.add("其中" + kind.label());
        }
        columns.add("发现问题（起）");
        named.values().forEach(name -> columns.add("其中" + name));
        Collections.addAll(columns, "教育劝阻（起）", "当场整改（起）", "责令改正（起）", "转立案（起）", "移送（起）");

        List<List<@Nullable Object>> cells = new ArrayList<>();
        shown.forEach(row -> cells.add(cells(row, named.keySet())));
        cells.add(Collections.singletonList(NOTE));
        return new Sheet(
                "汇总表", head.title() + "汇总表（" + campaign + "）", List.of(columns), cells, widths(columns.size()));
    }

    private static List<Integer> widths(int columns) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(columns, 10));
        widths.set(1, 24);
        return widths;
    }

    private static List<@Nullable Object> cells(Row row, Collection<String> named) {
        Block figures = row.figures();
        List<@Nullable Object> cells = new ArrayList<>();
        Collections.addAll(cells, row.squad().isEmpty() ? null : row.no(), row.name());
        Collections.addAll(cells, figures.pointsAssigned(), figures.pointsExcused(), figures.pointsInspected());
        Collections.addAll(cells, figures.getPercent(), figures.personTimes(), row.auxiliaries(), row.vehicles());
        cells.add(figures.inspections());
        for (Point.Kind kind : Point.Kind.values()) {
            cells.add(row.visitsByKind().getOrDefault(kind, 0));
        }
        cells.add(figures.findings());
        named.forEach(code -> cells.add(figures.findingsByViolation().getOrDefault(code, 0)));
        Collections.addAll(cells, figures.educated(), figures.correctedOnSpot(), figures.ordered());
        Collections.addAll(cells, figures.cases(), figures.transferred());
        return cells;
    }

    /** What violations were called on that day, the first of a campaign; a code that was none is its own name. */
    Map<String, String> names(Collection<String> codes, @Nullable LocalDate on) {
        Map<String, String> known = on == null
                ? Map.of()
                : violations.all(on).stream().collect(Collectors.toMap(Violation::code, Violation::name));
        Map<String, String> names = new LinkedHashMap<>();
        codes.forEach(code -> names.put(code, known.getOrDefault(code, code)));
        return names;
    }

    private <T> List<T> parts(String sql, String campaign, Visitor visitor, Class<T> type) {
        return jdbc.sql(sql)
                .param("campaign", campaign)
                .param("squad", visitor.only())
                .query(type)
                .list();
    }
}
