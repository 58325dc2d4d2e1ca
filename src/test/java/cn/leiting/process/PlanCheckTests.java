package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanCheckTests {

    private final DecisionTable planCheck = new DecisionTable("planCheck");

    @Test
    void warnsOfTooFewCampaignsWithAMonth() {
        assertThat(codes(7, 8, 0, 0)).containsExactly("ERROR_COUNT");
        assertThat(codes(8, 8, 0, 0)).isEmpty();
    }

    @Test
    void warnsOfThemesOfTheNoticeThatNobodyPlanned() {
        assertThat(codes(8, 8, 1, 0)).containsExactly("WARN_THEME");
    }

    @Test
    void warnsOfMonthsWithoutAGoal() {
        assertThat(codes(8, 8, 0, 1)).containsExactly("WARN_MONTH");
    }

    @Test
    void warnsOfAllAtOnceAsTheProgrammeOf2023Deserves() {
        assertThat(codes(4, 8, 4, 10)).containsExactlyInAnyOrder("ERROR_COUNT", "WARN_THEME", "WARN_MONTH");
    }

    @Test
    void hasThreeRules() {
        assertThat(planCheck.rules()).isEqualTo(3);
    }

    private List<Object> codes(int planned, int minimum, int unusedThemes, int emptyMonths) {
        return planCheck
                .decide(Map.of(
                        "plannedCount", planned,
                        "minCampaigns", minimum,
                        "unusedThemes", unusedThemes,
                        "emptyMonths", emptyMonths))
                .stream()
                .map(row -> row.get("code"))
                .toList();
    }
}
