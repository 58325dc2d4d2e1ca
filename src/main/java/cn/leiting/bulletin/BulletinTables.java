package cn.leiting.bulletin;

import cn.leiting.bulletin.Bulletin.Row;
import cn.leiting.catalogue.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 日报的表样：the tables and lists that page and Word file both show, so that their numbers are equal. Squads stand in
 * the order of their codes.
 */
final class BulletinTables {

    static final String NOTE = "出动、检查、问题、处置和诉件数仅供了解情况，不作为考核依据（行政处罚法第七十四条第三款）。";

    private static final List<String> DISPOSITIONS =
            List.of("EDUCATED", "CORRECTED_ON_SPOT", "ORDERED", "CASE", "TRANSFERRED");

    private BulletinTables() {}

    /**
     * 一节的表.
     *
     * @param key of its place in a Word template
     * @param counts the column from which on there are raw counts
     */
    record Table(String key, String title, List<String> header, List<List<Object>> rows, int counts) {}

    /** 一节的清单, by squad; {@code empty} is said where there is nothing. */
    record Lines(String key, String title, String empty, List<String> lines) {

        /** One paragraph a line. */
        public String getText() {
            return lines.isEmpty() ? empty : String.join("\n", lines);
        }
    }

    static List<Table> tables(Bulletin bulletin) {
        List<Row> rows = new ArrayList<>(bulletin.squads());
        if (rows.size() > 1) {
            rows.add(Row.sum(rows));
        }
        return List.of(
                table(
                        "duty",
                        "勤务",
                        List.of("勤务模式", "班次", "执法人员（人）", "辅助人员（人次）", "车辆（车次）"),
                        rows,
                        2,
                        row -> List.of(
                                row.dutyMode(), row.shifts(), row.officers(), row.auxiliaries(), row.vehicles())),
                visits(rows),
                findings(rows),
                table(
                        "orders",
                        "责令改正和复查",
                        List.of("未办结（份）", "其中到期未办结", "当日复查合格", "当日复查不合格"),
                        rows,
                        1,
                        row -> List.of(row.ordersOpen(), row.ordersLate(), row.passed(), row.failed())),
                table(
                        "complaints",
                        "市民诉件（本辖区全部）",
                        List.of("当日收到（件）", "当日办结（件）", "在办（件）"),
                        rows,
                        1,
                        row -> List.of(
                                row.complaints().received(),
                                row.complaints().closed(),
                                row.complaints().open())));
    }

    private static Table visits(List<Row> rows) {
        List<String> columns = new ArrayList<>(List.of("检查（次）"));
        for (Point.Kind kind : Point.Kind.values()) {
            columns.add("其中" + kind.label());
        }
        columns.addAll(List.of("出动（人次）", "作废（次）"));
        return table("visits", "检查", columns, rows, 1, row -> {
            List<Object> cells = new ArrayList<>(List.of(row.visited()));
            for (Point.Kind kind : Point.Kind.values()) {
                cells.add(row.visits().getOrDefault(kind, 0));
            }
            cells.addAll(List.of(row.personTimes(), row.invalid()));
            return cells;
        });
    }

    private static Table findings(List<Row> rows) {
        List<String> dispositions = DISPOSITIONS.stream().map(DayCounts::label).toList();
        List<String> columns = new ArrayList<>(List.of("发现问题（起）"));
        columns.addAll(dispositions);
        columns.add("问题类型");
        return table("findings", "发现和处置", columns, rows, 1, row -> {
            List<Object> cells = new ArrayList<>(List.of(row.found()));
            dispositions.forEach(name -> cells.add(row.dispositions().getOrDefault(name, 0)));
            cells.add(row.findings().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(found -> found.getKey() + found.getValue() + "起")
                    .collect(Collectors.joining("，")));
            return cells;
        });
    }

    private static Table table(
            String key,
            String title,
            List<String> columns,
            List<Row> rows,
            int counts,
            Function<Row, List<Object>> cells) {
        List<String> header = new ArrayList<>(List.of("中队"));
        header.addAll(columns);
        List<List<Object>> lines = new ArrayList<>();
        for (Row row : rows) {
            List<Object> line = new ArrayList<>(List.of(row.name()));
            line.addAll(cells.apply(row));
            lines.add(line);
        }
        return new Table(key, title, header, lines, counts);
    }

    static List<Lines> lines(Bulletin bulletin) {
        return List.of(
                lines("problems", "未解决的问题", "没有到期未办结的责令改正。", bulletin, Row::problems),
                lines("notable", "需要关注的情况", "没有需要特别关注的情况。", bulletin, Row::notable),
                lines("late", "逾期事项", "没有逾期事项。", bulletin, Row::late));
    }

    private static Lines lines(
            String key, String title, String empty, Bulletin bulletin, Function<Row, List<String>> said) {
        List<String> all = bulletin.squads().stream()
                .flatMap(row -> said.apply(row).stream().map(line -> row.name() + "：" + line))
                .toList();
        return new Lines(key, title, empty, all);
    }

    /** Of a note that nobody wrote, empty. */
    static String note(Bulletin.@Nullable Note note) {
        return note == null ? "" : note.text();
    }
}
