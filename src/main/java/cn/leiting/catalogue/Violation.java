package cn.leiting.catalogue;

import cn.leiting.shared.Period;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * 违法行为类型：an act as one text of the law has it. Each text has its row; the row of the day of the act
 * counts.
 *
 * @param code e.g. VIO_STALL
 * @param legalBasis law and article, the article only where its text could be read
 * @param maxCorrectionDays calendar days that an order may give, null: the parameter rectification.maxDays
 * @param fineMin yuan; null, as fineMax, where no text in force could be read
 * @param note what to look at before relying on this row
 */
public record Violation(
        String code,
        String name,
        String legalBasis,
        Precondition precondition,
        @Nullable Integer maxCorrectionDays,
        Period valid,
        String lawVersion,
        Competence competent,
        @Nullable BigDecimal fineMin,
        @Nullable BigDecimal fineMax,
        @Nullable String note) {

    /** What the law wants before it allows a penalty (domain §9.4 no. 31). */
    public enum Precondition {
        NONE("可以直接处罚"),
        AFTER_REFUSAL("责令改正，拒不改正的处罚"),
        AFTER_DEADLINE("责令限期改正，逾期不改正的处罚");

        private final String label;

        Precondition(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 主管：whose matter it is; whatever is not the squads' own is transferred. */
    public enum Competence {
        CITY_MGMT("城管执法"),
        ECOLOGY("生态环境"),
        CONSTRUCTION("建设管理"),
        TRANSPORT("交通执法"),
        GREENING("绿化市容"),
        WATER("水务"),
        MARKET("市场监管"),
        POLICE("公安");

        private final String label;

        Competence(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Whether an amount of the fine is known, so that two versions can be compared. */
    public boolean hasRange() {
        return fineMax != null;
    }

    /**
     * 处罚较轻 (行政处罚法第三十七条): of two with known ranges the one with the lower maximum, then the lower minimum, then
     * the one that wants an order first.
     */
    boolean isMilderThan(Violation other) {
        if (fineMin == null || fineMax == null || other.fineMin == null || other.fineMax == null) {
            return false;
        }
        int byMaximum = fineMax.compareTo(other.fineMax);
        int byMinimum = fineMin.compareTo(other.fineMin);
        if (byMaximum != 0 || byMinimum != 0) {
            return byMaximum < 0 || byMaximum == 0 && byMinimum < 0;
        }
        return precondition != Precondition.NONE && other.precondition == Precondition.NONE;
    }

    /**
     * Refuses (422) a fine above the range and, unless it is mitigated (减轻处罚, 行政处罚法第三十条、第三十二条), one below
     * it. Where the range is not known only a fine of nothing is refused: the reviewer looks at the text of the law.
     *
     * @param amount yuan
     */
    public void refuseFine(BigDecimal amount, boolean mitigated) {
        if (amount.signum() <= 0) {
            throw Refusal.invalid("amount", "罚款数额应当大于零。");
        }
        if (fineMin == null || fineMax == null) {
            return;
        }
        if (amount.compareTo(fineMax) > 0) {
            throw Refusal.invalid("amount", "罚款" + yuan(amount) + "超过" + legalBasis + "规定的上限" + yuan(fineMax) + "。");
        }
        if (!mitigated && amount.compareTo(fineMin) < 0) {
            throw Refusal.invalid(
                    "amount", "罚款" + yuan(amount) + "低于" + legalBasis + "规定的下限" + yuan(fineMin) + "，减轻处罚的应当写明依据。");
        }
    }

    private static String yuan(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString() + "元";
    }
}
