package cn.leiting.zoning;

import cn.leiting.catalogue.Coordinates;
import cn.leiting.catalogue.Coordinates.Box;
import cn.leiting.catalogue.Coordinates.Datum;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Unit;
import cn.leiting.shared.CsvFile;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Period;
import cn.leiting.shared.Refusal;
import cn.leiting.zoning.StallZone.Window;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** 允许设摊区域的文件：one zone a row. */
final class StallZoneFile {

    static final String HEADER = "编号,中队,类型,名称,纬度,经度,坐标系,半径,星期,时段,文号,起始日期,截止日期";
    static final int MAX_ROWS = 2_000;
    static final int MAX_MEGABYTES = 1;

    private static final LocalDate EXCEL_BEGINS = LocalDate.of(1899, 12, 30);
    private static final int MOST_WINDOWS = 5;

    /** @param zone null when the row was refused, then the sentence says why */
    record Row(int line, String code, @Nullable StallZone zone, String sentence) {}

    private final Organization organization;
    private final Map<String, Box> boxes;
    private final Map<String, Integer> lineOf = new HashMap<>();

    private StallZoneFile(Organization organization, Map<String, Box> boxes) {
        this.organization = organization;
        this.boxes = boxes;
    }

    /** The rows below the header. */
    static List<Row> read(List<CsvFile.Line> lines, Organization organization, Map<String, Box> boxes) {
        StallZoneFile file = new StallZoneFile(organization, boxes);
        return lines.stream().skip(1).map(file::row).toList();
    }

    private Row row(CsvFile.Line line) {
        List<String> cells = line.cells();
        String code = cells.get(0);
        try {
            int columns = HEADER.split(",").length;
            if (cells.size() != columns) {
                throw Refusal.invalid("应为" + columns + "列，实为" + cells.size() + "列。");
            }
            Integer earlier = lineOf.putIfAbsent(code, line.number());
            if (earlier != null) {
                throw Refusal.invalid("编号“" + code + "”与第" + earlier + "行重复。");
            }
            return new Row(line.number(), code, zone(cells), "");
        } catch (Refusal refused) {
            return new Row(line.number(), code, null, refused.sentence());
        }
    }

    private StallZone zone(List<String> cells) {
        String squad = organization
                .unitCalled(cells.get(1))
                .map(Unit::code)
                .filter(boxes::containsKey)
                .orElseThrow(() -> Refusal.invalid("没有名为“" + cells.get(1) + "”的街镇中队。"));
        if (!cells.get(0).matches("Z-" + squad + "-\\d{3}")) {
            throw Refusal.invalid("编号应形如Z-" + squad + "-001，中间为该中队的代码。");
        }
        Coordinates place = place(cells.get(6), cells.get(4), cells.get(5));
        if (!Objects.requireNonNull(boxes.get(squad)).contains(place)) {
            throw Refusal.invalid("坐标不在该中队的辖区范围内。");
        }
        return new StallZone(
                cells.get(0),
                squad,
                StallZone.Kind.called(cells.get(2))
                        .orElseThrow(() -> Refusal.invalid("没有名为“" + cells.get(2) + "”的类型，应为特色集市、外摆位、疏导点或者管控点。")),
                Limits.required("名称", cells.get(3), 2, 60),
                place.lat(),
                place.lon(),
                radius(cells.get(7)),
                weekdays(cells.get(8)),
                windows(cells.get(9)),
                Limits.required("文号", cells.get(10), 2, 100),
                new Period(day("起始日期", cells.get(11)), cells.get(12).isBlank() ? null : day("截止日期", cells.get(12))));
    }

    private static Coordinates place(String datum, String lat, String lon) {
        if (!lat.matches("\\d{2}(\\.\\d{1,12})?") || !lon.matches("\\d{3}(\\.\\d{1,12})?")) {
            throw Refusal.invalid("纬度和经度应为度数，请写成31.1786和121.2755的样子。");
        }
        return Coordinates.from(
                switch (datum.toUpperCase(java.util.Locale.ROOT).replace("-", "")) {
                    case "", "WGS84" -> Datum.WGS84;
                    case "GCJ02" -> Datum.GCJ02;
                    default -> throw Refusal.invalid("坐标系应为WGS84或者GCJ02。");
                },
                new BigDecimal(lat),
                new BigDecimal(lon));
    }

    private static int radius(String cell) {
        if (cell.matches("\\d{2,4}") && Integer.parseInt(cell) >= 10 && Integer.parseInt(cell) <= 2_000) {
            return Integer.parseInt(cell);
        }
        throw Refusal.invalid("半径应为10至2000米的整数。");
    }

    private static SortedSet<DayOfWeek> weekdays(String cell) {
        if (!cell.matches("[1-7]{1,7}")) {
            throw Refusal.invalid("星期应为1至7的数字，例如12345为周一至周五。");
        }
        SortedSet<DayOfWeek> days = new TreeSet<>();
        cell.chars().forEach(digit -> days.add(DayOfWeek.of(digit - '0')));
        return days;
    }

    private static List<Window> windows(String cell) {
        List<Window> windows =
                Arrays.stream(cell.split("[ 、;；]+")).map(StallZoneFile::window).toList();
        if (windows.size() > MOST_WINDOWS) {
            throw Refusal.invalid("时段最多" + MOST_WINDOWS + "个。");
        }
        return windows;
    }

    private static Window window(String text) {
        String[] ends = text.split("-", -1);
        try {
            if (ends.length == 2) {
                return new Window(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
            }
        } catch (DateTimeException none) {
            // refused below
        }
        throw Refusal.invalid("时段“" + text + "”应形如06:00-09:00，几个时段用空格隔开，结束早于开始的到次日为止。");
    }

    /** As written, or as a spreadsheet counts days. */
    private static LocalDate day(String label, String cell) {
        try {
            return cell.matches("\\d{5}") ? EXCEL_BEGINS.plusDays(Long.parseLong(cell)) : LocalDate.parse(cell);
        } catch (DateTimeException none) {
            throw Refusal.invalid(label + "“" + cell + "”应形如2023-01-20。");
        }
    }
}
