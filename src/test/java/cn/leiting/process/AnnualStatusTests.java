package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnualStatusTests {

    private final DecisionTable table = new DecisionTable("annualStatus");

    @ParameterizedTest
    @CsvSource({
        "0, 0, true, false, , EXEMPT, ",
        "0, 1, true, false, , UNDETERMINED, ",
        "1, 3, true, false, 优, UNDETERMINED, ",
        "3, 8, true, false, 优, UNDETERMINED, ",
        "3, 7, false, false, 优, UNDETERMINED, ",
        "4, 8, true, false, 优, RATED, 优",
        "4, 7, true, false, 中, RATED, 中",
        "2, 3, true, false, 差, RATED, 差",
        "8, 8, true, true, 优, RATED, 良",
        "8, 8, true, true, 中, RATED, 中",
        "8, 8, false, false, 优, NON_COMPETING, 优",
        "8, 8, false, true, 优, NON_COMPETING, 良",
    })
    void standsAsTheYearSays(
            int scored,
            int eligible,
            boolean competing,
            boolean falseEvidence,
            String grade,
            String rating,
            String result) {
        Map<String, Object> inputs = new HashMap<>(
                Map.of("scored", scored, "eligible", eligible, "competing", competing, "falseEvidence", falseEvidence));
        inputs.put("grade", grade);

        Map<String, Object> row = table.decide(inputs).get(0);

        assertThat(row).containsEntry("rating", rating).containsEntry("result", result);
    }

    @Test
    void hasSixRules() {
        assertThat(table.rules()).isEqualTo(6);
    }
}
