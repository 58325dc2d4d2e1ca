package cn.leiting.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.catalogue.Coordinates.Box;
import cn.leiting.catalogue.Coordinates.Datum;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoordinatesTests {

    private static final double METRES_PER_DEGREE = 111_320;

    /** Places of which both numbers are published. */
    @ParameterizedTest
    @CsvSource({
        "31.1774276, 121.5272106, 31.17530398, 121.53154186",
        "22.543847, 113.912316, 22.54079613, 113.91717648",
        "39.911954, 116.377817, 39.91334546, 116.38404722"
    })
    void shiftsAsPhoneMapsDo(String lat, String lon, String shiftedLat, String shiftedLon) {
        Coordinates shown = place(lat, lon).toGcj02();

        assertThat(metres(shown, place(shiftedLat, shiftedLon))).isLessThan(0.3);
    }

    @ParameterizedTest
    @CsvSource({"30.98, 120.88", "31.1786, 121.2755", "31.28, 121.33", "31.15, 121.12", "31.0, 121.05"})
    void theShiftInTheDistrictIsSomeHundredMetresAndIsUndoneToLessThanOne(String lat, String lon) {
        Coordinates real = place(lat, lon);
        Coordinates shown = real.toGcj02();

        assertThat(metres(real, shown)).isBetween(50.0, 700.0);
        assertThat(metres(real, Coordinates.from(Datum.GCJ02, shown.lat(), shown.lon())))
                .isLessThan(1.0);
    }

    @Test
    void wgs84StaysAsItIs() {
        assertThat(Coordinates.from(Datum.WGS84, new BigDecimal("31.1786"), new BigDecimal("121.2755")))
                .isEqualTo(place("31.178600", "121.275500"));
    }

    @Test
    void keepsSixDecimals() {
        assertThat(place("31.1234565", "121.9999994"))
                .extracting(Coordinates::lat, Coordinates::lon)
                .containsExactly(new BigDecimal("31.123457"), new BigDecimal("121.999999"));
    }

    @ParameterizedTest
    @CsvSource({
        "31.1, 121.1, true",
        "31.2, 121.2, true",
        "31.099999, 121.15, false",
        "31.200001, 121.15, false",
        "31.15, 121.099999, false",
        "31.15, 121.200001, false"
    })
    void aBoxContainsItsBorder(String lat, String lon, boolean inside) {
        Box box = new Box(
                "310118105",
                new BigDecimal("31.1"),
                new BigDecimal("31.2"),
                new BigDecimal("121.1"),
                new BigDecimal("121.2"));

        assertThat(box.contains(place(lat, lon))).isEqualTo(inside);
    }

    private static Coordinates place(String lat, String lon) {
        return new Coordinates(new BigDecimal(lat), new BigDecimal(lon));
    }

    private static double metres(Coordinates one, Coordinates other) {
        double north = one.lat().subtract(other.lat()).doubleValue() * METRES_PER_DEGREE;
        double east = one.lon().subtract(other.lon()).doubleValue()
                * METRES_PER_DEGREE
                * Math.cos(Math.toRadians(one.lat().doubleValue()));
        return Math.hypot(north, east);
    }
}
