package cn.leiting.proposal;

import cn.leiting.casework.Outcome;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 裁量事实：what the decision table {@code penaltyOrNot} (domain D-06) looks at.
 *
 * @param established whether the facts are established
 * @param endedOn the last day of an act that went on; null: the day of the act
 * @param grave whether life, health or financial safety was harmed: five years instead of two
 * @param fault false where the party proves that it had none
 * @param first whether it is the party's first such act, as far as anybody knows
 * @param finedAlready whether the same act has been fined (行政处罚法第二十九条)
 */
public record Weighing(
        boolean established,
        Age age,
        boolean incapacity,
        @Nullable LocalDate endedOn,
        boolean grave,
        boolean fault,
        boolean minor,
        boolean corrected,
        Harm harm,
        boolean first,
        Mitigation mitigation,
        boolean finedAlready) {

    /** 行为时年龄 (行政处罚法第三十条). */
    public enum Age {
        UNDER_14("不满十四周岁"),
        FROM_14_TO_17("已满十四周岁不满十八周岁"),
        ADULT("已满十八周岁"),
        NO_PERSON("不是自然人");

        private final String label;

        Age(String label) {
            this.label = label;
        }

        /** Of a person of so many years. */
        static Age of(int years) {
            return years < 14 ? UNDER_14 : years < 18 ? FROM_14_TO_17 : ADULT;
        }

        public String label() {
            return label;
        }
    }

    /** 危害后果. */
    public enum Harm {
        NONE("没有危害后果"),
        MINOR("危害后果轻微"),
        SERIOUS("有危害后果");

        private final String label;

        Harm(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 从轻、减轻情节 (行政处罚法第三十二条): within the range of the law, or below it. */
    public enum Mitigation {
        NONE("没有"),
        LIGHTER("从轻"),
        MITIGATED("减轻");

        private final String label;

        Mitigation(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What the table answers. */
    public enum Answer {
        NOT_ESTABLISHED("违法事实不能成立，不予处罚"),
        MUST_NOT("应当不予处罚"),
        MAY_NOT("可以不予处罚"),
        LIGHTER("应当从轻处罚"),
        MITIGATED("应当减轻处罚"),
        NO_SECOND_FINE("不得再次罚款"),
        PENALISE("予以处罚");

        private final String label;

        Answer(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        boolean forbidsPenalty() {
            return this == NOT_ESTABLISHED || this == MUST_NOT;
        }

        boolean allowsNone() {
            return forbidsPenalty() || this == MAY_NOT || this == NO_SECOND_FINE;
        }
    }

    /**
     * One row of the table.
     *
     * @param outcome how the case is closed without a penalty; none where it is penalised
     */
    public record Judgement(
            Answer answer, String basis, @Nullable Outcome outcome) {}

    /** The decision table, as the rooms ask it. */
    public interface Table {

        /** @param expired whether the act was found too late (行政处罚法第三十六条) */
        Judgement judge(Weighing weighing, boolean expired);
    }

    /** Two years, or five, from the end of the act to the day it was found. */
    boolean isExpired(LocalDate actOn, LocalDate discoveredOn) {
        return discoveredOn.isAfter((endedOn == null ? actOn : endedOn).plusYears(grave ? 5 : 2));
    }
}
