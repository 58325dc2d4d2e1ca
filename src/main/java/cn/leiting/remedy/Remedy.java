package cn.leiting.remedy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 救济：one reconsideration or litigation against the decision of a case.
 *
 * @param no from 1 on within the case
 * @param body who decides on it
 * @param decidedOn null while it lasts, with what follows
 * @param newFine yuan, what CHANGED left of a fine; null: no fine is left
 */
public record Remedy(
        int no,
        Kind kind,
        LocalDate filedOn,
        String body,
        @Nullable LocalDate decidedOn,
        @Nullable Result result,
        @Nullable String documentNo,
        @Nullable BigDecimal newFine) {

    /** 救济途径. */
    public enum Kind {
        /** 行政复议法第二十条：within 60 days, at the district's government (第二十四条). */
        RECONSIDERATION("行政复议"),
        /** 行政诉讼法第四十六条：within six months. */
        LITIGATION("行政诉讼");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 救济结果. */
    public enum Result {
        UPHELD("维持或者驳回"),
        CHANGED("变更"),
        ANNULLED("撤销"),
        ILLEGAL("确认违法或者无效"),
        WITHDRAWN("撤回申请或者撤诉");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Whether what was published of the decision has to be withdrawn (行政处罚法第四十八条第二款). */
        public boolean overturns() {
            return this == CHANGED || this == ANNULLED || this == ILLEGAL;
        }
    }

    public boolean isOpen() {
        return decidedOn == null;
    }
}
