package cn.leiting.gazetteer;

import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violation.Competence;
import cn.leiting.catalogue.Violation.Precondition;
import cn.leiting.office.Sheet;
import cn.leiting.shared.CsvFile;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Period;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 违法行为文件：one version a row. */
final class ViolationFile {

    static final String HEADER = "代码,名称,法律依据,法律文本,主管,处罚前提,罚款下限,罚款上限,改正期限,起始日期,截止日期,备注";
    static final int MAX_ROWS = 1000;
    static final int MAX_MEGABYTES = 1;

    private static final List<Integer> WIDTHS = List.of(24, 30, 36, 18, 12, 26, 12, 12, 10, 12, 12, 40);

    /** @param version null when the row was refused, then the sentence says why */
    record Row(int line, String code, @Nullable Violation version, String sentence) {}

    private final Map<List<String>, Integer> lineOf = new HashMap<>();

    private ViolationFile() {}

    /** The rows below the header. */
    static List<Row> read(List<CsvFile.Line> lines) {
        ViolationFile file = new ViolationFile();
        return lines.stream().skip(1).map(file::row).toList();
    }

    static Sheet sheet(List<Violation> versions) {
        return new Sheet(
                "违法行为",
                "违法行为目录（全部版本）",
                List.of(List.of(HEADER.split(","))),
                versions.stream().map(ViolationFile::cells).toList(),
                WIDTHS);
    }

    private static List<@Nullable Object> cells(Violation version) {
        return Collections.unmodifiableList(Arrays.asList(
                version.code(),
                version.name(),
                version.legalBasis(),
                version.lawVersion(),
                version.competent().label(),
                version.precondition().label(),
                plain(version.fineMin()),
                plain(version.fineMax()),
                version.maxCorrectionDays() == null ? null : String.valueOf(version.maxCorrectionDays()),
                version.valid().from().toString(),
                version.valid().to() == null
                        ? null
                        : String.valueOf(version.valid().to()),
                version.note()));
    }

    private static @Nullable String plain(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.stripTrailingZeros().toPlainString();
    }

    private Row row(CsvFile.Line line) {
        List<String> cells = line.cells();
        String code = cells.get(0);
        try {
            int columns = HEADER.split(",").length;
            if (cells.size() != columns) {
                throw Refusal.invalid("应为" + columns + "列，实为" + cells.size() + "列。");
            }
            if (!code.matches("VIO_[A-Z_]{3,40}")) {
                throw Refusal.invalid("代码应形如VIO_STALL。");
            }
            Integer earlier = lineOf.putIfAbsent(List.of(code, cells.get(9)), line.number());
            if (earlier != null) {
                throw Refusal.invalid("该代码同一起始日期的版本与第" + earlier + "行重复。");
            }
            return new Row(line.number(), code, version(cells), "");
        } catch (Refusal refused) {
            return new Row(line.number(), code, null, refused.sentence());
        }
    }

    private static Violation version(List<String> cells) {
        BigDecimal least = amount("罚款下限", cells.get(6));
        BigDecimal most = amount("罚款上限", cells.get(7));
        if ((least == null) != (most == null)) {
            throw Refusal.invalid("罚款下限和上限应当都填或者都不填。");
        }
        if (least != null && most != null && most.compareTo(least) < 0) {
            throw Refusal.invalid("罚款上限不能低于下限。");
        }
        return new Violation(
                cells.get(0),
                Limits.required("名称", cells.get(1), 2, 60),
                Limits.required("法律依据", cells.get(2), 2, 200),
                precondition(cells.get(5)),
                days(cells.get(8)),
                new Period(
                        required("起始日期", cells.get(9)),
                        cells.get(10).isBlank() ? null : required("截止日期", cells.get(10))),
                Limits.required("法律文本", cells.get(3), 2, 60),
                competence(cells.get(4)),
                least,
                most,
                note(cells.get(11)));
    }

    private static @Nullable String note(String cell) {
        return cell.isBlank() ? null : Limits.required("备注", cell, 2, 200);
    }

    private static Competence competence(String cell) {
        return Arrays.stream(Competence.values())
                .filter(one -> one.label().equals(cell) || one.name().equals(cell))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("没有名为“" + cell + "”的主管领域。"));
    }

    private static Precondition precondition(String cell) {
        return Arrays.stream(Precondition.values())
                .filter(one -> one.label().equals(cell) || one.name().equals(cell))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("处罚前提应为“可以直接处罚”“责令改正，拒不改正的处罚”或者“责令限期改正，逾期不改正的处罚”。"));
    }

    private static @Nullable BigDecimal amount(String label, String cell) {
        if (cell.isBlank()) {
            return null;
        }
        if (!cell.matches("\\d{1,10}(\\.\\d{1,2})?")) {
            throw Refusal.invalid(label + "应为以元为单位的数字，最多两位小数。");
        }
        return new BigDecimal(cell).setScale(2);
    }

    private static @Nullable Integer days(String cell) {
        if (cell.isBlank()) {
            return null;
        }
        if (!cell.matches("[1-9]\\d{0,2}") || Integer.parseInt(cell) > 365) {
            throw Refusal.invalid("改正期限应为1至365的天数。");
        }
        return Integer.valueOf(cell);
    }

    private static LocalDate required(String label, String cell) {
        try {
            LocalDate day = LocalDate.parse(cell);
            if (day.getYear() < 1950 || day.getYear() > 2100) {
                throw Refusal.invalid(label + "应在1950年至2100年之间。");
            }
            return day;
        } catch (DateTimeException none) {
            throw Refusal.invalid(label + "“" + cell + "”应形如2023-01-20。");
        }
    }
}
