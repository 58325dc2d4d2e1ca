package cn.leiting.disposition;

import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violation.Competence;
import cn.leiting.catalogue.Violation.Precondition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** 处置建议：the decision table {@code disposition} (domain D-04), as the rooms ask it. */
public interface Dispositions {

    /** 建议, in the words of domain D-04. */
    enum Proposal {
        TRANSFER_CRIME("涉嫌犯罪，移送公安机关"),
        TRANSFER_AGENCY("移送主管部门"),
        ORDER_IMMEDIATE("责令立即改正"),
        ORDER_WITH_DEADLINE("责令限期改正"),
        EDUCATE("教育，不予处罚"),
        SIMPLIFIED("简易程序处罚"),
        ORDINARY("普通程序立案");

        private final String label;

        Proposal(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Whether the law wants the party ordered to correct before it is penalised. */
        public boolean isOrder() {
            return this == ORDER_IMMEDIATE || this == ORDER_WITH_DEADLINE;
        }

        public boolean isTransfer() {
            return this == TRANSFER_CRIME || this == TRANSFER_AGENCY;
        }
    }

    /** 危害后果. */
    enum Harm {
        NONE,
        MINOR,
        SERIOUS
    }

    /** 当事人类别; of an unknown party the citizen's limit holds, the lower one. */
    enum PartyKind {
        CITIZEN,
        ORGANISATION,
        UNKNOWN
    }

    /**
     * 事项.
     *
     * @param refused whether the party has not corrected what it was ordered to, nor {@code late} in time
     * @param rangeMax the highest fine in yuan, null where no text in force could be read
     */
    record Matter(
            boolean crimeSuspected,
            boolean competent,
            boolean refused,
            boolean late,
            Precondition precondition,
            boolean correctedOnSpot,
            Harm harm,
            boolean factsClear,
            @Nullable BigDecimal rangeMax,
            PartyKind party) {

        /** As an officer meets it in the street: no crime, no harm, clear facts, a party not known yet. */
        public static Matter plain(Violation violation) {
            return new Matter(
                    false,
                    violation.competent() == Competence.CITY_MGMT,
                    false,
                    false,
                    violation.precondition(),
                    false,
                    Harm.NONE,
                    true,
                    violation.fineMax(),
                    PartyKind.UNKNOWN);
        }

        public Matter corrected() {
            return new Matter(
                    crimeSuspected, competent, refused, late, precondition, true, harm, factsClear, rangeMax, party);
        }

        /** After an order that was not followed in time. */
        public Matter afterRefusal() {
            return new Matter(
                    crimeSuspected,
                    competent,
                    true,
                    true,
                    precondition,
                    correctedOnSpot,
                    harm,
                    factsClear,
                    rangeMax,
                    party);
        }
    }

    /** Asks each different matter once. */
    Map<Matter, Proposal> propose(Set<Matter> matters);

    /** One for each of them, in their order. */
    default List<Proposal> inTurn(List<Matter> matters) {
        Map<Matter, Proposal> answers = propose(Set.copyOf(matters));
        return matters.stream()
                .map(matter -> Objects.requireNonNull(answers.get(matter)))
                .toList();
    }
}
