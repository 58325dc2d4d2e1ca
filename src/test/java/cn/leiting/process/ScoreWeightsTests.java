package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import cn.leiting.score.Indicator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreWeightsTests {

    private final DecisionTable table = new DecisionTable("scoreWeights");

    @Test
    void weighsEveryIndicatorAsTheRubricSays() {
        assertThat(weights(20230112))
                .containsOnly(
                        entry("A1", 3.0),
                        entry("A2", 4.0),
                        entry("A3", 3.0),
                        entry("B1", 18.0),
                        entry("B2", 7.0),
                        entry("C1", 10.0),
                        entry("C2", 10.0),
                        entry("C3", 5.0),
                        entry("D1", 6.0),
                        entry("D2", 5.0),
                        entry("D3", 4.0),
                        entry("E1", 6.0),
                        entry("E2", 4.0),
                        entry("F1", 4.0),
                        entry("F2", 4.0),
                        entry("G1", 4.0),
                        entry("G2", 3.0));
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
    void namesNothingButIndicators() {
        List<String> indicators =
                Arrays.stream(Indicator.values()).map(Enum::name).toList();

        assertThat(weights(20230112)).containsOnlyKeys(indicators.toArray(String[]::new));
    }

    @Test
    void saysNothingBeforeItWasThere() {
        assertThat(weights(20211231)).isEmpty();
    }

    @Test
    void hasSeventeenRules() {
        assertThat(table.rules()).isEqualTo(17);
    }

    private Map<String, Double> weights(int day) {
        return table.decide(Map.of("day", day)).stream()
                .collect(Collectors.toMap(
                        row -> (String) row.get("indicator"), row -> ((Number) row.get("weight")).doubleValue()));
    }
}
