package cn.leiting.merit;

import cn.leiting.score.Indicator;
import cn.leiting.score.Rubric.Situation;
import cn.leiting.score.Stage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * 一个中队在一次再提升中的原始数据.
 *
 * @param required rounds at the points that are not excused; {@code made} of them, further ones not counted
 * @param owed reports that fell due or were handed in; {@code finals} of them the final one
 */
record Share(
        String improvement,
        String squad,
        boolean exempt,
        LocalDate firstDay,
        long required,
        long made,
        long valid,
        long invalid,
        long ordersDue,
        long ordersInTime,
        long rechecks,
        long passed,
        long owed,
        long finals,
        long inTime,
        boolean fedBack,
        boolean returned,
        boolean accepted,
        boolean judged) {

    record Part(long done, long of) {}

    /** By indicator what was done of what there was to do; the six of domain 6.6. */
    SortedMap<Indicator, Part> counts() {
        SortedMap<Indicator, Part> counts = new TreeMap<>();
        counts.put(Indicator.B1, new Part(made, required));
        counts.put(Indicator.B2, new Part(valid, valid + invalid));
        counts.put(Indicator.C1, new Part(ordersInTime, ordersDue));
        counts.put(Indicator.C2, new Part(passed, rechecks));
        counts.put(Indicator.E1, reports());
        counts.put(Indicator.E2, new Part(accepted && !returned ? 1 : 0, returned || judged && fedBack ? 1 : 0));
        return counts;
    }

    /** A squad that never came to its final feedback owes it all the same; undated it counts as in time. */
    private Part reports() {
        boolean undatedFinal = finals == 0 && fedBack;
        return new Part(inTime + (undatedFinal ? 1 : 0), owed + (finals == 0 ? 1 : 0));
    }

    BigDecimal numerator(Indicator indicator) {
        return BigDecimal.valueOf(part(indicator).done());
    }

    BigDecimal denominator(Indicator indicator) {
        return BigDecimal.valueOf(part(indicator).of());
    }

    private Part part(Indicator indicator) {
        return Objects.requireNonNull(counts().get(indicator));
    }

    /** An improvement has no look-back that anything would have to wait for. */
    Situation situation(Indicator indicator) {
        BigDecimal coverage = required == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(made).divide(BigDecimal.valueOf(required), 2, RoundingMode.DOWN);
        return new Situation(
                indicator,
                Stage.FINAL,
                exempt,
                required > 0,
                coverage,
                denominator(indicator).signum() > 0,
                true,
                true);
    }
}
