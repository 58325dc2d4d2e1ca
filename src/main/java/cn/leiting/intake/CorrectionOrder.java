package cn.leiting.intake;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 责令改正：what a case's party was ordered to correct before the law allows a penalty.
 *
 * @param no within the case, from 1 on
 * @param dueOn the last day; of an immediate one the day itself is possible
 * @param corrected null until it was re-checked
 */
public record CorrectionOrder(
        String caseCode,
        int no,
        Kind kind,
        String demand,
        LocalDate issuedOn,
        LocalDate dueOn,
        HandedOver handedOver,
        @Nullable String witness,
        @Nullable LocalDate reCheckedOn,
        @Nullable Boolean corrected,
        @Nullable String found) {

    public enum Kind {
        IMMEDIATE("责令立即改正"),
        DEADLINE("责令限期改正");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 当事人签收情况. */
    public enum HandedOver {
        SIGNED("当事人签收"),
        REFUSED("当事人拒签"),
        ABSENT("当事人不在场");

        private final String label;

        HandedOver(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What is submitted of it; a witness is needed unless the party has signed. */
    public record Form(
            String demand,
            LocalDate dueOn,
            HandedOver handedOver,
            @Nullable String witness) {}
}
