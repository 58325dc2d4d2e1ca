package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.score.AdjustmentCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreAdjustmentTests {

    private final DecisionTable table = new DecisionTable("scoreAdjustment");

    @ParameterizedTest
    @CsvSource({
        "X1, 0.5, 5, 20",
        "X2, 5, , ",
        "X3, 3, , 20",
        "X4, 1, 5, 20",
        "X5, 2, , 20",
        "X6, 0.5, 3, 20",
        "Y1, 0.5, 1.5, 3",
        "Y2, 1, , 3",
        "Y3, 0.5, 1, 3",
    })
    void worthAsTheRubricSays(String code, Double each, Double most, Double mostOfAll) {
        Map<String, Object> row = table.decide(Map.of("code", code)).get(0);

        assertThat(number(row.get("each"))).isEqualTo(each);
        assertThat(number(row.get("most"))).isEqualTo(most);
        assertThat(number(row.get("mostOfAll"))).isEqualTo(mostOfAll);
    }

    @Test
    void hasOneRuleForEachCode() {
        assertThat(table.rules()).isEqualTo(AdjustmentCode.values().length);
    }

    private static Double number(Object value) {
        return value == null ? null : ((Number) value).doubleValue();
    }
}
