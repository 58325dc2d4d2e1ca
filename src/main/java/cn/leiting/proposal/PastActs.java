package cn.leiting.proposal;

import cn.leiting.calendar.Parameters;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.PartyKinds;
import cn.leiting.party.FirstViolations;
import cn.leiting.party.Parties;
import cn.leiting.proposal.Weighing.Age;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 当事人情况：what the records of all squads and years know of the party of a case, by its identity and never by the name
 * of a shop; what the handlers say must not contradict it (domain D-06).
 */
@Component
@Transactional(readOnly = true)
class PastActs {

    private final FirstViolations firsts;
    private final Parties parties;
    private final PartyKinds kinds;
    private final Parameters parameters;

    PastActs(FirstViolations firsts, Parties parties, PartyKinds kinds, Parameters parameters) {
        this.firsts = firsts;
        this.parties = parties;
        this.kinds = kinds;
        this.parameters = parameters;
    }

    /** Refuses (422) what the records know better; of a party that is not known yet they know nothing. */
    void refuseContradiction(EnforcementCase found, Weighing weighing) {
        Long party = found.party();
        if (party == null) {
            return;
        }
        LocalDate act = found.source().actOn();
        if (weighing.first() && hasActedBefore(found, party, act)) {
            throw Refusal.invalid("first", "当事人在回溯期内已有同类违法行为经决定认定，不是初次违法（行政处罚法第三十三条）。");
        }
        if (!weighing.finedAlready()
                && firsts.isFined(
                        party, found.source().violation(), act, found.source().place(), found.code())) {
            throw Refusal.invalid("finedAlready", "当事人的同一违法行为已被罚款，不得再次罚款（行政处罚法第二十九条）。");
        }
        refuseOtherAge(party, weighing.age(), act);
    }

    private boolean hasActedBefore(EnforcementCase found, long party, LocalDate act) {
        int months = parameters.length("firstViolation.lookbackMonths", act).amount();
        return !firsts.before(party, found.source().violation(), act, months).isEmpty();
    }

    /** By the birthday itself: fourteen and eighteen are reached on it. */
    private void refuseOtherAge(long party, Age said, LocalDate act) {
        boolean organisation = kinds.of(party) == PartyKinds.Kind.ORGANISATION;
        if (organisation != (said == Age.NO_PERSON)) {
            throw Refusal.invalid("age", "行为时年龄与登记的当事人类别不符（行政处罚法第三十条）。");
        }
        OptionalInt years = parties.age(party, act);
        if (years.isPresent() && said != Age.of(years.getAsInt())) {
            throw Refusal.invalid("age", "行为时年龄与登记的出生日期不符（行政处罚法第三十条）。");
        }
    }
}
