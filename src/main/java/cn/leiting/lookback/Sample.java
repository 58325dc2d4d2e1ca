package cn.leiting.lookback;

import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 回头看样本 (F-17): a point that is looked at again, at most once in a look-back.
 *
 * @param requiredRounds 1, or 2 where a violation had come back before
 * @param dueOn inside the look-back's window
 * @param removedReason why it is none any more; of the others none
 * @param rounds valid visits for the look-back so far
 */
public record Sample(
        String point,
        String pointName,
        String squad,
        Kind kind,
        Origin origin,
        int requiredRounds,
        LocalDate dueOn,
        @Nullable String removedReason,
        int rounds) {

    /** 复查 of points that had a finding, 抽查 of the others (the notice, line 31). */
    public enum Kind {
        RE_CHECK("复查"),
        SPOT_CHECK("抽查");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public enum Origin {
        DRAWN("抽取"),
        /** A finding arrived after the draw. */
        LATE("补入"),
        ADDED("增补");

        private final String label;

        Origin(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * What the decision {@code lookBackSample} is asked of a point (domain D-09).
     *
     * @param theme of the campaign, e.g. {@code THEME_DEBRIS}
     * @param lastPassRate of the squad's first re-checks in its last look-back, 0 to 1, cut to two decimals; 1 where
     *     it had none
     * @param hadFinding in the campaign
     * @param relapsedBefore whether a violation had come back there after a visit that did not find it
     */
    public record Case(String theme, BigDecimal lastPassRate, boolean hadFinding, boolean relapsedBefore) {

        public Case {
            lastPassRate = lastPassRate.setScale(2, RoundingMode.DOWN);
        }
    }

    /**
     * What the decision answers.
     *
     * @param percent of such points of a squad, 0 to 100
     * @param rounds 1 or 2
     */
    public record Rule(Kind kind, BigDecimal percent, int rounds) {

        public Rule {
            if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw Refusal.invalid("percent", "抽查比例应在0到100之间。");
            }
            percent = percent.stripTrailingZeros();
        }
    }

    public boolean isRemoved() {
        return removedReason != null;
    }

    public boolean isDone() {
        return !isRemoved() && rounds >= requiredRounds;
    }

    public String getState() {
        return isRemoved() ? "已移出" : isDone() ? "已完成" : "未完成";
    }
}
