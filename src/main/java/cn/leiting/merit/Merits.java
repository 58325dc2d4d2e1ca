package cn.leiting.merit;

import static java.math.RoundingMode.HALF_UP;

import cn.leiting.score.Indicator;
import cn.leiting.score.Rubric;
import cn.leiting.score.Rubric.Applicability;
import cn.leiting.score.Rubric.Situation;
import cn.leiting.score.ScoreCard.Item;
import cn.leiting.score.ScoreCard.Status;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 再提升评分：scores what squads did in further improvements (domain 6.6), computed when it is read. What applies is asked
 * of the same table as for a campaign: who was given points and did nothing gets nothing. Shares that a campaign took
 * over, that were withdrawn or got guidance instead have no score.
 */
@Component
@Transactional(readOnly = true)
public class Merits {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Less than this applicable weight says nothing about a squad. */
    private static final BigDecimal LEAST_WEIGHT = BigDecimal.valueOf(50);

    private final MeritRows rows;
    private final MeritRubric weights;
    private final Rubric rubric;

    Merits(MeritRows rows, MeritRubric weights, Rubric rubric) {
        this.rows = rows;
        this.weights = weights;
        this.rubric = rubric;
    }

    /** Of these improvements, by code and squad; a constant number of statements for all of them. */
    public List<Merit> of(Collection<String> improvements) {
        List<Share> shares = improvements.isEmpty() ? List.of() : rows.of(improvements);
        if (shares.isEmpty()) {
            return List.of();
        }
        Map<LocalDate, Map<Indicator, BigDecimal>> weighed = new HashMap<>();
        shares.forEach(share -> weighed.computeIfAbsent(share.firstDay(), weights::weights));
        Set<Situation> asked = shares.stream()
                .flatMap(share -> share.counts().keySet().stream().map(share::situation))
                .collect(Collectors.toCollection(HashSet::new));
        Map<Situation, Applicability> applicability = rubric.applicability(rubric.newest(), asked);
        return shares.stream()
                .map(share -> merit(share, Objects.requireNonNull(weighed.get(share.firstDay())), applicability))
                .toList();
    }

    private static Merit merit(
            Share share, Map<Indicator, BigDecimal> weights, Map<Situation, Applicability> applicability) {
        if (share.exempt()) {
            return new Merit(share.improvement(), share.squad(), Status.EXEMPT, null, List.of());
        }
        List<Item> items = share.counts().keySet().stream()
                .map(indicator -> item(
                        share,
                        indicator,
                        Objects.requireNonNull(weights.get(indicator)),
                        Objects.requireNonNull(applicability.get(share.situation(indicator)))))
                .toList();
        BigDecimal weight =
                items.stream().filter(Item::applicable).map(Item::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        return weight.compareTo(LEAST_WEIGHT) < 0
                ? new Merit(share.improvement(), share.squad(), Status.NOT_RATED, null, items)
                : new Merit(share.improvement(), share.squad(), Status.RATED, total(items, weight), items);
    }

    private static Item item(Share share, Indicator indicator, BigDecimal weight, Applicability applies) {
        BigDecimal of = share.denominator(indicator);
        BigDecimal done = share.numerator(indicator).min(of);
        return switch (applies.verdict()) {
            case NOT_APPLICABLE ->
                new Item(indicator, weight, done, of, null, false, applies.reason(), BigDecimal.ZERO);
            case ZERO -> new Item(indicator, weight, done, of, zero(6), true, applies.reason(), zero(4));
            case APPLICABLE ->
                new Item(
                        indicator,
                        weight,
                        done,
                        of,
                        done.divide(of, 6, HALF_UP),
                        true,
                        null,
                        weight.multiply(done).divide(of, 4, HALF_UP));
        };
    }

    private static BigDecimal zero(int scale) {
        return BigDecimal.ZERO.setScale(scale);
    }

    /** On exact fractions, rounded at its end. */
    private static BigDecimal total(List<Item> items, BigDecimal weight) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal over = BigDecimal.ONE;
        for (Item item : items) {
            if (item.applicable() && item.denominator().signum() > 0) {
                sum = sum.multiply(item.denominator())
                        .add(item.weight().multiply(item.numerator()).multiply(over));
                over = over.multiply(item.denominator());
            }
        }
        return sum.multiply(HUNDRED).divide(over.multiply(weight), 2, HALF_UP);
    }
}
