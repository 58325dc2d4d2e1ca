package cn.leiting.scoring;

import cn.leiting.score.Indicator;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 申诉：a squad disputes one indicator of its published score (F-29; domain §6.6): first before 法规监督科,
 * once more before the lead leader, who decides finally.
 *
 * @param scoring its code, e.g. {@code SC-2023-01:PROVISIONAL}
 * @param level 1 or 2
 * @param cardVersion the version of the card that is disputed
 * @param claimedValue the ratio that the squad claims, 0 to 1; null when it claims none
 * @param roomSince from when the squad may go to the second level: since the decision, or since the score was
 *     published again; null before the decision
 * @param correctedNumerator with the denominator, what the decision puts in place of the card's; null before
 */
public record Appeal(
        long id,
        String scoring,
        String squad,
        Indicator indicator,
        int level,
        int cardVersion,
        String reason,
        @Nullable BigDecimal claimedValue,
        @Nullable String evidenceRef,
        String filedName,
        Instant filedAt,
        @Nullable BigDecimal correctedNumerator,
        @Nullable BigDecimal correctedDenominator,
        Result result,
        @Nullable String comment,
        @Nullable String decidedBy,
        @Nullable String decidedName,
        @Nullable Instant decidedAt,
        @Nullable Instant roomSince) {

    /** 申诉结果. */
    public enum Result {
        PENDING("待决定"),
        UPHELD("维持原评分"),
        CHANGED("已更正"),
        LAPSED("逾期未办结，随评分锁定终止");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** The group that decides: {@code deptSupervision}, on the second level {@code leadLeader}. */
    public String decider() {
        return level == 1 ? "deptSupervision" : "leadLeader";
    }

    public boolean isPending() {
        return result == Result.PENDING;
    }

    void refuseUnlessPending() {
        if (!isPending()) {
            throw Refusal.conflict("这项申诉" + result.label() + "，不能再办理。");
        }
    }

    /** Whether the squad may go to the second level: it got less than it claimed, or than all there is. */
    boolean leavesRoom() {
        return level == 1 && (result == Result.UPHELD || result == Result.CHANGED && fallsShort());
    }

    private boolean fallsShort() {
        if (correctedNumerator == null || correctedDenominator == null) {
            return true;
        }
        BigDecimal wanted = claimedValue == null ? BigDecimal.ONE : claimedValue;
        return correctedDenominator.signum() == 0
                ? claimedValue != null
                : correctedNumerator.compareTo(wanted.multiply(correctedDenominator)) < 0;
    }
}
