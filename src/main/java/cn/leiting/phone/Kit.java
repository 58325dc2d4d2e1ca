package cn.leiting.phone;

import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Violation;
import cn.leiting.zoning.StallZone;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 出勤资料包：what a phone takes along beside the open tasks, so that it can refuse offline what the server
 * would refuse.
 *
 * @param version of the shell that the server gives out; another one on the phone is old
 * @param serverTime by which the phone tells that its own clock is wrong
 * @param law of the longest time for which a squad may still hand in a visit, each row with its days
 * @param problems points by task where a valid visit found a problem
 * @param orders that wait for a re-check, {@code zones} where stalls are allowed today
 * @param box the town's, null of a squad without a town
 */
record Kit(
        String version,
        Instant serverTime,
        String account,
        String name,
        Crew squad,
        List<Officer> officers,
        List<Law> law,
        Limits limits,
        Map<String, List<String>> problems,
        List<Order> orders,
        List<Zone> zones,
        @Nullable Box box) {

    record Crew(String code, String name) {}

    /** An officer with a certificate that is or was valid lately; the phone looks at the visit's own day. */
    record Officer(String userId, String name, String certNo, LocalDate from, LocalDate to) {}

    /**
     * A violation as the law of those days has it.
     *
     * @param days that an order may give
     * @param proposed what the law wants where nothing is special (D-04), as one of {@code Finding.Disposition},
     *     {@code proposedLabel} in the words of the table
     */
    record Law(
            String code,
            String name,
            String legalBasis,
            Violation.Precondition precondition,
            String competent,
            int days,
            String proposed,
            String proposedLabel,
            LocalDate from,
            @Nullable LocalDate to) {}

    /** @param warnM metres from the point from which a reviewer looks at the place; {@code rejectM} likewise */
    record Limits(
            int photos, int photoBytes, int photoPixels, BigDecimal warnM, BigDecimal rejectM, LocalDate codedSince) {}

    /** @param photos of before, by their hashes */
    record Order(
            String no,
            long finding,
            String point,
            String pointName,
            Point.Kind kind,
            BigDecimal lat,
            BigDecimal lon,
            String violation,
            String violationName,
            String description,
            LocalDate lastDay,
            List<String> photos) {}

    /** @param weekdays 1 is Monday; {@code windows} end on the next day where they end before they begin */
    record Zone(
            String name,
            String kind,
            String hours,
            BigDecimal lat,
            BigDecimal lon,
            int radiusM,
            List<Integer> weekdays,
            List<StallZone.Window> windows,
            LocalDate from,
            @Nullable LocalDate to) {}

    /** 街镇范围, degrees in WGS-84. */
    record Box(BigDecimal latMin, BigDecimal latMax, BigDecimal lonMin, BigDecimal lonMax) {}
}
