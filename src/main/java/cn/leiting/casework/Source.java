package cn.leiting.casework;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.mapping.Column;

/**
 * 案源 (F-30): where a case comes from and what is said to have happened.
 *
 * @param squad nine digits; the squad in whose town it happened
 * @param finding only of {@link Kind#FINDING}
 * @param ref number of the order, the complaint or the letter of transfer; none of a finding
 * @param campaign the campaign, look-back or improvement in which it was found
 * @param violation e.g. VIO_STALL
 * @param facts 10 to 2000 characters, no word about the party
 * @param actOn the day of the act: its law counts (行政处罚法第三十七条)
 */
public record Source(
        String squad,
        @Column("source") Kind kind,
        @Nullable Long finding,
        @Column("source_ref") @Nullable String ref,
        @Nullable String campaign,
        String violation,
        String place,
        String facts,
        LocalDate actOn,
        LocalDate discoveredOn) {

    public enum Kind {
        FINDING("检查发现"),
        ORDER("责令改正未履行"),
        COMPLAINT("投诉举报"),
        TRANSFER_IN("其他机关移送"),
        PATROL("日常巡查");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    Source described(String newViolation, String newFacts) {
        return new Source(squad, kind, finding, ref, campaign, newViolation, place, newFacts, actOn, discoveredOn);
    }
}
