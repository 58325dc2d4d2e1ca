package cn.leiting.tally;

import static java.util.stream.Collectors.groupingBy;

import cn.leiting.tally.Trace.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * 一个中队的任务：what the records say of one squad's own task in one campaign, apart from the records that are counted.
 *
 * @param days of its own window; {@code daysFromOwnFirst} of the campaign from its own first day on
 * @param uncovered the days of its own window on which nobody was designated, in ISO form with blanks between
 */
record Done(
        String task,
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
        boolean fedBack,
        boolean returned,
        boolean accepted,
        boolean judged,
        int infoTarget) {

    static final String ON_TIME = "缺工作日历或者没有期限记录的，按未逾期计。";
    static final String NOT_RE_CHECKED = "应复查的问题没有复查，按零分计。";

    private static final List<String> SHARES =
            List.of("B1", "B2", "C1", "C2", "C3", "D1", "D2", "D3", "E1", "E2", "F1", "F2", "G1", "G2");

    /** What each comes to: A1 to A3 in days, everything else as the sum of its records. */
    SortedMap<String, Count> counts(Lateness lateness, List<Trace> traces) {
        SortedMap<String, Count> counts = new TreeMap<>();
        counts.put("A1", lateness.uncovered(uncoveredDays(), days));
        counts.put("A2", lateness.since(planDated, planDue, filedAt));
        counts.put("A3", lateness.since(receiptDated, receiptDue, acknowledgedAt));
        Map<String, List<Trace>> byIndicator = traces.stream().collect(groupingBy(Trace::indicator));
        SHARES.forEach(code -> counts.put(code, Count.of(byIndicator.getOrDefault(code, List.of()))));
        return counts;
    }

    /** The records that were found, and what follows from the task itself. */
    List<Trace> with(List<Trace> found, Lateness lateness, int adoptionTarget) {
        List<Trace> traces = new ArrayList<>(found);
        traces.add(timed("A1", Kind.TASK, lateness.uncovered(uncoveredDays(), days)));
        traces.add(timed("A2", Kind.DUTY_PLAN, lateness.since(planDated, planDue, filedAt)));
        traces.add(timed("A3", Kind.TASK, lateness.since(receiptDated, receiptDue, acknowledgedAt)));
        traces.add(ownDays(
                found.stream().filter(one -> one.indicator().equals("B1")).toList()));
        if (found.stream().noneMatch(one -> one.reference().equals(task + " feedback.final"))) {
            traces.add(lastReport());
        }
        boolean judgeable = returned || judged && fedBack;
        traces.add(Trace.of("E2", Kind.TASK, task, accepted && !returned ? 1 : 0, judgeable ? 1 : 0));
        traces.add(Trace.of("F1", Kind.TARGET, task, 0, target(infoTarget)));
        traces.add(Trace.of("F2", Kind.TARGET, task, 0, target(adoptionTarget)));
        traces.removeIf(Trace::isNothing);
        return traces;
    }

    private Trace timed(String indicator, Kind kind, Count count) {
        return Trace.of(indicator, kind, task, count.numerator().longValueExact(), 1, words(count));
    }

    private static @Nullable String words(Count count) {
        if (count.note() != null) {
            return count.note();
        }
        int late = Objects.requireNonNull(count.daysLate());
        if (count.numerator().signum() == 0) {
            return "没有完成。";
        }
        return late == 0 ? null : late >= Lateness.LONG ? "逾期三个工作日以上。" : "逾期" + late + "个工作日。";
    }

    private List<LocalDate> uncoveredDays() {
        return uncovered.isEmpty()
                ? List.of()
                : Arrays.stream(uncovered.split(" ")).map(LocalDate::parse).toList();
    }

    /** A late squad was given fewer rounds already; an exemption of time takes away its days' share of them. */
    private Trace ownDays(List<Trace> points) {
        Count all = Count.of(points);
        long required = all.denominator().longValueExact();
        long made = all.numerator().longValueExact();
        long left = proRata(required, daysFromOwnFirst);
        return Trace.of(
                "B1", Kind.OWN_DAYS, task, Math.min(made, left) - made, left - required, "部分时间免除，应查次数按本中队实际行动天数折算。");
    }

    /** A squad that never came to its final feedback owes it all the same. */
    private Trace lastReport() {
        return Trace.of("E1", Kind.TASK, task, fedBack ? 1 : 0, 1, fedBack ? ON_TIME : "没有提交最终反馈。");
    }

    /** Where a campaign asks for no items, none is enough. */
    private long target(int ofAll) {
        return infoTarget == 0 ? 0 : proRata(ofAll, daysOfAll);
    }

    /** The share of the squad's own days, rounded up. */
    private long proRata(long whole, long ofDays) {
        return (whole * days + ofDays - 1) / ofDays;
    }
}
