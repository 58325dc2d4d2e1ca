package cn.leiting.gazetteer;

import cn.leiting.catalogue.Checklist;
import cn.leiting.catalogue.Checklist.Item;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Violation;
import cn.leiting.office.Sheet;
import cn.leiting.shared.CsvFile;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 检查表文件：one item a row, in the order in which they are looked at. */
final class ChecklistFile {

    static final String HEADER = "编号,检查项,违法行为,拍照,适用点位";
    static final int MAX_ROWS = 100;
    static final int MAX_MEGABYTES = 1;

    private static final String ALL = "全部";
    private static final String YES = "是";
    private static final String NO = "否";

    /** @param item null when the row was refused, then the sentence says why */
    record Row(int line, String code, @Nullable Item item, String sentence) {}

    private final List<Violation> law;
    private final Map<String, Integer> lineOf = new HashMap<>();

    private ChecklistFile(List<Violation> law) {
        this.law = law;
    }

    /**
     * The rows below the header.
     *
     * @param law of the first day on which the list applies
     */
    static List<Row> read(List<CsvFile.Line> lines, List<Violation> law) {
        ChecklistFile file = new ChecklistFile(law);
        return lines.stream().skip(1).map(file::row).toList();
    }

    static Sheet sheet(Checklist checklist) {
        return new Sheet(
                "检查表",
                checklist.name() + "（第" + checklist.version() + "版）",
                List.of(List.of(HEADER.split(","))),
                checklist.items().stream()
                        .map(item -> List.of(
                                item.code(),
                                item.text(),
                                item.violationCode(),
                                item.photoRequired() ? YES : NO,
                                item.objectKinds().isEmpty()
                                        ? ALL
                                        : item.objectKinds().stream()
                                                .map(Point.Kind::label)
                                                .collect(Collectors.joining("、"))))
                        .toList(),
                List.of(8, 40, 24, 6, 30));
    }

    private Row row(CsvFile.Line line) {
        List<String> cells = line.cells();
        String code = cells.get(0);
        try {
            int columns = HEADER.split(",").length;
            if (cells.size() != columns) {
                throw Refusal.invalid("应为" + columns + "列，实为" + cells.size() + "列。");
            }
            if (!code.matches("[A-Z]{2}-\\d{2}")) {
                throw Refusal.invalid("编号应形如CA-01。");
            }
            Integer earlier = lineOf.putIfAbsent(code, line.number());
            if (earlier != null) {
                throw Refusal.invalid("编号“" + code + "”与第" + earlier + "行重复。");
            }
            return new Row(line.number(), code, item(cells), "");
        } catch (Refusal refused) {
            return new Row(line.number(), code, null, refused.sentence());
        }
    }

    private Item item(List<String> cells) {
        return new Item(
                cells.get(0),
                Limits.required("检查项", cells.get(1), 2, 100),
                violation(cells.get(2)),
                photo(cells.get(3)),
                kinds(cells.get(4)));
    }

    private String violation(String cell) {
        List<String> called = law.stream()
                .filter(one -> one.code().equals(cell) || one.name().equals(cell))
                .map(Violation::code)
                .toList();
        if (called.size() == 1) {
            return Objects.requireNonNull(called.get(0));
        }
        throw Refusal.invalid(
                called.isEmpty()
                        ? "违法行为“" + cell + "”不存在，或者在检查表适用的第一天无效。"
                        : "名为“" + cell + "”的违法行为不止一个，请写代码：" + String.join("、", called) + "。");
    }

    private static boolean photo(String cell) {
        return switch (cell) {
            case YES -> true;
            case NO -> false;
            default -> throw Refusal.invalid("拍照应为是或者否。");
        };
    }

    private static Set<Point.Kind> kinds(String cell) {
        return cell.isBlank() || cell.equals(ALL)
                ? Set.of()
                : Arrays.stream(cell.split("[ 、;；]+"))
                        .map(label -> Point.Kind.called(label)
                                .orElseThrow(() -> Refusal.invalid("没有名为“" + label + "”的点位类型。")))
                        .collect(Collectors.toSet());
    }
}
