package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscalationTests {

    private final DecisionTable escalation = new DecisionTable("escalation");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | NONE   | HOLDER,SQUAD_LEAD | 提醒",
                "1 | YELLOW | HOLDER,SQUAD_LEAD | 逾期",
                "2 | ORANGE | HOLDER,SQUAD_LEAD,COORDINATION | 督办",
                "3 | RED    | HOLDER,SQUAD_LEAD,COORDINATION,SUPERVISION,LEAD_LEADER,TOWN | 通报",
            })
    void tellsMorePeopleAtEveryLevel(int level, String colour, String tells, String effect) {
        assertThat(escalation.decide(Map.of("level", level)))
                .containsExactly(Map.of("colour", colour, "tells", tells, "effect", effect));
    }

    @Test
    void tellsNobodyOfAnUnknownLevel() {
        assertThat(escalation.decide(Map.of("level", 4)))
                .containsExactly(Map.of("colour", "NONE", "tells", "", "effect", ""));
    }

    @Test
    void hasFiveRules() {
        assertThat(escalation.rules()).isEqualTo(5);
    }
}
