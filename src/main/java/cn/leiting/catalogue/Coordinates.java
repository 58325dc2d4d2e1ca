package cn.leiting.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * 坐标：degrees in WGS-84, six decimals (about 0.1 m). Phone maps in China show GCJ-02, which is shifted by
 * some hundred metres; whoever mixes the two makes honest photos fail, so coordinates are converted once,
 * when they come in (domain §9.3 no. 23).
 */
public record Coordinates(BigDecimal lat, BigDecimal lon) {

    /** 坐标系. */
    public enum Datum {
        WGS84,
        GCJ02
    }

    /** 街镇范围：a rectangle around a town, generous at its borders. */
    public record Box(String squadCode, BigDecimal latMin, BigDecimal latMax, BigDecimal lonMin, BigDecimal lonMax) {

        public boolean contains(Coordinates place) {
            return isBetween(place.lat, latMin, latMax) && isBetween(place.lon, lonMin, lonMax);
        }

        private static boolean isBetween(BigDecimal value, BigDecimal min, BigDecimal max) {
            return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
        }
    }

    /** The ellipsoid of Krasovsky, on which GCJ-02 is computed. */
    private static final double AXIS = 6_378_245;

    private static final double ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;
    private static final double EARTH_RADIUS = 6_371_008.8;
    private static final double PRECISE = 1e-9;
    private static final int MOST_STEPS = 30;

    public Coordinates {
        lat = lat.setScale(6, RoundingMode.HALF_UP);
        lon = lon.setScale(6, RoundingMode.HALF_UP);
    }

    static Coordinates of(double lat, double lon) {
        return new Coordinates(BigDecimal.valueOf(lat), BigDecimal.valueOf(lon));
    }

    /** What is meant by two numbers of that datum. */
    public static Coordinates from(Datum datum, BigDecimal lat, BigDecimal lon) {
        return datum == Datum.GCJ02 && isShifted(lat.doubleValue(), lon.doubleValue())
                ? fromGcj02(lat.doubleValue(), lon.doubleValue())
                : new Coordinates(lat, lon);
    }

    /** Outside China there is no GCJ-02, whatever a phone says. */
    private static boolean isShifted(double north, double east) {
        return north > 0.8 && north < 55.9 && east > 72 && east < 137.9;
    }

    /** The shift has no closed inverse: the guess is corrected until its shifted place is the one given. */
    private static Coordinates fromGcj02(double lat, double lon) {
        double guessLat = lat;
        double guessLon = lon;
        for (int step = 0; step < MOST_STEPS; step++) {
            double missLat = guessLat + shiftLat(guessLat, guessLon) - lat;
            double missLon = guessLon + shiftLon(guessLat, guessLon) - lon;
            guessLat -= missLat;
            guessLon -= missLon;
            if (Math.abs(missLat) < PRECISE && Math.abs(missLon) < PRECISE) {
                break;
            }
        }
        return of(guessLat, guessLon);
    }

    /** As the crow flies. */
    public double metresTo(Coordinates other) {
        double from = Math.toRadians(lat.doubleValue());
        double to = Math.toRadians(other.lat.doubleValue());
        double north = Math.sin((to - from) / 2);
        double east = Math.sin(Math.toRadians(other.lon.subtract(lon).doubleValue()) / 2);
        double chord = north * north + Math.cos(from) * Math.cos(to) * east * east;
        return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(chord)));
    }

    /** As a phone map in China shows the place; in GCJ-02, so not to be stored. */
    public Coordinates toGcj02() {
        double north = lat.doubleValue();
        double east = lon.doubleValue();
        return of(north + shiftLat(north, east), east + shiftLon(north, east));
    }

    private static double shiftLat(double lat, double lon) {
        double x = lon - 105;
        double y = lat - 35;
        double metres = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
        metres += wave(x, 20, 6, 20, 2);
        metres += wave(y, 20, 1, 40, 1.0 / 3);
        metres += wave(y, 160, 1.0 / 12, 320, 1.0 / 30);
        return Math.toDegrees(metres * Math.pow(bend(lat), 1.5) / (AXIS * (1 - ECCENTRICITY_SQUARED)));
    }

    private static double shiftLon(double lat, double lon) {
        double x = lon - 105;
        double y = lat - 35;
        double metres = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
        metres += wave(x, 20, 6, 20, 2);
        metres += wave(x, 20, 1, 40, 1.0 / 3);
        metres += wave(x, 150, 1.0 / 12, 300, 1.0 / 30);
        return Math.toDegrees(metres * Math.sqrt(bend(lat)) / (AXIS * Math.cos(Math.toRadians(lat))));
    }

    private static double wave(double at, double high, double often, double otherHigh, double otherOften) {
        return (high * Math.sin(often * at * Math.PI) + otherHigh * Math.sin(otherOften * at * Math.PI)) * 2 / 3;
    }

    private static double bend(double lat) {
        double sine = Math.sin(Math.toRadians(lat));
        return 1 - ECCENTRICITY_SQUARED * sine * sine;
    }
}
