package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NeedsFilingTests {

    private final DecisionTable needsFiling = new DecisionTable("needsFiling");

    @Test
    void asksNothingOfStreetPatrol() {
        assertThat(requirement(2026, false, "PLANNED")).isEqualTo("NONE");
    }

    @Test
    void asksNothingBeforeTheRuleOf2025() {
        assertThat(requirement(2024, true, "PLANNED")).isEqualTo("NONE");
    }

    @Test
    void wantsAPlannedInspectionOfEnterprisesFiled() {
        assertThat(requirement(2025, true, "PLANNED")).isEqualTo("FILING");
    }

    @Test
    void wantsOnlyACodeOfATriggeredInspection() {
        assertThat(requirement(2025, true, "TRIGGERED")).isEqualTo("CODE_ONLY");
    }

    @Test
    void wantsEverythingElseFiled() {
        assertThat(requirement(2025, true, "OTHER")).isEqualTo("FILING");
    }

    @Test
    void hasFiveRules() {
        assertThat(needsFiling.rules()).isEqualTo(5);
    }

    private Object requirement(int year, boolean enterprise, String trigger) {
        return needsFiling
                .decide(Map.of("year", year, "enterprise", enterprise, "trigger", trigger))
                .get(0)
                .get("requirement");
    }
}
