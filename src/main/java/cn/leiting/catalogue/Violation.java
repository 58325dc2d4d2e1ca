package cn.leiting.catalogue;

import cn.leiting.shared.Period;
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
}
