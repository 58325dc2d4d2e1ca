package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookBackSampleTests {

    private final DecisionTable sample = new DecisionTable("lookBackSample");

    @Test
    void checksAPointTwiceWhereAViolationHadComeBack() {
        assertThat(decide("THEME_DEBRIS", 0.5, true, true)).containsExactly("RE_CHECK", 100.0, 2);
        assertThat(decide("THEME_APPEARANCE", 1, false, true)).containsExactly("RE_CHECK", 100.0, 2);
    }

    @Test
    void checksEveryPointAgainThatHadAFinding() {
        assertThat(decide("THEME_WASTE_SORTING", 0.1, true, false)).containsExactly("RE_CHECK", 100.0, 1);
    }

    @Test
    void drawsTwiceAsManyOfASquadThatDidNotRectifyWasteOrDebris() {
        assertThat(decide("THEME_WASTE_SORTING", 0.79, false, false)).containsExactly("SPOT_CHECK", 40.0, 1);
        assertThat(decide("THEME_DEBRIS", 0, false, false)).containsExactly("SPOT_CHECK", 40.0, 1);
    }

    @Test
    void drawsTheUsualShareOfAllOthers() {
        assertThat(decide("THEME_DEBRIS", 0.8, false, false)).containsExactly("SPOT_CHECK", 20.0, 1);
        assertThat(decide("THEME_APPEARANCE", 0.1, false, false)).containsExactly("SPOT_CHECK", 20.0, 1);
    }

    @Test
    void hasFourRules() {
        assertThat(sample.rules()).isEqualTo(4);
    }

    private List<Object> decide(String theme, double lastPassRate, boolean hadFinding, boolean relapsedBefore) {
        Map<String, Object> row = sample.decide(Map.of(
                        "theme", theme,
                        "lastPassRate", lastPassRate,
                        "hadFinding", hadFinding,
                        "relapsedBefore", relapsedBefore,
                        "findingSample", 100.0,
                        "cleanSample", 20.0))
                .get(0);
        return List.of(
                row.get("kind"), ((Number) row.get("percent")).doubleValue(), ((Number) row.get("rounds")).intValue());
    }
}
