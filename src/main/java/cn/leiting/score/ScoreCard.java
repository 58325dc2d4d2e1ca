package cn.leiting.score;

import static java.math.RoundingMode.HALF_UP;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 评分卡：one version of one squad's score in one stage of a campaign. A version never changes; what changes
 * is a further version, with its reason.
 *
 * @param scoring e.g. {@code SC-2023-01:PROVISIONAL}
 * @param version from 1 on
 * @param base 0 to 100, with two decimals; null unless computed
 * @param bonus 0 to 3; null unless computed
 * @param deduction 0 or more; null unless computed
 * @param total 0.00 to 100.00, rounded once, from the exact fractions; null unless computed
 * @param grade 优良中差; null unless computed
 * @param rank from 1 on, ties share one; null but for {@code RATED}
 * @param rubric the version of the rubric, see {@link Rubric}
 * @param reason why there is this version
 * @param inputsHash SHA-256 over the canonical inputs, which are stored with the card
 * @param items every indicator in its order; empty for {@code EXEMPT}
 * @param adjustments how often each was booked
 */
public record ScoreCard(
        String scoring,
        String campaign,
        Stage stage,
        String squad,
        int version,
        Status status,
        @Nullable BigDecimal base,
        @Nullable BigDecimal bonus,
        @Nullable BigDecimal deduction,
        @Nullable BigDecimal total,
        @Nullable String grade,
        @Nullable Integer rank,
        String rubric,
        String reason,
        String computedBy,
        Instant computedAt,
        String inputsHash,
        List<Item> items,
        Map<AdjustmentCode, Integer> adjustments) {

    /** Of a row with its items and adjustments as JSON. */
    static ScoreCard of(ResultSet row, int number) throws SQLException {
        return new ScoreCard(
                row.getString("scoring"),
                row.getString("campaign"),
                Stage.valueOf(row.getString("stage")),
                row.getString("squad"),
                row.getInt("version"),
                Status.valueOf(row.getString("status")),
                row.getBigDecimal("base"),
                row.getBigDecimal("bonus"),
                row.getBigDecimal("deduction"),
                row.getBigDecimal("total"),
                row.getString("grade"),
                row.getObject("rank", Integer.class),
                row.getString("rubric"),
                row.getString("reason"),
                row.getString("computed_by"),
                row.getObject("computed_at", OffsetDateTime.class).toInstant(),
                row.getString("inputs_hash"),
                CardRows.read(row.getString("items"), new TypeReference<>() {}),
                CardRows.read(row.getString("adjustments"), new TypeReference<TreeMap<AdjustmentCode, Integer>>() {}));
    }

    public enum Status {
        RATED("参评"),
        /** Less than half of the weight applies. */
        NOT_RATED("不参评"),
        EXEMPT("整项免除"),
        /** The mobile squad: scored, not ranked. */
        NON_COMPETING("计分不排名");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * One indicator.
     *
     * @param numerator at most two decimals; 0 where nothing was counted
     * @param denominator the same
     * @param ratio 0 to 1 with six decimals, for reading; null where it does not apply
     * @param reason a whole sentence: why it does not apply, or counts otherwise than the figures say
     * @param points weight times ratio with four decimals, for reading; 0 where it does not apply
     */
    public record Item(
            Indicator indicator,
            BigDecimal weight,
            BigDecimal numerator,
            BigDecimal denominator,
            @Nullable BigDecimal ratio,
            boolean applicable,
            @Nullable String reason,
            BigDecimal points) {

        static Item left(Indicator indicator, BigDecimal weight, String reason) {
            return new Item(indicator, weight, BigDecimal.ZERO, BigDecimal.ZERO, null, false, reason, BigDecimal.ZERO);
        }

        /** Of a denominator of 0 it is nothing; more than there was to do is all. */
        static Item share(
                Indicator indicator,
                BigDecimal weight,
                BigDecimal numerator,
                BigDecimal denominator,
                @Nullable String reason) {
            boolean some = denominator.signum() > 0;
            BigDecimal done = numerator.min(denominator);
            BigDecimal of = some ? denominator : BigDecimal.ONE;
            return new Item(
                    indicator,
                    weight,
                    numerator,
                    denominator,
                    done.divide(of, 6, HALF_UP),
                    true,
                    reason,
                    weight.multiply(done).divide(of, 4, HALF_UP));
        }
    }

    /** Of totals with the same scale: 1, 2, 2, 4. */
    static Map<BigDecimal, Integer> ranks(Stream<BigDecimal> totals) {
        List<BigDecimal> sorted = totals.sorted(Comparator.reverseOrder()).toList();
        return sorted.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), total -> sorted.indexOf(total) + 1));
    }
}
