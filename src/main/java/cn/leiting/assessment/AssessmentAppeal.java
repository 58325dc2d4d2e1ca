package cn.leiting.assessment;

import cn.leiting.shared.Refusal;
import cn.leiting.yearscore.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 年度考核申诉：a squad disputes one subject of its year (F-29; domain §6.6): first before 法规监督科, once more before
 * the lead leader, who decides finally.
 *
 * @param level 1 or 2
 * @param version of the year that is disputed
 * @param claimedValue the value that the squad claims, 0 to 100; null when it claims none
 * @param decidedValue what a granted appeal has put there; null before, or where there is no value
 */
public record AssessmentAppeal(
        long id,
        int year,
        String squad,
        Subject subject,
        int level,
        int version,
        String reason,
        @Nullable BigDecimal claimedValue,
        @Nullable String evidenceRef,
        String filedName,
        Instant filedAt,
        Result result,
        @Nullable String comment,
        @Nullable BigDecimal decidedValue,
        @Nullable String decidedBy,
        @Nullable String decidedName,
        @Nullable Instant decidedAt) {

    /** 申诉结果. */
    public enum Result {
        PENDING("待决定"),
        UPHELD("维持原结果"),
        CHANGED("已更正"),
        LAPSED("逾期未办结，随年度考核终止");

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

    /** Whether the squad may go to the second level: it got nothing, or less than it claimed. */
    boolean leavesRoom() {
        return level == 1 && (result == Result.UPHELD || result == Result.CHANGED && fallsShort());
    }

    private boolean fallsShort() {
        return claimedValue != null && decidedValue != null && decidedValue.compareTo(claimedValue) < 0;
    }
}
