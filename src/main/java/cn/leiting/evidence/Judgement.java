package cn.leiting.evidence;

import cn.leiting.catalogue.Point;
import cn.leiting.fieldwork.Inspection.GeoVerdict;
import cn.leiting.fieldwork.Position;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 照片核对：what a machine can tell of a photo in one visit. It never refuses a photo and never makes a visit void;
 * a supervisor decides (domain, section 9.3, no. 23).
 *
 * @param metres between the place in the photo and the point
 */
record Judgement(
        long inspection,
        String sha256,
        GeoVerdict verdict,
        List<Reason> reasons,
        @Nullable BigDecimal metres) {

    /** Why a photo is not simply in order. */
    enum Reason {
        SAME_PHOTO("同一张照片用于多次检查"),
        OTHER_TIME("拍摄时间与检查时间不符"),
        OTHER_PLACE("拍摄位置偏离点位"),
        NO_TIME("照片中没有拍摄时间"),
        NO_PLACE("照片中没有拍摄位置");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        private boolean isDoubt() {
            return this == SAME_PHOTO || this == OTHER_TIME || this == OTHER_PLACE;
        }
    }

    /**
     * A photo in a visit.
     *
     * @param elsewhere whether another visit that is not void has the very same photo
     */
    record Shown(
            long inspection,
            String sha256,
            String point,
            LocalDate businessDate,
            Instant startedAt,
            Instant endedAt,
            @Nullable Instant takenAt,
            @Nullable Position place,
            boolean elsewhere) {}

    /** How much is too much: metres, and the time before the visit's start and after its end. */
    record Bounds(BigDecimal warn, BigDecimal reject, Duration around) {}

    static Judgement of(Shown photo, Point point, Bounds bounds) {
        Position.Check geo = Position.check(photo.place, point, bounds.warn, bounds.reject);
        List<Reason> reasons = new ArrayList<>();
        if (photo.elsewhere) {
            reasons.add(Reason.SAME_PHOTO);
        }
        if (photo.takenAt == null) {
            reasons.add(Reason.NO_TIME);
        } else if (photo.takenAt.isBefore(photo.startedAt.minus(bounds.around))
                || photo.takenAt.isAfter(photo.endedAt.plus(bounds.around))) {
            reasons.add(Reason.OTHER_TIME);
        }
        if (geo.verdict() == GeoVerdict.UNKNOWN) {
            reasons.add(Reason.NO_PLACE);
        } else if (geo.verdict() != GeoVerdict.OK) {
            reasons.add(Reason.OTHER_PLACE);
        }
        return new Judgement(
                photo.inspection, photo.sha256, verdict(reasons, geo.verdict()), List.copyOf(reasons), geo.metres());
    }

    private static GeoVerdict verdict(List<Reason> reasons, GeoVerdict place) {
        if (place == GeoVerdict.REJECT) {
            return GeoVerdict.REJECT;
        }
        if (reasons.stream().anyMatch(Reason::isDoubt)) {
            return GeoVerdict.WARN;
        }
        return reasons.isEmpty() ? GeoVerdict.OK : GeoVerdict.UNKNOWN;
    }
}
