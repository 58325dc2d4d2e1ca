package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImprovementWeightsTests {

    private final DecisionTable table = new DecisionTable("improvementWeights");

    @Test
    void weighsTheSixIndicatorsAsTheRubricSays() {
        assertThat(weights(20230112))
                .containsOnly(
                        entry("B1", 30.0),
                        entry("B2", 10.0),
                        entry("C1", 20.0),
                        entry("C2", 20.0),
                        entry("E1", 12.0),
                        entry("E2", 8.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {20220101, 20230112, 20241231, 20991231})
    void addsUpToOneHundredOnEveryDay(int day) {
        assertThat(weights(day).values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo(100);
    }

    @Test
    void saysNothingBeforeItWasThere() {
        assertThat(weights(20211231)).isEmpty();
    }

    @Test
    void hasSixRules() {
        assertThat(table.rules()).isEqualTo(6);
    }

    private Map<String, Double> weights(int day) {
        return table.decide(Map.of("day", day)).stream()
                .collect(Collectors.toMap(
                        row -> (String) row.get("indicator"), row -> ((Number) row.get("weight")).doubleValue()));
    }
}
