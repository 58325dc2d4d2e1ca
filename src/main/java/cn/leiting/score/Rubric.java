package cn.leiting.score;

import cn.leiting.tally.Count;
import cn.leiting.tally.Tally;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 评分标准：what the decision tables {@code scoreWeights}, {@code scoreApplicability}, {@code scoreRatio},
 * {@code scoreAdjustment}, {@code scoreGrade} and {@code annualStatus} say (domain 6.5). Each question is put
 * for all squads at once, each different one of it a single time.
 *
 * <p>A version names the deployed version of each table, e.g. {@code 1.1.2.1.1.1}: a campaign keeps that by
 * which it was first scored, whatever is deployed later.
 */
public interface Rubric {

    /**
     * Whether an indicator counts.
     *
     * @param exempt 整项免除
     * @param pointsAssigned whether anything was to be inspected
     * @param coverage r(B1) in hundredths, rounded down: 0.59 is less than 0.60
     * @param counted whether the denominator is more than zero
     * @param lookBackClosed 回头看已结束
     * @param recorded whether this release keeps the data
     */
    record Situation(
            Indicator indicator,
            Stage stage,
            boolean exempt,
            boolean pointsAssigned,
            BigDecimal coverage,
            boolean counted,
            boolean lookBackClosed,
            boolean recorded) {

        /** @param rounds B1 as it counts, after a decided appeal too */
        static Situation of(Indicator indicator, Stage stage, Tally tally, Count rounds) {
            Count count = tally.count(indicator.name());
            boolean points = rounds.denominator().signum() > 0;
            return new Situation(
                    indicator,
                    stage,
                    tally.exempt(),
                    points,
                    points ? rounds.numerator().divide(rounds.denominator(), 2, RoundingMode.DOWN) : BigDecimal.ZERO,
                    count.denominator().signum() > 0,
                    tally.lookBackClosed(),
                    count.recorded());
        }
    }

    enum Verdict {
        APPLICABLE,
        /** Own fault: it counts, as nothing. */
        ZERO,
        NOT_APPLICABLE
    }

    /** @param reason a whole sentence; none where it simply counts */
    record Applicability(Verdict verdict, @Nullable String reason) {}

    /**
     * How a ratio is made.
     *
     * @param done whether the thing was done at all
     * @param daysLate working days; 3 stands for any more
     */
    record Timing(Indicator indicator, boolean done, int daysLate) {

        static Timing of(Indicator indicator, Tally tally) {
            Count count = tally.count(indicator.name());
            return count.daysLate() == null
                    ? new Timing(indicator, true, 0)
                    : new Timing(indicator, count.numerator().signum() > 0, count.daysLate());
        }
    }

    /** @param fixed the ratio itself; null where it is the numerator's share of the denominator, 1 at most */
    record Measure(@Nullable BigDecimal fixed) {}

    /**
     * What one adjustment is worth.
     *
     * @param each points each time, more than 0 for a deduction too
     * @param most points of this code at most; null without a limit
     * @param mostOfAll points of all that share this limit at most; null for what stands outside it
     */
    record Tariff(
            BigDecimal each,
            @Nullable BigDecimal most,
            @Nullable BigDecimal mostOfAll) {

        /** Points of so many times, this code's own limit kept. */
        BigDecimal of(int count) {
            BigDecimal points = each.multiply(BigDecimal.valueOf(count));
            return most == null ? points : points.min(most);
        }
    }

    /**
     * A squad's year.
     *
     * @param scored in how many of the campaigns it was rated
     * @param eligible of how many it was not exempt
     * @param falseEvidence whether X2 was booked in the year
     * @param grade what its points alone come to
     */
    record Year(
            int scored,
            int eligible,
            boolean competing,
            boolean falseEvidence,
            @Nullable String grade) {}

    enum Rating {
        RATED,
        /** 不定等次. */
        UNDETERMINED,
        /** 不参评: exempt from all. */
        EXEMPT,
        /** Scored, not ranked. */
        NON_COMPETING
    }

    record Standing(Rating rating, @Nullable String grade) {}

    /** The tables as they are deployed now. */
    String newest();

    /** Of every indicator on that day; refuses weights that do not add up to 100. */
    Map<Indicator, BigDecimal> weights(String version, LocalDate on);

    Map<Situation, Applicability> applicability(String version, Set<Situation> situations);

    Map<Timing, Measure> measures(String version, Set<Timing> timings);

    Map<AdjustmentCode, Tariff> tariffs(String version, Set<AdjustmentCode> codes);

    /** 优良中差, by the total of 0.00 to 100.00. */
    Map<BigDecimal, String> grades(String version, Set<BigDecimal> totals);

    Map<Year, Standing> standings(Set<Year> years);
}
