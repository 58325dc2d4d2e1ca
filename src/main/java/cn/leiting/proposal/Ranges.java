package cn.leiting.proposal;

import cn.leiting.calendar.Parameters;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violation.Precondition;
import cn.leiting.catalogue.Violations;
import cn.leiting.proposal.Weighing.Mitigation;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 处罚幅度：what the law of the case allows, and what it calls a larger amount. */
@Component
@Transactional(readOnly = true)
public class Ranges {

    private final JdbcClient jdbc;
    private final Violations violations;
    private final Parameters parameters;
    private final Clock clock;

    Ranges(JdbcClient jdbc, Violations violations, Parameters parameters, Clock clock) {
        this.jdbc = jdbc;
        this.violations = violations;
        this.parameters = parameters;
        this.clock = clock;
    }

    /**
     * Refuses a penalty for what is no violation any more, one before the order that the law wants first, and a fine
     * out of the range of the law of the day of the act or of the milder one of the decision (行政处罚法第三十七条); below
     * it only with a mitigation. Where no text in force could be read there is no range to hold.
     *
     * @param decidedOn the day of the decision, or the one on which it is thought of
     */
    public void refuseUnlawful(EnforcementCase found, Penalty penalty, Mitigation mitigation, LocalDate decidedOn) {
        Violation law = violations
                .applicable(found.source().violation(), found.source().actOn(), decidedOn)
                .standing();
        if (law.precondition() != Precondition.NONE && !found.isRefused()) {
            throw Refusal.conflict("“" + law.name() + "”须先责令改正，当事人拒不改正或者逾期不改正的才能处罚（" + law.legalBasis() + "）。");
        }
        BigDecimal amount = penalty.amount();
        if (amount == null) {
            return;
        }
        BigDecimal most = law.fineMax();
        BigDecimal least = law.fineMin();
        if (most != null && amount.compareTo(most) > 0) {
            throw Refusal.invalid("amount", "罚款不能超过" + plain(most) + "元（" + law.legalBasis() + "）。");
        }
        if (least != null && amount.compareTo(least) < 0 && mitigation != Mitigation.MITIGATED) {
            throw Refusal.invalid(
                    "amount", "罚款不能少于" + plain(least) + "元，有减轻情节的除外（" + law.legalBasis() + "、行政处罚法第三十二条）。");
        }
    }

    private static String plain(BigDecimal yuan) {
        return yuan.stripTrailingZeros().toPlainString();
    }

    /**
     * 较大数额或者较重处罚: what gives a right to a hearing (行政处罚法第六十三条), by the party: five thousand yuan of an
     * individual, a sole trader or somebody unknown, fifty thousand of an organisation.
     */
    public boolean isMajor(EnforcementCase found, @Nullable Penalty penalty) {
        if (penalty == null) {
            return false;
        }
        String key = isOrganisation(found.party()) ? "hearing.organisation" : "hearing.individual";
        return penalty.kind().givesHearing() || penalty.reaches(parameters.number(key, LocalDate.now(clock)));
    }

    private boolean isOrganisation(@Nullable Long party) {
        return party != null
                && jdbc.sql("select kind = 'ORGANISATION' from party where id = ?")
                        .param(party)
                        .query(Boolean.class)
                        .single();
    }
}
