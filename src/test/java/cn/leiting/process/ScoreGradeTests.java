package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreGradeTests {

    private final DecisionTable table = new DecisionTable("scoreGrade");

    @ParameterizedTest
    @CsvSource({
        "100, 优",
        "90, 优",
        "89.99, 良",
        "80, 良",
        "79.99, 中",
        "60, 中",
        "59.99, 差",
        "0, 差",
    })
    void changesAtItsBorders(double total, String grade) {
        assertThat(table.decide(Map.of("total", total)).get(0)).containsEntry("grade", grade);
    }

    @Test
    void hasFourRules() {
        assertThat(table.rules()).isEqualTo(4);
    }
}
