package cn.leiting.summary;

import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.office.Sheet;
import cn.leiting.shared.Refusal;
import cn.leiting.summary.SummaryVersion.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 汇总表的表样：the one table that page, Excel and the annex of a report show, so that their numbers are equal. */
@Component
@Transactional(readOnly = true)
public class SummaryTables {

    /** Fines and counts are no basis of assessment (行政处罚法第七十四条第三款). */
    public static final String NOTE = "检查次数、问题数、处置数仅供了解情况，不作为考核依据。";

    private static final List<String> PROGRESS = List.of("序号", "中队", "状态", "应查点位", "免除点位", "已查点位", "覆盖率", "疑难指导（件）");

    /** From this column on they are counts, for information only. */
    public static final int FIRST_RECORD = PROGRESS.size();

    /**
     * 一项任务.
     *
     * @param title as the leadership approved it
     * @param takesPart whether the squad that was asked for is given a task in it
     */
    public record Subject(String code, String title, LocalDate firstDay, boolean takesPart) {}

    private final JdbcClient jdbc;
    private final Violations violations;

    SummaryTables(JdbcClient jdbc, Violations violations) {
        this.jdbc = jdbc;
        this.violations = violations;
    }

    /** Refuses (404) what has not been dispatched, and (403) what the visitor's squad takes no part in. */
    public Subject subject(String code, Visitor visitor) {
        Subject found = subject(code, visitor.only());
        if (!found.takesPart()) {
            throw Refusal.forbidden("您的中队没有参加这一行动。");
        }
        return found;
    }

    /** Whole, for whoever has checked who reads it; refuses (404) what has not been dispatched. */
    public Subject subject(String code) {
        return subject(code, (String) null);
    }

    private Subject subject(String code, @Nullable String squad) {
        return jdbc.sql("""
                        select code, title, first_day,
                               :squad::text is null
                                   or exists (select from squad_task where assignment = subject.code and squad_task.squad = :squad) as takes_part
                        from (select code, title, first_day
                              from assignment
                              union all
                              select look_back.code, campaign.title || '回头看', look_back.first_day
                              from look_back
                                       join campaign on campaign.code = look_back.campaign
                              where not exists (select from assignment where assignment.code = look_back.code)) subject
                        where code = :code
                        """)
                .param("code", code)
                .param("squad", squad)
                .query(Subject.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有编号为“" + code + "”的行动，或者尚未下达到中队。"));
    }

    /** The rows and, of more than one, their sum; the note and the imprint of a frozen version below. */
    public Sheet sheet(Subject subject, List<Row> rows, @Nullable SummaryVersion version) {
        List<Row> shown = new ArrayList<>(rows);
        if (rows.size() > 1) {
            shown.add(Row.sum(rows));
        }
        Map<String, String> named =
                names(Row.sum(rows).figures().findingsByViolation().keySet(), subject.firstDay());

        List<String> records = records(named);
        List<String> above = new ArrayList<>(List.of("中队任务"));
        above.addAll(Collections.nCopies(PROGRESS.size() - 1, ""));
        above.add("现场记录（仅供了解情况，不作为考核依据）");
        above.addAll(Collections.nCopies(records.size() - 1, ""));
        List<String> columns = new ArrayList<>(PROGRESS);
        columns.addAll(records);

        List<List<@Nullable Object>> cells = new ArrayList<>();
        shown.forEach(row -> cells.add(cells(row, named.keySet())));
        cells.add(Collections.singletonList(NOTE));
        if (version != null) {
            cells.add(Collections.singletonList(version.getImprint()));
        }
        String title = subject.title() + "汇总表（" + subject.code() + "）";
        return new Sheet("汇总表", title, List.of(above, columns), cells, widths(columns.size()));
    }

    /** The rows of the squads and their sum, without the lines below the table. */
    public static List<? extends List<? extends @Nullable Object>> squads(Sheet sheet) {
        int columns = sheet.header().get(1).size();
        return sheet.rows().stream().filter(row -> row.size() == columns).toList();
    }

    private static List<String> records(Map<String, String> named) {
        List<String> columns = new ArrayList<>(List.of("出动执法人员（人次）", "辅助人员（人次）", "执法车辆（车次，按勤务方案）", "检查（次）"));
        for (Point.Kind kind : Point.Kind.values()) {
            columns.add("其中" + kind.label());
        }
        columns.add("发现问题（起）");
        named.values().forEach(name -> columns.add("其中" + name));
        Collections.addAll(columns, "教育劝阻（起）", "当场整改（起）", "责令改正（起）", "转立案（起）", "移送（起）");
        return columns;
    }

    private static List<Integer> widths(int columns) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(columns, 10));
        widths.set(1, 24);
        return widths;
    }

    private static List<@Nullable Object> cells(Row row, Collection<String> named) {
        Block figures = row.figures();
        List<@Nullable Object> cells = new ArrayList<>();
        Collections.addAll(cells, row.isSum() ? null : row.no(), row.name(), row.getStateLabel());
        Collections.addAll(cells, figures.pointsAssigned(), figures.pointsExcused(), figures.pointsInspected());
        Collections.addAll(cells, figures.getPercent(), row.hardCases());
        Collections.addAll(cells, figures.personTimes(), row.auxiliaries(), row.vehicles(), figures.inspections());
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
    public Map<String, String> names(Collection<String> codes, @Nullable LocalDate on) {
        Map<String, String> known = on == null
                ? Map.of()
                : violations.all(on).stream().collect(Collectors.toMap(Violation::code, Violation::name));
        Map<String, String> names = new LinkedHashMap<>();
        codes.forEach(code -> names.put(code, known.getOrDefault(code, code)));
        return names;
    }
}
