package cn.leiting.tally;

import cn.leiting.timekeeping.Timing.Reading;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * 办案时限: the statutory periods of the authority that fell due in a squad's cases, or were kept before (domain 6.2, D2).
 * A case with one that was broken is not in time, however many it kept; how many cases there are counts for nothing
 * (行政处罚法第七十四条第三款).
 */
record Handling(List<Reading> readings) {

    Count count() {
        Collection<List<Reading>> cases = readings.stream()
                .filter(Reading::isSettled)
                .collect(Collectors.groupingBy(reading -> reading.timing().caseCode()))
                .values();
        long kept = cases.stream()
                .filter(one -> one.stream().noneMatch(Reading::isBreached))
                .count();
        Count count = Count.share(kept, cases.size());
        return readings.stream().anyMatch(reading -> reading.missingYear() != null)
                ? count.with("缺工作日历的期限，按未逾期计。")
                : count;
    }
}
