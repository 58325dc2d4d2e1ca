package cn.leiting.transfer;

import cn.leiting.disposition.Dispositions.Proposal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 案件移送：a case sent to the agency that is competent, or to the police where a crime is suspected.
 *
 * @param no within the case, from 1 on
 * @param agency the code of the agency, e.g. {@code agencyPolice}
 * @param goods what was seized and goes along
 * @param accepted null until it has answered
 */
public record Transfer(
        String caseCode,
        int no,
        Kind kind,
        String agency,
        String letterNo,
        String reason,
        @Nullable String goods,
        LocalDate sentOn,
        @Nullable Boolean accepted,
        @Nullable LocalDate answeredOn,
        @Nullable String answer) {

    public enum Kind {
        AGENCY("移送主管部门", Proposal.TRANSFER_AGENCY),
        CRIME("涉嫌犯罪移送", Proposal.TRANSFER_CRIME);

        private final String label;
        private final Proposal route;

        Kind(String label, Proposal route) {
            this.label = label;
            this.route = route;
        }

        public String label() {
            return label;
        }

        Proposal route() {
            return route;
        }
    }

    /** What is submitted of it. */
    public record Form(
            Kind kind,
            String agency,
            String letterNo,
            String reason,
            @Nullable String goods) {}
}
