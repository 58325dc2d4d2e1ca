package cn.leiting.proposal;

import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * 处罚：its kind (行政处罚法第九条) and its amounts, in yuan with at most two decimals.
 *
 * @param kind the heaviest of what is imposed
 * @param amount of the fine; needed with {@link Kind#FINE}, possible beside others
 * @param confiscation worth of what is confiscated; needed with {@link Kind#CONFISCATION}
 */
public record Penalty(
        Kind kind, @Nullable BigDecimal amount, @Nullable BigDecimal confiscation) {

    private static final BigDecimal MOST = new BigDecimal("9999999999.99");

    /** 处罚种类, from the lightest to the heaviest item of 行政处罚法第九条. */
    public enum Kind {
        WARNING("警告", 1, false),
        CRITICISM("通报批评", 1, false),
        FINE("罚款", 2, false),
        CONFISCATION("没收违法所得、没收非法财物", 2, false),
        SUSPEND_LICENCE("暂扣许可证件", 3, false),
        DOWNGRADE("降低资质等级", 3, true),
        REVOKE("吊销许可证件", 3, true),
        RESTRICT("限制开展生产经营活动", 4, false),
        STOP("责令停产停业", 4, true),
        CLOSE("责令关闭", 4, true),
        BAN("限制从业", 4, true);

        private final String label;
        private final int item;
        private final boolean hearing;

        Kind(String label, int item, boolean hearing) {
            this.label = label;
            this.item = item;
            this.hearing = hearing;
        }

        public String label() {
            return label;
        }

        /** Whether it gives a right to a hearing whatever its amount (行政处罚法第六十三条). */
        public boolean givesHearing() {
            return hearing;
        }

        private boolean isHeavierThan(Kind other) {
            return item > other.item || item == other.item && item > 2 && ordinal() > other.ordinal();
        }
    }

    public Penalty {
        refuseUnfit(amount, "amount", "罚款金额");
        refuseUnfit(confiscation, "confiscation", "没收金额");
        if (kind == Kind.FINE && amount == null) {
            throw Refusal.invalid("amount", "罚款应当写明金额（行政处罚法第五十九条）。");
        }
        if (kind == Kind.CONFISCATION && confiscation == null) {
            throw Refusal.invalid("confiscation", "没收应当写明金额或者价值（行政处罚法第五十九条）。");
        }
        if ((kind == Kind.WARNING || kind == Kind.CRITICISM) && (amount != null || confiscation != null)) {
            throw Refusal.invalid("kind", "并处罚款、没收的，处罚种类请选罚款或者没收。");
        }
    }

    private static void refuseUnfit(@Nullable BigDecimal yuan, String field, String label) {
        if (yuan != null && (yuan.signum() <= 0 || yuan.stripTrailingZeros().scale() > 2 || yuan.compareTo(MOST) > 0)) {
            throw Refusal.invalid(field, label + "应为大于0的数，最多两位小数。");
        }
    }

    /** Of another kind, or of the same with more of anything (行政处罚法第四十五条第二款). */
    public boolean isHeavierThan(Penalty other) {
        return kind.isHeavierThan(other.kind)
                || orZero(amount).compareTo(orZero(other.amount)) > 0
                || orZero(confiscation).compareTo(orZero(other.confiscation)) > 0;
    }

    /** Whether either amount reaches that many yuan. */
    public boolean reaches(BigDecimal yuan) {
        return orZero(amount).compareTo(yuan) >= 0 || orZero(confiscation).compareTo(yuan) >= 0;
    }

    private static BigDecimal orZero(@Nullable BigDecimal yuan) {
        return yuan == null ? BigDecimal.ZERO : yuan;
    }

    public String inWords() {
        return kind.label()
                + (amount == null ? "" : (kind == Kind.FINE ? "" : "，并处罚款") + plain(amount) + "元")
                + (confiscation == null ? "" : (kind == Kind.CONFISCATION ? "" : "，并处没收") + plain(confiscation) + "元");
    }

    private static String plain(BigDecimal yuan) {
        return yuan.stripTrailingZeros().toPlainString();
    }
}
