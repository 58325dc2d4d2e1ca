package cn.leiting.proposal;

import cn.leiting.calendar.Parameters;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.proposal.Weighing.Age;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 当事人情况：what the records of all squads and years know of the party of a case, by its identity and never by the name
 * of a shop; what the handlers say must not contradict it (domain D-06).
 */
@Component
@Transactional(readOnly = true)
class PastActs {

    private final JdbcClient jdbc;
    private final Parameters parameters;
    private final Clock clock;

    PastActs(JdbcClient jdbc, Parameters parameters, Clock clock) {
        this.jdbc = jdbc;
        this.parameters = parameters;
        this.clock = clock;
    }

    /**
     * @param before whether a penalty for such an act lies within the months that count
     * @param fined whether this very act was fined in another case
     */
    private record Known(@Nullable String kind, @Nullable Integer birthYear, boolean before, boolean fined) {}

    /** Refuses (422) what the records know better. */
    void refuseContradiction(EnforcementCase found, Weighing weighing) {
        Known known = known(found);
        if (weighing.first() && known.before()) {
            throw Refusal.invalid("first", "当事人在回溯期内已因同类违法行为受过处罚，不是初次违法（行政处罚法第三十三条）。");
        }
        if (!weighing.finedAlready() && known.fined()) {
            throw Refusal.invalid("finedAlready", "当事人的同一违法行为已被罚款，不得再次罚款（行政处罚法第二十九条）。");
        }
        String kind = known.kind();
        if (kind != null && kind.equals("ORGANISATION") != (weighing.age() == Age.NO_PERSON)) {
            throw Refusal.invalid("age", "行为时年龄与登记的当事人类别不符（行政处罚法第三十条）。");
        }
        Integer born = known.birthYear();
        if (born != null && !fits(weighing.age(), found.source().actOn().getYear() - born)) {
            throw Refusal.invalid("age", "行为时年龄与登记的出生年份不符（行政处罚法第三十条）。");
        }
    }

    /** Only the year is known: a birthday may lie before or after the act. */
    private static boolean fits(Age age, int years) {
        return switch (age) {
            case UNDER_14 -> years <= 14;
            case FROM_14_TO_17 -> years >= 14 && years <= 18;
            case ADULT -> years >= 18;
            case NO_PERSON -> false;
        };
    }

    private Known known(EnforcementCase found) {
        LocalDate act = found.source().actOn();
        int months = parameters
                .length("firstViolation.lookbackMonths", LocalDate.now(clock))
                .amount();
        return jdbc.sql("""
                        with penalised as (
                            select other.act_on, coalesce(decision.amount, 0) > 0
                                                     or other.outcome in ('FINE_SIMPLIFIED', 'FINE_ORDINARY') as fined
                            from enforcement_case other
                                     left join penalty_decision decision
                                               on decision.case_code = other.code and decided_at is not null
                            where other.party = :party
                              and other.violation = :violation
                              and other.code <> :code
                              and (decision.verdict = 'PENALTY'
                                or other.outcome in ('WARNING', 'FINE_SIMPLIFIED', 'FINE_ORDINARY', 'OTHER_PENALTY')))
                        select (select kind from party where id = :party) as kind,
                               (select birth_year from party where id = :party) as birth_year,
                               exists (select from penalised where act_on >= :since and act_on < :act) as before,
                               exists (select from penalised where act_on = :act and fined) as fined
                        """)
                .param("party", found.party(), java.sql.Types.BIGINT)
                .param("violation", found.source().violation())
                .param("code", found.code())
                .param("since", act.minusMonths(months))
                .param("act", act)
                .query(Known.class)
                .single();
    }
}
