package cn.leiting.organization;

/**
 * 单位：a section, squad, leadership or agency whose people share one group of the engine (contract,
 * section 2).
 *
 * @param code the nine-digit official code of a squad, the group's name of any other unit
 * @param name the notice's wording where it has one
 * @param shortName the notice's short word, e.g. 公安; the name itself where there is none
 * @param group the group of its people, e.g. {@code deptCoordination}
 * @param inNotice whether the notice of 2023 names it
 */
public record Unit(String code, String name, String shortName, Kind kind, String group, boolean inNotice) {

    public enum Kind {
        LEADERSHIP("领导"),
        SECTION("局机关科室"),
        SQUAD("城管中队"),
        /** Receives reports of its own squad. */
        TOWN("街镇领导班子"),
        /** Decides penalties on the squad's cases. */
        DECIDING("街镇审批"),
        /** Checks the law of a decision before it is made. */
        REVIEW("街镇法制审核"),
        AGENCY("委办局");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
