package cn.leiting.assignment;

import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * 数据块：what the records say of one squad's task; counted, never typed, and frozen with the feedback (domain
 * F-13). None is negative.
 *
 * @param pointsAssigned all points of the squad, those excused included
 * @param pointsExcused of these, how many need no inspection
 * @param pointsInspected of those not excused, how many have all their rounds
 * @param personTimes 出动人次
 * @param findingsByViolation findings by the violation's code
 * @param openPoints of those not excused, how many lack a round
 */
public record Figures(
        int pointsAssigned,
        int pointsExcused,
        int pointsInspected,
        int inspections,
        int invalidInspections,
        int personTimes,
        int findings,
        Map<String, Integer> findingsByViolation,
        int educated,
        int correctedOnSpot,
        int ordered,
        int cases,
        int transferred,
        int withoutDisposition,
        int openPoints) {

    public Figures {
        findingsByViolation = Collections.unmodifiableMap(new TreeMap<>(findingsByViolation));
        boolean negative = Stream.concat(
                        Stream.of(pointsAssigned, pointsExcused, pointsInspected, inspections, invalidInspections),
                        Stream.of(personTimes, findings, educated, correctedOnSpot, ordered, cases, transferred))
                .anyMatch(number -> number < 0);
        if (negative || withoutDisposition < 0 || openPoints < 0) {
            throw Refusal.invalid("数据块中不能有负数。");
        }
    }

    /** 覆盖率: inspected to assigned but not excused, 0 to 1 in four decimals; 1 where nothing was to be inspected. */
    public BigDecimal coverage() {
        int due = pointsAssigned - pointsExcused;
        return due <= 0
                ? BigDecimal.ONE
                : BigDecimal.valueOf(pointsInspected).divide(BigDecimal.valueOf(due), 4, RoundingMode.HALF_UP);
    }
}
