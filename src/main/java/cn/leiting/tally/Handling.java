package cn.leiting.tally;

import cn.leiting.timekeeping.Timing.Reading;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * 办案时限: the statutory periods of the authority that fell due in a squad's cases, or were kept before (domain 6.2, D2).
 * A case with one that was broken is not in time, however many it kept; how many cases there are counts for nothing
 * (行政处罚法第七十四条第三款).
 */
record Handling(List<Reading> readings) {

    static final String NO_CALENDAR = "缺工作日历的期限，按未逾期计。";

    /** One for each case of which something may be judged. */
    List<Trace> traces() {
        boolean dated = readings.stream().allMatch(reading -> reading.missingYear() == null);
        return readings.stream()
                .filter(Reading::isSettled)
                .collect(Collectors.groupingBy(
                        reading -> reading.timing().caseCode(), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(one -> trace(one.getKey(), one.getValue(), dated))
                .toList();
    }

    private static Trace trace(String caseCode, List<Reading> settled, boolean dated) {
        List<String> breached = settled.stream()
                .filter(Reading::isBreached)
                .map(reading -> reading.timing().kind().label())
                .distinct()
                .toList();
        String note = breached.isEmpty() ? (dated ? null : NO_CALENDAR) : String.join("、", breached) + "逾期。";
        return Trace.of("D2", Trace.Kind.CASE, caseCode, breached.isEmpty() ? 1 : 0, 1, note);
    }
}
