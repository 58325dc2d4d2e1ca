package cn.leiting.score;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
            BigDecimal points) {}
}
