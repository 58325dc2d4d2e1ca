package cn.leiting.fieldwork;

import cn.leiting.catalogue.Coordinates;
import cn.leiting.catalogue.Coordinates.Datum;
import cn.leiting.catalogue.Point;
import cn.leiting.fieldwork.Inspection.GeoVerdict;
import cn.leiting.zoning.StallZones;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * 定位：where the phone, or the camera, says that it was.
 *
 * @param lat degrees in the datum in which they were measured; lon likewise
 * @param accuracy metres
 */
public record Position(BigDecimal lat, BigDecimal lon, BigDecimal accuracy, Datum datum) {

    /** Metres; indoors a phone does not know better. */
    private static final BigDecimal PRECISE = BigDecimal.valueOf(100);

    /**
     * How far from the point, and what to think of it.
     *
     * @param metres null without a position
     */
    public record Check(@Nullable BigDecimal metres, GeoVerdict verdict) {}

    /** None where nothing of it was sent. */
    static @Nullable Position of(Inspection.Form.@Nullable Gps gps) {
        if (gps == null || gps.isBlank()) {
            return null;
        }
        return new Position(
                Fields.within("gps.lat", "纬度", gps.lat(), -90, 90, 6),
                Fields.within("gps.lon", "经度", gps.lon(), -180, 180, 6),
                Fields.within("gps.accuracy", "定位精度", gps.accuracy(), 0, 100_000, 1),
                Fields.oneOf("gps.datum", "坐标系", gps.datum(), Datum.class));
    }

    /** Distance less accuracy against the two limits in metres (domain, section 9.3, no. 23). */
    public static Check check(@Nullable Position position, Point point, BigDecimal warn, BigDecimal reject) {
        if (position == null) {
            return new Check(null, GeoVerdict.UNKNOWN);
        }
        BigDecimal metres = BigDecimal.valueOf(position.metresTo(point)).setScale(1, RoundingMode.HALF_UP);
        BigDecimal surely = metres.subtract(position.accuracy);
        GeoVerdict verdict = surely.compareTo(warn) <= 0
                ? GeoVerdict.OK
                : surely.compareTo(reject) <= 0 ? GeoVerdict.WARN : GeoVerdict.REJECT;
        return new Check(metres, verdict);
    }

    private double metresTo(Point point) {
        return wgs84().metresTo(new Coordinates(point.lat(), point.lon()));
    }

    /**
     * Whether a stall was called a violation, and where: at the phone where that knew its place well, else at the
     * point.
     */
    static StallZones.Sighting stall(Visit visit, Point point) {
        Position phone = visit.position();
        return new StallZones.Sighting(
                visit.findings().stream()
                        .anyMatch(finding -> finding.violation().equals("VIO_STALL")),
                point.squadCode(),
                phone == null || phone.accuracy.compareTo(PRECISE) > 0
                        ? new Coordinates(point.lat(), point.lon())
                        : phone.wgs84(),
                visit.startedAt(),
                visit.remark());
    }

    /** Whatever the datum of the phone. */
    Coordinates wgs84() {
        return Coordinates.from(datum, lat, lon);
    }
}
