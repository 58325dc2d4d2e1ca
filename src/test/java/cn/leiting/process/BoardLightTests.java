package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardLightTests {

    private final DecisionTable boardLight = new DecisionTable("boardLight");

    @ParameterizedTest
    @CsvSource({
        "true,  0.0, 0, NONE",
        "true,  0.0, 9, NONE",
        "false, 1.0, 0, G",
        "false, 1.0, 9, G",
        "false, 0.5, 0, G",
        "false, 0.5, -3, G",
        "false, 0.5, 1, Y",
        "false, 0.5, 5, Y",
        "false, 0.5, 6, R",
    })
    void lightsTheMonth(boolean goalEmpty, double doneRatio, int daysLate, String light) {
        assertThat(boardLight.decide(Map.of("goalEmpty", goalEmpty, "doneRatio", doneRatio, "daysLate", daysLate)))
                .extracting(row -> row.get("light"))
                .containsExactly(light);
    }

    @Test
    void hasFiveRules() {
        assertThat(boardLight.rules()).isEqualTo(5);
    }
}
