package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DutyModeOfDayTests {

    private final DecisionTable dutyMode = new DecisionTable("dutyModeOfDay");

    @Test
    void putsACampaignFirst() {
        assertThat(mode(true, true, true)).isEqualTo("CAMPAIGN");
        assertThat(mode(true, false, false)).isEqualTo("CAMPAIGN");
    }

    @Test
    void improvesBetweenCampaigns() {
        assertThat(mode(false, true, true)).isEqualTo("FURTHER_IMPROVEMENT");
    }

    @Test
    void looksBackAfterACampaign() {
        assertThat(mode(false, false, true)).isEqualTo("LOOK_BACK");
    }

    @Test
    void leavesNoDayWithoutAMode() {
        assertThat(mode(false, false, false)).isEqualTo("ROUTINE");
        assertThat(dutyMode.rules()).isEqualTo(4);
    }

    private Object mode(boolean campaign, boolean improvement, boolean lookBack) {
        return dutyMode.decide(Map.of("inCampaign", campaign, "inImprovement", improvement, "inLookBack", lookBack))
                .get(0)
                .get("mode");
    }
}
