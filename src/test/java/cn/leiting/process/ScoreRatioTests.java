package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreRatioTests {

    private final DecisionTable table = new DecisionTable("scoreRatio");

    @ParameterizedTest
    @ValueSource(strings = {"B1", "B2", "C1", "C2", "C3", "D1", "D2", "D3", "E1", "E2", "F1", "F2", "G1", "G2"})
    void allButTheDeploymentIsAShareOfWhatWasRequired(String indicator) {
        assertThat(decide(indicator, true, 0)).containsEntry("method", "SHARE").containsEntry("ratio", null);
    }

    @ParameterizedTest
    @CsvSource({
        "A1, false, 0, 0",
        "A2, false, 3, 0",
        "A3, false, 0, 0",
        "A1, true, 0, 1",
        "A2, true, 0, 1",
        "A3, true, 0, 1",
        "A3, true, 1, 0.5",
        "A3, true, 2, 0",
        "A1, true, 1, 0.5",
        "A1, true, 2, 0.5",
        "A2, true, 2, 0.5",
        "A1, true, 3, 0",
        "A2, true, 3, 0",
        "A3, true, 3, 0",
    })
    void theDeploymentIsAMatterOfTime(String indicator, boolean done, int daysLate, double ratio) {
        Map<String, Object> row = decide(indicator, done, daysLate);

        assertThat(row).containsEntry("method", "FIXED");
        assertThat(((Number) row.get("ratio")).doubleValue()).isEqualTo(ratio);
    }

    @Test
    void hasSixRules() {
        assertThat(table.rules()).isEqualTo(6);
    }

    private Map<String, Object> decide(String indicator, boolean done, int daysLate) {
        return table.decide(Map.of("indicator", indicator, "done", done, "daysLate", daysLate))
                .get(0);
    }
}
