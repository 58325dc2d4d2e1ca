package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgenciesForMatterTests {

    private final DecisionTable agencies = new DecisionTable("agenciesForMatter");

    @ParameterizedTest
    @CsvSource({
        "DEBRIS, '', agencyPolice agencyGreening agencyTransport",
        "SITE, '', agencyConstruction",
        "FUMES, '', agencyEcology agencyMarket",
        "RIVER, '', agencyWater",
        "FOOD_STALL, '', agencyMarket",
        "BURNING, '', agencyEcology",
        "OBSTRUCTION, '', agencyPolice",
        "OTHER, THEME_DEBRIS, agencyPolice agencyGreening agencyTransport",
        "OTHER, THEME_CONSTRUCTION, agencyConstruction",
        "OTHER, THEME_AIR, agencyEcology"
    })
    void namesTheAgenciesOfTheMatterOrElseOfTheTheme(String kind, String theme, String named) {
        assertThat(of(kind, theme)).containsExactly(named.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "DEBRIS, THEME_DEBRIS, agencyPolice agencyGreening agencyTransport",
        "SITE, THEME_CONSTRUCTION, agencyConstruction",
        "FUMES, THEME_AIR, agencyEcology agencyMarket",
        "BURNING, THEME_AIR, agencyEcology"
    })
    void namesAnAgencyOnceWhereMatterAndThemeAreTheSame(String kind, String theme, String named) {
        assertThat(of(kind, theme)).containsExactly(named.split(" "));
    }

    @Test
    void namesThoseOfBothWhereMatterAndThemeDiffer() {
        assertThat(of("RIVER", "THEME_DEBRIS"))
                .containsExactly("agencyWater", "agencyPolice", "agencyGreening", "agencyTransport");
    }

    @Test
    void namesNobodyForWhatNoRowKnows() {
        assertThat(of("OTHER", "")).isEmpty();
        assertThat(of("OTHER", "THEME_WASTE_SORTING")).isEmpty();
    }

    @Test
    void hasNoOtherRows() {
        assertThat(agencies.rules()).isEqualTo(15);
    }

    private List<Object> of(String kind, String theme) {
        return agencies.decide(Map.of("kind", kind, "theme", theme)).stream()
                .map(row -> row.get("agency"))
                .toList();
    }
}
