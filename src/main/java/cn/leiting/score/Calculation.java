package cn.leiting.score;

import static java.math.RoundingMode.HALF_UP;

import cn.leiting.score.Rubric.Applicability;
import cn.leiting.score.Rubric.Measure;
import cn.leiting.score.Rubric.Situation;
import cn.leiting.score.Rubric.Tariff;
import cn.leiting.score.Rubric.Timing;
import cn.leiting.score.ScoreCard.Item;
import cn.leiting.score.ScoreCard.Status;
import cn.leiting.shared.Refusal;
import cn.leiting.tally.Count;
import cn.leiting.tally.Tally;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 计分：from what was counted, booked and decided to the cards of all squads (domain 6.3, 6.4). All arithmetic is on
 * exact fractions; the total is rounded once, at its end.
 */
final class Calculation {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Less than this applicable weight says nothing about a squad. */
    private static final BigDecimal LEAST_WEIGHT = BigDecimal.valueOf(50);

    /** What a decided appeal put in the place of the figures. */
    record Corrected(BigDecimal numerator, BigDecimal denominator) {

        /** Refuses less than nothing and, but for what has a target, more than all. */
        static Corrected of(Indicator indicator, BigDecimal numerator, BigDecimal denominator) {
            if (numerator.signum() < 0 || denominator.signum() < 0) {
                throw Refusal.invalid("numerator", "更正后的分子、分母不能小于零。");
            }
            boolean hasTarget = indicator == Indicator.F1 || indicator == Indicator.F2;
            if (numerator.compareTo(denominator) > 0 && !(hasTarget && denominator.signum() > 0)) {
                throw Refusal.invalid("numerator", "更正后的分子不能大于分母。");
            }
            return new Corrected(Count.plain(numerator), Count.plain(denominator));
        }
    }

    /** All that a card depends on. */
    record Inputs(
            String rubric,
            Stage stage,
            Tally tally,
            SortedMap<AdjustmentCode, Integer> adjustments,
            SortedMap<Indicator, Corrected> corrections) {

        private Situation situation(Indicator indicator) {
            Corrected decided = corrections.get(Indicator.B1);
            Count rounds = decided == null
                    ? tally.coverage()
                    : new Count(decided.numerator(), decided.denominator(), null, true, null);
            return Situation.of(indicator, stage, tally, rounds);
        }

        Inputs with(Indicator indicator, Corrected figures) {
            SortedMap<Indicator, Corrected> further = new TreeMap<>(corrections);
            further.put(indicator, figures);
            return new Inputs(rubric, stage, tally, adjustments, further);
        }
    }

    /** An adjustment with its points, its own limit kept. */
    record Booked(AdjustmentCode code, int count, BigDecimal points) {}

    /** A card that has no version yet. */
    record Draft(
            Inputs inputs,
            Status status,
            @Nullable BigDecimal base,
            @Nullable BigDecimal bonus,
            @Nullable BigDecimal deduction,
            @Nullable BigDecimal total,
            @Nullable String grade,
            @Nullable Integer rank,
            List<Item> items,
            List<Booked> booked) {

        String squad() {
            return inputs.tally().squad();
        }

        private Draft with(@Nullable String graded, @Nullable Integer ranked) {
            return new Draft(inputs, status, base, bonus, deduction, total, graded, ranked, items, booked);
        }
    }

    private final Map<Indicator, BigDecimal> weights;
    private final Map<Situation, Applicability> applicability;
    private final Map<Timing, Measure> measures;
    private final Map<AdjustmentCode, Tariff> tariffs;

    private Calculation(Rubric rubric, String version, List<Inputs> inputs) {
        weights = rubric.weights(version, inputs.get(0).tally().startedOn());
        applicability = rubric.applicability(version, ofEach(inputs, Inputs::situation));
        measures = rubric.measures(version, ofEach(inputs, (one, indicator) -> Timing.of(indicator, one.tally())));
        tariffs = rubric.tariffs(version, EnumSet.allOf(AdjustmentCode.class));
    }

    private static <T> Set<T> ofEach(List<Inputs> inputs, BiFunction<Inputs, Indicator, T> question) {
        Set<T> asked = new HashSet<>();
        inputs.forEach(one -> Arrays.stream(Indicator.values())
                .map(indicator -> question.apply(one, indicator))
                .forEach(asked::add));
        return asked;
    }

    /** The cards of all squads of one scoring, in the order of the inputs, of which there is one at least. */
    static List<Draft> cards(Rubric rubric, List<Inputs> inputs) {
        String version = inputs.get(0).rubric();
        Calculation calculation = new Calculation(rubric, version, inputs);
        List<Draft> drafts = inputs.stream().map(calculation::draft).toList();

        Map<BigDecimal, String> grades = rubric.grades(
                version,
                drafts.stream().map(Draft::total).filter(Objects::nonNull).collect(Collectors.toSet()));
        Map<BigDecimal, Integer> ranks = ScoreCard.ranks(drafts.stream()
                .filter(draft -> draft.status() == Status.RATED)
                .map(Draft::total)
                .filter(Objects::nonNull));
        return drafts.stream()
                .map(draft -> draft.total() == null
                        ? draft
                        : draft.with(
                                grades.get(draft.total()),
                                draft.status() == Status.RATED ? ranks.get(draft.total()) : null))
                .toList();
    }

    private Draft draft(Inputs inputs) {
        List<Booked> booked = inputs.adjustments().entrySet().stream()
                .map(entry -> booked(entry.getKey(), entry.getValue()))
                .toList();
        if (inputs.tally().exempt()) {
            return without(inputs, Status.EXEMPT, List.of(), booked);
        }
        List<Item> items = Arrays.stream(Indicator.values())
                .map(indicator -> item(inputs, indicator))
                .toList();
        BigDecimal weight =
                items.stream().filter(Item::applicable).map(Item::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (weight.compareTo(LEAST_WEIGHT) < 0) {
            return without(inputs, Status.NOT_RATED, items, booked);
        }
        return computed(inputs, items, weight, booked);
    }

    private static Draft without(Inputs inputs, Status status, List<Item> items, List<Booked> booked) {
        return new Draft(inputs, status, null, null, null, null, null, null, items, booked);
    }

    private Draft computed(Inputs inputs, List<Item> items, BigDecimal weight, List<Booked> booked) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal over = BigDecimal.ONE;
        for (Item item : items) {
            if (item.applicable() && item.denominator().signum() > 0) {
                sum = sum.multiply(item.denominator())
                        .add(item.weight()
                                .multiply(item.numerator().min(item.denominator()))
                                .multiply(over));
                over = over.multiply(item.denominator());
            }
        }
        BigDecimal whole = over.multiply(weight);
        BigDecimal earned = sum.multiply(HUNDRED);
        BigDecimal bonus = points(booked, true);
        BigDecimal deduction = points(booked, false);

        BigDecimal total = earned.add(bonus.subtract(deduction).multiply(whole)).divide(whole, 2, HALF_UP);
        Status status = inputs.tally().mobile() ? Status.NON_COMPETING : Status.RATED;
        BigDecimal base = earned.divide(whole, 2, HALF_UP);
        return new Draft(inputs, status, base, bonus, deduction, clamp(total), null, null, items, booked);
    }

    private static BigDecimal clamp(BigDecimal total) {
        return total.max(BigDecimal.ZERO).min(HUNDRED).setScale(2);
    }

    private Item item(Inputs inputs, Indicator indicator) {
        BigDecimal weight = Objects.requireNonNull(weights.get(indicator));
        Corrected corrected = inputs.corrections().get(indicator);
        if (corrected != null) {
            return corrected.denominator().signum() == 0
                    ? Item.left(indicator, weight, "申诉决定：此项不适用。")
                    : Item.share(indicator, weight, corrected.numerator(), corrected.denominator(), "按申诉决定更正。");
        }
        Applicability applies = Objects.requireNonNull(applicability.get(inputs.situation(indicator)));
        Count count = inputs.tally().count(indicator.name());
        return switch (applies.verdict()) {
            case NOT_APPLICABLE -> Item.left(indicator, weight, Objects.requireNonNull(applies.reason()));
            case ZERO -> Item.share(indicator, weight, BigDecimal.ZERO, BigDecimal.ZERO, applies.reason());
            case APPLICABLE ->
                counted(
                        indicator,
                        weight,
                        count,
                        Objects.requireNonNull(measures.get(Timing.of(indicator, inputs.tally()))));
        };
    }

    private static Item counted(Indicator indicator, BigDecimal weight, Count count, Measure measure) {
        return measure.fixed() == null
                ? Item.share(indicator, weight, count.numerator(), count.denominator(), count.note())
                : Item.share(indicator, weight, Count.plain(measure.fixed()), BigDecimal.ONE, count.note());
    }

    private Booked booked(AdjustmentCode code, int count) {
        return new Booked(code, count, tariff(code).of(count));
    }

    /** Those that share a limit come to it at most; what stands outside it is added to that. */
    private BigDecimal points(List<Booked> booked, boolean bonus) {
        BigDecimal limited = BigDecimal.ZERO;
        BigDecimal unlimited = BigDecimal.ZERO;
        for (Booked one : booked) {
            BigDecimal limit = tariff(one.code()).mostOfAll();
            if (one.code().isBonus() != bonus) {
                continue;
            }
            if (limit == null) {
                unlimited = unlimited.add(one.points());
            } else {
                limited = limited.add(one.points()).min(limit);
            }
        }
        return limited.add(unlimited);
    }

    private Tariff tariff(AdjustmentCode code) {
        return Objects.requireNonNull(tariffs.get(code));
    }
}
