package cn.leiting.atlas;

import cn.leiting.catalogue.Coordinates.Box;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * 底图：a rectangle of the earth on a sheet of 400 units; north is up, and a metre is as long to the north as to the
 * east in its middle. It shows no border, only the frame.
 */
record Plan(Box frame) {

    static final double WIDTH = 400;

    /** Around the frame, for its coordinates. */
    static final double MARGIN = 22;

    private static final double METRES_A_DEGREE = 111_195;
    private static final List<Integer> BARS = List.of(10_000, 5_000, 2_000, 1_000, 500, 200);

    /** What surrounds them all. */
    static Plan around(Collection<Box> boxes) {
        return new Plan(new Box(
                "",
                least(boxes.stream().map(Box::latMin)),
                most(boxes.stream().map(Box::latMax)),
                least(boxes.stream().map(Box::lonMin)),
                most(boxes.stream().map(Box::lonMax))));
    }

    private static BigDecimal least(Stream<BigDecimal> values) {
        return values.min(BigDecimal::compareTo).orElseThrow();
    }

    private static BigDecimal most(Stream<BigDecimal> values) {
        return values.max(BigDecimal::compareTo).orElseThrow();
    }

    /** Units a degree of longitude. */
    private double scale() {
        return WIDTH / frame.lonMax().subtract(frame.lonMin()).doubleValue();
    }

    private double narrowing() {
        return Math.cos(Math.toRadians(frame.latMin().add(frame.latMax()).doubleValue() / 2));
    }

    public double height() {
        return rounded(frame.latMax().subtract(frame.latMin()).doubleValue() * scale() / narrowing());
    }

    public double x(BigDecimal lon) {
        return rounded(lon.subtract(frame.lonMin()).doubleValue() * scale());
    }

    public double y(BigDecimal lat) {
        return rounded(frame.latMax().subtract(lat).doubleValue() * scale() / narrowing());
    }

    public String viewBox() {
        return String.format(
                Locale.ROOT,
                "%.1f %.1f %.1f %.1f",
                -MARGIN,
                -MARGIN,
                WIDTH + 2 * MARGIN,
                height() + 2 * MARGIN + MARGIN);
    }

    /** The longest round distance that is at most a third of the width, in metres. */
    public int barMetres() {
        return BARS.stream()
                .filter(metres -> units(metres) <= WIDTH / 3)
                .findFirst()
                .orElse(100);
    }

    public double barUnits() {
        return rounded(units(barMetres()));
    }

    public String barInWords() {
        int metres = barMetres();
        return metres >= 1000 ? metres / 1000 + "公里" : metres + "米";
    }

    private double units(int metres) {
        return metres / (METRES_A_DEGREE * narrowing()) * scale();
    }

    private static double rounded(double units) {
        return Math.round(units * 10) / 10.0;
    }
}
