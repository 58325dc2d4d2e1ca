package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SupervisionSampleTests {

    private final DecisionTable sample = new DecisionTable("supervisionSample");

    @Test
    void looksAtFivePercentByDefault() {
        assertThat(percent(60, 0)).isEqualTo(5);
    }

    @Test
    void looksCloserAfterALowScore() {
        assertThat(percent(59.9, 0)).isEqualTo(15);
    }

    @Test
    void looksClosestAfterFalseEvidence() {
        assertThat(percent(100, 1)).isEqualTo(25);
        assertThat(percent(10, 1)).isEqualTo(25);
    }

    @Test
    void hasThreeRules() {
        assertThat(sample.rules()).isEqualTo(3);
    }

    private double percent(double lastScore, int falseEvidence) {
        return ((Number) sample.decide(
                                Map.of("lastScore", lastScore, "falseEvidence", falseEvidence, "cleanCheckRate", 5.0))
                        .get(0)
                        .get("percent"))
                .doubleValue();
    }
}
