package cn.leiting.gazetteer;

import cn.leiting.catalogue.Coordinates;
import cn.leiting.catalogue.Coordinates.Box;
import cn.leiting.catalogue.Coordinates.Datum;
import cn.leiting.catalogue.Point;
import cn.leiting.office.Sheet;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Unit;
import cn.leiting.shared.CsvFile;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 点位文件：one point a row; the last column may be left out, coordinates are WGS-84 then. */
final class PointFile {

    static final String HEADER = "编号,中队,类型,名称,地址,纬度,经度,半径";
    static final String HEADER_WITH_DATUM = HEADER + ",坐标系";

    static final int MAX_ROWS = 10_000;
    static final int MAX_MEGABYTES = 4;
    private static final int MIN_RADIUS_M = 10;
    private static final int MAX_RADIUS_M = 2_000;
    /** What a spreadsheet takes for the beginning of a formula, whoever opens the point list in one. */
    private static final String FORMULA_SIGNS = "=+-@＝＋－＠";

    enum Outcome {
        CREATED("新增"),
        UPDATED("更新"),
        UNCHANGED("未变"),
        /** Nothing of the row is stored; the sentence says why. */
        REFUSED("退回");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** @param point null when the row was refused; datum is that of the file */
    record Row(
            int line, String code, String name, @Nullable Point point, Datum datum, Outcome outcome, String sentence) {

        Row refused(String why) {
            return new Row(line, code, name, null, datum, Outcome.REFUSED, why);
        }

        /** What the row means for the point that is there already. */
        Row against(@Nullable Point known) {
            if (point == null || known == null) {
                return this;
            }
            if (!known.isActive()) {
                return refused("点位“" + code + "”" + known.status().label() + "，请另编号。");
            }
            return new Row(line, code, name, point, datum, isSame(known) ? Outcome.UNCHANGED : Outcome.UPDATED, "");
        }

        /** A trial point that comes back as it was downloaded stays one. */
        private boolean isSame(Point known) {
            return point != null && known.real().equals(point);
        }

        boolean isToBeStored() {
            return outcome == Outcome.CREATED || outcome == Outcome.UPDATED;
        }
    }

    /** In the file's order. */
    record Report(List<Row> rows) {

        long count(Outcome outcome) {
            return rows.stream().filter(row -> row.outcome() == outcome).count();
        }

        /** How many rows of each outcome. */
        public Map<Outcome, Long> totals() {
            return Arrays.stream(Outcome.values())
                    .collect(
                            Collectors.toMap(outcome -> outcome, this::count, (one, other) -> one, LinkedHashMap::new));
        }

        public List<Row> refused() {
            return rows.stream().filter(row -> row.outcome() == Outcome.REFUSED).toList();
        }
    }

    private final Organization organization;
    private final Map<String, Box> boxes;
    private final int columns;
    private final Map<String, Integer> lineOf = new HashMap<>();
    private final Map<String, Box> boxOf = new HashMap<>();

    private PointFile(Organization organization, Map<String, Box> boxes, int columns) {
        this.organization = organization;
        this.boxes = boxes;
        this.columns = columns;
    }

    /** The rows below the header, as if no point were there yet. */
    static List<Row> read(List<CsvFile.Line> lines, Organization organization, Map<String, Box> boxes) {
        PointFile file = new PointFile(organization, boxes, lines.get(0).cells().size());
        return lines.stream().skip(1).map(file::row).toList();
    }

    /** What reads as it is written. */
    static Sheet sheet(List<Point> points, Organization organization) {
        return new Sheet(
                "点位",
                "点位目录（坐标为WGS-84）",
                List.of(List.of(HEADER_WITH_DATUM.split(","))),
                points.stream()
                        .map(point -> List.of(
                                point.code(),
                                organization.squad(point.squadCode()).name(),
                                point.kind().label(),
                                point.name(),
                                point.address(),
                                point.lat(),
                                point.lon(),
                                point.radiusM(),
                                Datum.WGS84.name()))
                        .toList(),
                List.of(20, 20, 12, 30, 30, 12, 12, 8, 8));
    }

    private Row row(CsvFile.Line line) {
        List<String> cells = line.cells();
        String code = cells.get(0);
        String name = cells.size() > 3 ? cells.get(3) : "";
        Row read = new Row(line.number(), code, name, null, Datum.WGS84, Outcome.CREATED, "");
        try {
            if (cells.size() != columns) {
                throw Refusal.invalid("应为" + columns + "列，实为" + cells.size() + "列。");
            }
            Integer earlier = lineOf.putIfAbsent(code, line.number());
            if (earlier != null) {
                throw Refusal.invalid("编号“" + code + "”与第" + earlier + "行重复。");
            }
            Datum datum = columns > 8 ? datum(cells.get(8)) : Datum.WGS84;
            return new Row(line.number(), code, name, point(cells, datum), datum, Outcome.CREATED, "");
        } catch (Refusal refused) {
            return read.refused(refused.sentence());
        }
    }

    private Point point(List<String> cells, Datum datum) {
        Box box = boxOf.computeIfAbsent(cells.get(1), this::box);
        Coordinates place = place(datum, degrees("纬度", cells.get(5)), degrees("经度", cells.get(6)));
        if (!box.contains(place)) {
            throw Refusal.invalid("坐标不在该中队的辖区范围内。");
        }
        return new Point(
                code(cells.get(0), box.squadCode()),
                box.squadCode(),
                Point.Kind.called(cells.get(2)).orElseThrow(() -> Refusal.invalid("没有名为“" + cells.get(2) + "”的类型。")),
                text("名称", cells.get(3), 60),
                text("地址", cells.get(4), 120),
                place.lat(),
                place.lon(),
                radius(cells.get(7)),
                false,
                Point.Status.ACTIVE);
    }

    private Box box(String squad) {
        return organization
                .unitCalled(squad)
                .map(Unit::code)
                .map(boxes::get)
                .orElseThrow(() -> Refusal.invalid("没有名为“" + squad + "”的街镇中队。"));
    }

    private static String code(String code, String squadCode) {
        if (!code.matches("P-" + squadCode + "-\\d{4}")) {
            throw Refusal.invalid("编号应形如P-" + squadCode + "-0001，中间为该中队的代码。");
        }
        return code;
    }

    private static String text(String label, String cell, int most) {
        String text = Limits.required(label, cell, 2, most);
        if (FORMULA_SIGNS.indexOf(text.charAt(0)) >= 0) {
            throw Refusal.invalid(label + "不能以“" + text.charAt(0) + "”开头。");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid(label + "不能换行或者含有控制字符。");
        }
        return text;
    }

    private static BigDecimal degrees(String label, String cell) {
        if (!cell.matches("\\d{1,3}(\\.\\d{1,12})?")) {
            throw Refusal.invalid(label + "“" + cell + "”不是度数，请写成31.1786的样子。");
        }
        return new BigDecimal(cell);
    }

    /** North of 90 degrees there is nothing: then it is the longitude that stands there. */
    private static Coordinates place(Datum datum, BigDecimal lat, BigDecimal lon) {
        if (lat.intValue() >= 90) {
            throw Refusal.invalid("纬度和经度似乎填反了。");
        }
        return Coordinates.from(datum, lat, lon);
    }

    private static int radius(String cell) {
        if (cell.matches("\\d{1,4}")) {
            int metres = Integer.parseInt(cell);
            if (metres >= MIN_RADIUS_M && metres <= MAX_RADIUS_M) {
                return metres;
            }
        }
        throw Refusal.invalid("半径应为" + MIN_RADIUS_M + "至" + MAX_RADIUS_M + "米的整数。");
    }

    private static Datum datum(String cell) {
        return switch (cell.toUpperCase(Locale.ROOT).replace("-", "")) {
            case "", "WGS84" -> Datum.WGS84;
            case "GCJ02" -> Datum.GCJ02;
            default -> throw Refusal.invalid("坐标系应为WGS84或者GCJ02。");
        };
    }
}
