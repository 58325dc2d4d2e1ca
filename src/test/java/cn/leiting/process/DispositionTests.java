package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DispositionTests {

    private final DecisionTable table = new DecisionTable("disposition");

    @Test
    void aSuspectedCrimeGoesToThePoliceWhateverElseHolds() {
        assertThat(propose(Map.of("crimeSuspected", true, "competent", false))).isEqualTo("TRANSFER_CRIME");
    }

    @Test
    void whatIsOthersMatterIsTransferred() {
        assertThat(propose(Map.of("competent", false, "correctedOnSpot", true))).isEqualTo("TRANSFER_AGENCY");
    }

    @Test
    void whereTheLawWantsARefusalItIsOrderedFirst() {
        assertThat(propose(Map.of("precondition", "AFTER_REFUSAL"))).isEqualTo("ORDER_IMMEDIATE");
        assertThat(propose(Map.of("precondition", "AFTER_REFUSAL", "late", true)))
                .isEqualTo("ORDER_IMMEDIATE");
        assertThat(propose(Map.of("precondition", "AFTER_REFUSAL", "refused", true)))
                .isEqualTo("ORDINARY");
    }

    @Test
    void whereTheLawWantsADeadlineItIsSetFirst() {
        assertThat(propose(Map.of("precondition", "AFTER_DEADLINE"))).isEqualTo("ORDER_WITH_DEADLINE");
        assertThat(propose(Map.of("precondition", "AFTER_DEADLINE", "refused", true)))
                .isEqualTo("ORDER_WITH_DEADLINE");
        assertThat(propose(Map.of("precondition", "AFTER_DEADLINE", "late", true)))
                .isEqualTo("ORDINARY");
    }

    @Test
    void whatIsCorrectedOnTheSpotWithoutHarmIsNotPenalised() {
        assertThat(propose(Map.of("correctedOnSpot", true))).isEqualTo("EDUCATE");
        assertThat(propose(Map.of("correctedOnSpot", true, "harm", "MINOR"))).isEqualTo("ORDINARY");
        assertThat(propose(Map.of("correctedOnSpot", true, "harm", "SERIOUS"))).isEqualTo("ORDINARY");
    }

    @Test
    void upToTwoHundredYuanACitizenIsPenalisedOnTheSpotAndSoIsAnUnknownParty() {
        for (String party : new String[] {"CITIZEN", "UNKNOWN"}) {
            assertThat(propose(Map.of("party", party, "rangeMax", 200.0))).isEqualTo("SIMPLIFIED");
            assertThat(propose(Map.of("party", party, "rangeMax", 200.01))).isEqualTo("ORDINARY");
        }
        assertThat(propose(Map.of("rangeMax", 200.0, "factsClear", false))).isEqualTo("ORDINARY");
    }

    @Test
    void upToThreeThousandYuanAnOrganisationIs() {
        assertThat(propose(Map.of("party", "ORGANISATION", "rangeMax", 3000.0))).isEqualTo("SIMPLIFIED");
        assertThat(propose(Map.of("party", "ORGANISATION", "rangeMax", 3000.01)))
                .isEqualTo("ORDINARY");
        assertThat(propose(Map.of("party", "ORGANISATION", "rangeMax", 3000.0, "factsClear", false)))
                .isEqualTo("ORDINARY");
    }

    @Test
    void anythingElseIsAnOrdinaryCase() {
        assertThat(propose(Map.of())).isEqualTo("ORDINARY");
    }

    @Test
    void hasEightRules() {
        assertThat(table.rules()).isEqualTo(8);
    }

    /** A violation of the squads' own that may be penalised at once, but for what is told. */
    private String propose(Map<String, Object> told) {
        Map<String, Object> inputs = new HashMap<>(Map.of(
                "crimeSuspected", false,
                "competent", true,
                "refused", false,
                "late", false,
                "precondition", "NONE",
                "correctedOnSpot", false,
                "harm", "NONE",
                "factsClear", true,
                "rangeMax", 20_000.0,
                "party", "UNKNOWN"));
        inputs.putAll(told);
        return String.valueOf(table.decide(inputs).get(0).get("proposal"));
    }
}
