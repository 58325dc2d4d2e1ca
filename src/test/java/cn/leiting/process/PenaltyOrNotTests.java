package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 应否处罚 (domain D-06), row by row. */
class PenaltyOrNotTests {

    private final DecisionTable table = new DecisionTable("penaltyOrNot");

    @ParameterizedTest
    @CsvSource({
        "established=false, NOT_ESTABLISHED, 第五十七条第一款第三项, NOT_ESTABLISHED",
        "age=UNDER_14, MUST_NOT, 第三十条, NO_PENALTY_OTHER",
        "incapacity=true, MUST_NOT, 第三十一条, NO_PENALTY_OTHER",
        "expired=true, MUST_NOT, 第三十六条, NO_PENALTY_OTHER",
        "fault=false, MUST_NOT, 第三十三条第二款, NO_PENALTY_OTHER",
        "minor=true;corrected=true;harm=NONE, MUST_NOT, 第三十三条第一款, NO_PENALTY_MINOR",
        "finedAlready=true, NO_SECOND_FINE, 第二十九条, NO_PENALTY_OTHER",
        "first=true;corrected=true;harm=MINOR, MAY_NOT, 第三十三条第一款, NO_PENALTY_FIRST",
        "first=true;corrected=true;harm=NONE, MAY_NOT, 第三十三条第一款, NO_PENALTY_FIRST",
        "mitigation=MITIGATED, MITIGATED, 第三十二条, NONE",
        "age=FROM_14_TO_17, LIGHTER, 第三十条, NONE",
        "mitigation=LIGHTER, LIGHTER, 第三十二条, NONE",
        "age=NO_PERSON, PENALISE, 第五十七条第一款第一项, NONE"
    })
    void answersAsTheArticleSays(String facts, String answer, String basis, String outcome) {
        assertThat(decide(facts)).isEqualTo(Map.of("answer", answer, "basis", "行政处罚法" + basis, "outcome", outcome));
    }

    @ParameterizedTest
    @CsvSource({
        "minor=true;corrected=true;harm=MINOR, PENALISE",
        "minor=true;corrected=false;harm=NONE, PENALISE",
        "first=true;corrected=true;harm=SERIOUS, PENALISE",
        "first=true;corrected=false;harm=NONE, PENALISE",
        "established=false;age=UNDER_14, NOT_ESTABLISHED",
        "age=UNDER_14;finedAlready=true, MUST_NOT",
        "finedAlready=true;mitigation=MITIGATED, NO_SECOND_FINE",
        "finedAlready=true;first=true;corrected=true;harm=NONE, NO_SECOND_FINE",
        "age=FROM_14_TO_17;mitigation=MITIGATED, MITIGATED"
    })
    void takesTheFirstRowThatHoldsAndNoOther(String facts, String answer) {
        assertThat(decide(facts)).containsEntry("answer", answer);
    }

    @Test
    void hasTwelveRules() {
        assertThat(table.rules()).isEqualTo(12);
    }

    private Map<String, Object> decide(String facts) {
        Map<String, Object> inputs = new HashMap<>(Map.of(
                "established", true,
                "age", "ADULT",
                "incapacity", false,
                "expired", false,
                "fault", true,
                "minor", false,
                "corrected", false,
                "harm", "SERIOUS",
                "first", false,
                "mitigation", "NONE"));
        inputs.put("finedAlready", false);
        for (String fact : facts.split(";")) {
            String value = fact.substring(fact.indexOf('=') + 1);
            inputs.put(
                    fact.substring(0, fact.indexOf('=')),
                    value.matches("true|false") ? (Object) Boolean.valueOf(value) : value);
        }
        return table.decide(inputs).get(0);
    }
}
