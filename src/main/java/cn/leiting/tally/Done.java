package cn.leiting.tally;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * 一个中队的原始数据：what the records say of one squad in one campaign, and what that comes to by indicator.
 *
 * @param days of its own window; {@code daysFromOwnFirst} of the campaign from its own first day on
 * @param uncovered the days of its own window on which nobody was designated, in ISO form with blanks between
 * @param skipped findings at points that the look-back was to re-check and that nobody visited
 * @param required rounds at the points that are not excused; {@code made} of them
 * @param tickets 诉件 that were closed or fell due
 * @param files 案卷 that were reviewed; {@code marks} their sum, of 100 each
 */
record Done(
        String squad,
        boolean mobile,
        boolean exempt,
        LocalDate firstDay,
        int days,
        int daysFromOwnFirst,
        int daysOfAll,
        boolean lookBackClosed,
        String uncovered,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant receiptDue,
        boolean receiptDated,
        @Nullable Instant filedAt,
        @Nullable Instant planDue,
        boolean planDated,
        long required,
        long made,
        long valid,
        long invalid,
        long findings,
        long ordersDue,
        long ordersInTime,
        long taught,
        long rechecks,
        long passed,
        long skipped,
        long drawn,
        long done,
        long owed,
        long finals,
        long inTime,
        long undated,
        boolean fedBack,
        boolean returned,
        boolean accepted,
        boolean judged,
        int infoTarget,
        long itemsInTime,
        long adopted,
        long tickets,
        long ticketsInTime,
        long files,
        long marks) {

    private static final String ON_TIME = "缺工作日历或者没有期限记录的，按未逾期计。";

    SortedMap<String, Count> counts(Lateness lateness, Handling handling, int adoptionTarget) {
        SortedMap<String, Count> counts = new TreeMap<>();
        counts.put("A1", lateness.uncovered(uncoveredDays(), days));
        counts.put("A2", lateness.since(planDated, planDue, filedAt));
        counts.put("A3", lateness.since(receiptDated, receiptDue, acknowledgedAt));
        counts.put("B1", coverage());
        counts.put("B2", Count.share(valid, valid + invalid));
        counts.put("C1", Count.share(ordersInTime, ordersDue));
        counts.put("C2", reChecks());
        counts.put("C3", Count.share(done, drawn));
        counts.put("D1", Count.notRecorded(0));
        counts.put("D2", handling.count());
        counts.put("D3", Count.share(marks, 100 * files));
        counts.put("E1", reports());
        counts.put("E2", Count.share(accepted && !returned ? 1 : 0, returned || judged && fedBack ? 1 : 0));
        counts.put("F1", Count.share(itemsInTime, infoTarget == 0 ? 0 : proRata(infoTarget, daysOfAll)));
        counts.put("F2", Count.share(adopted, infoTarget == 0 ? 0 : proRata(adoptionTarget, daysOfAll)));
        counts.put("G1", Count.share(taught, findings));
        counts.put("G2", Count.share(ticketsInTime, tickets));
        return counts;
    }

    /** Whoever went to none of them does not do better than who found them unchanged (domain 6.4). */
    private Count reChecks() {
        return rechecks == 0 && skipped > 0
                ? Count.share(0, skipped).with("应复查的问题没有复查，按零分计。")
                : Count.share(passed, rechecks);
    }

    private List<LocalDate> uncoveredDays() {
        return uncovered.isEmpty()
                ? List.of()
                : Arrays.stream(uncovered.split(" ")).map(LocalDate::parse).toList();
    }

    /** A late squad was given fewer rounds already; an exemption of time takes away its days' share of them. */
    private Count coverage() {
        long left = proRata(required, daysFromOwnFirst);
        return Count.share(Math.min(made, left), left);
    }

    /** The share of the squad's own days, rounded up. */
    private long proRata(long whole, long ofDays) {
        return (whole * days + ofDays - 1) / ofDays;
    }

    /** A squad that never came to its final feedback owes it all the same. */
    private Count reports() {
        boolean undatedFinal = finals == 0 && fedBack;
        Count count = Count.share(inTime + (undatedFinal ? 1 : 0), owed + (finals == 0 ? 1 : 0));
        return undated > 0 || undatedFinal ? count.with(ON_TIME) : count;
    }
}
