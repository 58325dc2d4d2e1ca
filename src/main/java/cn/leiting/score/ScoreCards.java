package cn.leiting.score;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 评分卡：computes the cards of all squads of one scoring, known as {@code SC-2023-01:PROVISIONAL}, and keeps
 * their versions. Refuses an unknown scoring (404), and changes once it is locked (409).
 */
@Component
@Transactional
public class ScoreCards {

    /**
     * One version that differs from the one before it; the first version has nothing before it.
     *
     * @param reason why it came to be
     */
    public record Change(
            String squad,
            int version,
            @Nullable BigDecimal totalBefore,
            @Nullable BigDecimal total,
            @Nullable Integer rankBefore,
            @Nullable Integer rank,
            String reason,
            String by,
            Instant at) {}

    /**
     * Counts what all squads of the campaign did and computes their cards: a further version for each squad
     * whose inputs have changed, or whose rank has with those of others. Repeated, it makes none. Refuses an
     * adjustment of a squad that takes no part (422).
     *
     * @param adjustments all of them; what is left out is booked no longer
     * @param reason 1 to 300 characters
     * @return the squads that have a further version
     */
    public List<String> compute(String scoring, List<Adjustment> adjustments, String reason, String by) {
        throw new UnsupportedOperationException(scoring);
    }

    /**
     * A decided appeal: from now on these figures count, in every later computation of this scoring, and in
     * the final one too unless what was counted has changed by then. Nothing is counted anew; other squads get
     * a further version where their rank changes. Refuses a squad without a card (404) or exempt (409), and
     * (422) a numerator below 0 or, but for F1 and F2, above the denominator.
     *
     * @param denominator 0 with a numerator of 0 says that the indicator does not apply
     * @param reason 1 to 300 characters
     */
    public void correct(
            String scoring,
            String squad,
            Indicator indicator,
            BigDecimal numerator,
            BigDecimal denominator,
            String reason,
            String by) {
        throw new UnsupportedOperationException(scoring);
    }

    /** Each squad's newest card, by the squads' codes; the mobile squad last. */
    @Transactional(readOnly = true)
    public List<ScoreCard> latest(String scoring) {
        throw new UnsupportedOperationException(scoring);
    }

    /** All versions of a squad's card, the oldest first. */
    @Transactional(readOnly = true)
    public List<ScoreCard> history(String scoring, String squad) {
        throw new UnsupportedOperationException(scoring);
    }

    /** Every version of every squad but the first ones, the oldest first. */
    @Transactional(readOnly = true)
    public List<Change> changes(String scoring) {
        throw new UnsupportedOperationException(scoring);
    }

    /** Those whose ratio, or whether they apply, differs between the newest provisional and the newest final card. */
    @Transactional(readOnly = true)
    public Set<Indicator> changedSinceProvisional(String campaign, String squad) {
        throw new UnsupportedOperationException(campaign);
    }
}
