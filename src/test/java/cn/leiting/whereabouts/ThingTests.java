package cn.leiting.whereabouts;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.shared.Actor;
import java.time.LocalDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThingTests {

    @ParameterizedTest
    @CsvSource({
        "TH-2023, 年度计划, /programmes/2023, , , true",
        "TH-2023-01, 专项行动, /campaigns/TH-2023-01, /api/campaigns/TH-2023-01/squads, , true",
        "LB-2023-01, 365回头看, /look-backs/LB-2023-01, /api/look-backs/LB-2023-01/squads, , true",
        "FI-2023-03, 365再提升, /improvements/FI-2023-03, /api/improvements/FI-2023-03/squads, , true",
        "TH-2023-01:310118105, 中队任务, /campaigns/TH-2023-01/squads/310118105, /api/campaigns/TH-2023-01/squads, 310118105, false",
        "LB-2023-01:310118105, 回头看中队任务, /look-backs/LB-2023-01/squads/310118105, /api/look-backs/LB-2023-01/squads, 310118105, false",
        "FI-2023-03:310118105, 再提升中队任务, /improvements/FI-2023-03/squads/310118105, /api/improvements/FI-2023-03/squads, 310118105, false",
        "SC-2023-01:PROVISIONAL, 行动评分, /campaigns/TH-2023-01/scores, , , false",
        "SR-2023-012, 专报, /reports/SR-2023-012, , , false",
        "INFO-2023-0001, 信息, /publicity/INFO-2023-0001, , , false",
        "HC-2023-004, 疑难案件, /hard-cases/HC-2023-004, , , false",
        "JO-2023-006, 联合执法, /joint/JO-2023-006, , , false",
        "CASE-310118105-2023-000123, 案件, /cases/CASE-310118105-2023-000123, , 310118105, false",
        "AA-2023, 年度考核, /scores/2023, , , false"
    })
    void leadsToItsPageWhateverItIs(String key, String kind, String page, String squads, String squad, boolean common) {
        Thing thing = thing(key);

        assertThat(thing.kind()).isEqualTo(kind);
        assertThat(thing.page()).isEqualTo(page);
        assertThat(thing.squads()).isEqualTo(squads);
        assertThat(thing.squad()).isEqualTo(squad);
        assertThat(thing.isCommon()).isEqualTo(common);
    }

    @ParameterizedTest
    @CsvSource({
        "TH-2023-01, deptOffice squadXujing townXujing bureauLeadership, decideXujing agencyPolice camunda-admin",
        "TH-2023-01:310118106, deptLegal squadXujing, reviewXujing agencyPolice",
        "LB-2023-01, deptSupervision squadXujing townXujing leadLeader, deptLegal deptOffice agencyPolice",
        "SC-2023-01:FINAL, deptSupervision squadXujing leadLeader, deptLegal deptOffice townXujing agencyPolice",
        "SR-2023-012, deptOffice townXujing districtViceHead, squadXujing agencyPolice camunda-admin",
        "INFO-2023-0001, deptLegal squadXujing leadLeader, townXujing decideXujing agencyPolice",
        "HC-2023-004, deptCoordination deptLegal squadXujing decideXujing bureauLeadership, deptOffice agencyPolice",
        "JO-2023-006, deptOffice squadXujing agencyPolice leadLeader, townXujing reviewXujing camunda-admin",
        "CASE-310118105-2023-000123, deptLegal deptSupervision squadXujing decideXujing reviewXujing townXujing, "
                + "deptCoordination deptOffice bureauLeadership leadLeader districtViceHead agencyPolice camunda-admin",
        "AA-2023, deptCoordination squadXujing, deptOffice townXujing"
    })
    void leadsOnlyThoseToWhomItsPageIsOpen(String key, String open, String closed) {
        for (String group : open.split(" ")) {
            assertThat(Thing.pageOf(key, new Actor("one", Set.of(group))))
                    .as(group)
                    .isEqualTo(Thing.pageOf(key));
        }
        for (String group : closed.split(" ")) {
            assertThat(Thing.pageOf(key, new Actor("one", Set.of(group))))
                    .as(group)
                    .isNull();
        }
    }

    @Test
    void isCalledAsItsModelWhereItHasNoNumberOfOurs() {
        Thing thing = thing("TH-2023-01/../../x");

        assertThat(thing.kind()).isEqualTo("专项行动流程");
        assertThat(thing.page()).isNull();
        assertThat(thing.squads()).isNull();
    }

    private static Thing thing(String key) {
        return new Thing(key, "1", "1", "专项行动流程", LocalDateTime.parse("2023-01-12T09:00"), null, false);
    }
}
