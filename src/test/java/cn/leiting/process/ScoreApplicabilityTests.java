package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreApplicabilityTests {

    private static final String NOT = "NOT_APPLICABLE";

    private final DecisionTable table = new DecisionTable("scoreApplicability");

    @ParameterizedTest
    @ValueSource(strings = {"A1", "B1", "C3", "D2", "G2"})
    void nothingAppliesToAnExemptSquad(String indicator) {
        assertThat(decide(indicator, Map.of("exempt", true))).isEqualTo(NOT + " 已整项免除。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"B1", "B2", "C1", "C2", "C3", "G1"})
    void withoutPointsTheirIndicatorsDoNotApply(String indicator) {
        assertThat(decide(indicator, Map.of("pointsAssigned", false, "coverage", 0.0, "counted", false)))
                .isEqualTo(NOT + " 没有应查点位。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"B2", "C1", "C2", "C3", "E2", "G1"})
    void belowSixtyPercentAnEmptyDenominatorCountsAsNothing(String indicator) {
        assertThat(decide(indicator, Map.of("coverage", 0.59, "counted", false)))
                .isEqualTo("ZERO 点位覆盖率不足60%，没有可计的事项，按零分计。");
    }

    @Test
    void withoutPointsNobodyIsReproachedWithDoingNothing() {
        assertThat(decide("E2", Map.of("pointsAssigned", false, "coverage", 0.0, "counted", false)))
                .isEqualTo(NOT + " 没有可计的事项。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C1", "C2"})
    void doingNothingIsNoExcuseForWhatIsNotRecordedYet(String indicator) {
        assertThat(decide(indicator, Map.of("coverage", 0.0, "counted", false, "recorded", false)))
                .startsWith("ZERO");
        assertThat(decide(indicator, Map.of("coverage", 0.0, "counted", true, "recorded", false)))
                .isEqualTo(NOT + " 系统尚未记录此项数据，暂不计分。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C2", "C3"})
    void beforeTheLookBackIsClosedItsIndicatorsApplyInTheFinalScoreOnly(String indicator) {
        assertThat(decide(indicator, Map.of("lookBackClosed", false))).isEqualTo(NOT + " 回头看尚未结束，终评时再计。");
        assertThat(decide(indicator, Map.of("lookBackClosed", false, "stage", "FINAL")))
                .startsWith("APPLICABLE");
        assertThat(decide("C1", Map.of("lookBackClosed", false))).startsWith("APPLICABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C1", "D1", "D2", "D3", "G2"})
    void whatIsNotRecordedDoesNotApply(String indicator) {
        assertThat(decide(indicator, Map.of("recorded", false))).isEqualTo(NOT + " 系统尚未记录此项数据，暂不计分。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C1", "C2", "G1"})
    void fromSixtyPercentOnHavingFoundNothingIsLegitimate(String indicator) {
        assertThat(decide(indicator, Map.of("coverage", 0.60, "counted", false)))
                .isEqualTo(NOT + " 检查到位，没有可计的问题。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"D2", "D3"})
    void zeroCasesNeitherHelpNorHurt(String indicator) {
        assertThat(decide(indicator, Map.of("counted", false))).isEqualTo(NOT + " 没有案件。");
    }

    @Test
    void withoutASampleOfSupervisionHandlingDoesNotApply() {
        assertThat(decide("D1", Map.of("counted", false))).isEqualTo(NOT + " 督查没有抽查。");
    }

    @Test
    void withoutComplaintsTheyDoNotApply() {
        assertThat(decide("G2", Map.of("counted", false))).isEqualTo(NOT + " 没有到期的诉件。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"F1", "F2"})
    void withoutATargetInformationDoesNotApply(String indicator) {
        assertThat(decide(indicator, Map.of("counted", false))).isEqualTo(NOT + " 本次行动没有信息报送任务。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"B2", "C3", "E2"})
    void anyOtherEmptyDenominatorDoesNotApply(String indicator) {
        assertThat(decide(indicator, Map.of("counted", false))).isEqualTo(NOT + " 没有可计的事项。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A1", "A2", "A3", "B1", "B2", "C1", "C2", "C3", "D1", "D2", "D3", "E1", "E2", "F1", "G1"})
    void whateverIsCountedApplies(String indicator) {
        assertThat(decide(indicator, Map.of())).isEqualTo("APPLICABLE null");
        assertThat(decide(indicator, Map.of("coverage", 0.0))).isEqualTo("APPLICABLE null");
    }

    @Test
    void hasTwelveRules() {
        assertThat(table.rules()).isEqualTo(12);
    }

    /** A diligent squad after its look-back, but for what is told. */
    private String decide(String indicator, Map<String, Object> told) {
        Map<String, Object> inputs = new HashMap<>(Map.of(
                "indicator", indicator,
                "stage", "PROVISIONAL",
                "exempt", false,
                "pointsAssigned", true,
                "coverage", 1.0,
                "counted", true,
                "lookBackClosed", true,
                "recorded", true));
        inputs.putAll(told);
        Map<String, Object> row = table.decide(inputs).get(0);
        return row.get("verdict") + " " + row.get("reason");
    }
}
