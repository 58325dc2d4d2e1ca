package cn.leiting.summary;

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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 汇总表的表样：the one table that page, Excel and the annex of a report show, so that their numbers are equal. */
@Component
@Transactional(readOnly = true)
public class SummaryTables {

    /** Fines and counts are no basis of assessment (行政处罚法第七十四条第三款). */
    public static final String NOTE = "标*的列仅供了解情况，不作为考核依据。";

    /** Under its own head: its rows as in the whole table, the squads' names in front. */
    public record Part(
            String title,
            List<String> header,
            List<? extends List<? extends @Nullable Object>> rows,
            Set<Integer> grey) {}

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
        if (Summaries.isYear(code)) {
            return new Subject(code, code + "年专项整治", LocalDate.of(Integer.parseInt(code), 1, 1), true);
        }
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

        List<SummaryColumns> columns = SummaryColumns.of(rows, named);
        List<List<@Nullable Object>> cells = new ArrayList<>();
        shown.forEach(row -> cells.add(cells(row, columns)));
        cells.add(Collections.singletonList(NOTE));
        if (version != null) {
            cells.add(Collections.singletonList(version.getImprint()));
        }
        String title = subject.title() + "汇总表（" + subject.code() + "）";
        return new Sheet(
                "汇总表",
                title,
                List.of(
                        groups(columns),
                        columns.stream().map(SummaryColumns::title).toList()),
                cells,
                widths(columns.size()),
                IntStream.range(0, columns.size())
                        .filter(at -> columns.get(at).starred())
                        .boxed()
                        .collect(Collectors.toSet()));
    }

    private static List<String> groups(List<SummaryColumns> columns) {
        List<String> groups = new ArrayList<>();
        String last = "";
        for (SummaryColumns column : columns) {
            groups.add(column.group().equals(last) ? "" : column.group());
            last = column.group();
        }
        return groups;
    }

    private static List<@Nullable Object> cells(Row row, List<SummaryColumns> columns) {
        List<@Nullable Object> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(column.value().apply(row)));
        return cells;
    }

    /** The table in parts that fit on a page: tasks and inspections, what followed, cases; each with the squads' names. */
    public static List<Part> parts(Sheet sheet) {
        List<String> groups = sheet.header().get(0);
        List<Integer> starts = IntStream.range(0, groups.size())
                .filter(at -> !groups.get(at).isEmpty() && !groups.get(at).equals(SummaryColumns.VISITS))
                .boxed()
                .toList();
        List<Part> parts = new ArrayList<>();
        for (int part = 0; part < starts.size(); part++) {
            int end = part + 1 < starts.size() ? starts.get(part + 1) : groups.size();
            List<Integer> columns = new ArrayList<>(part == 0 ? List.of() : List.of(0, 1));
            IntStream.range(starts.get(part), end).forEach(columns::add);
            parts.add(part(sheet, groups.get(starts.get(part)), columns));
        }
        return parts;
    }

    private static Part part(Sheet sheet, String title, List<Integer> columns) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<? extends @Nullable Object> row : squads(sheet)) {
            List<@Nullable Object> cells = new ArrayList<>();
            columns.forEach(column -> cells.add(row.get(column)));
            rows.add(cells);
        }
        return new Part(
                title,
                columns.stream()
                        .map(column -> sheet.header().get(1).get(column))
                        .toList(),
                rows,
                IntStream.range(0, columns.size())
                        .filter(at -> sheet.grey().contains(columns.get(at)))
                        .boxed()
                        .collect(Collectors.toSet()));
    }

    /** The rows of the squads and their sum, without the lines below the table. */
    public static List<? extends List<? extends @Nullable Object>> squads(Sheet sheet) {
        int columns = sheet.header().get(1).size();
        return sheet.rows().stream().filter(row -> row.size() == columns).toList();
    }

    private static List<Integer> widths(int columns) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(columns, 10));
        widths.set(1, 24);
        return widths;
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
