package cn.leiting.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.leiting.LeitingTest;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
class OrganizationTests {

    private static final LocalDate NOTICE = LocalDate.of(2023, 1, 12);

    @Autowired
    private Organization organization;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Test
    void elevenSquadsCompeteByTheirOfficialCodesAndTheMobileOneComesLast() {
        assertThat(organization.squads(NOTICE))
                .extracting(Squad::code)
                .containsExactly(
                        "310118001",
                        "310118002",
                        "310118003",
                        "310118102",
                        "310118103",
                        "310118104",
                        "310118105",
                        "310118106",
                        "310118107",
                        "310118109",
                        "310118110",
                        "310118000");
        assertThat(organization.townSquads(NOTICE)).hasSize(11).allMatch(Squad::competes);
    }

    @Test
    void squadBearsTheNoticesNameAndItsTownDecides() {
        assertThat(organization.squad("310118105"))
                .isEqualTo(new Squad("310118105", "Zhaoxiang", "赵巷镇城管中队", "赵巷镇", "赵巷镇人民政府", Squad.Kind.TOWN));
        assertThat(organization.squad("310118001").decidingAuthority()).isEqualTo("夏阳街道办事处");
        assertThat(organization.squad("310118000").decidingAuthority()).isEqualTo("青浦区城市管理行政执法局");
    }

    @Test
    void refusesACodeThatThereIsNot() {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> organization.squad("310118108"));
    }

    @Test
    void everyGroupOfASquadLeadsToIt() {
        for (String group : Set.of("squadJinze", "leadJinze", "townJinze", "decideJinze", "reviewJinze")) {
            assertThat(organization.squadOf(Set.of("somethingElse", group)))
                    .map(Squad::code)
                    .contains("310118104");
        }
        assertThat(organization.squadOf(Set.of("deptLegal", "agencyPolice"))).isEmpty();
    }

    @Test
    void groupsAreCalledAsPeopleCallThem() {
        assertThat(organization.nameOfGroup("deptCoordination")).isEqualTo("执法协调科");
        assertThat(organization.nameOfGroup("squadZhaoxiang")).isEqualTo("赵巷镇城管中队");
        assertThat(organization.nameOfGroup("leadZhaoxiang")).isEqualTo("赵巷镇城管中队（负责人）");
        assertThat(organization.nameOfGroup("camunda-admin")).isEqualTo("系统管理员");
        assertThat(organization.nameOfGroup("nobodys")).isEqualTo("nobodys");
    }

    @Test
    void unitIsFoundByCodeByTheNoticesNameAndByItsPresentName() {
        assertThat(organization.unitCalled("310118105"))
                .isPresent()
                .isEqualTo(organization.unitCalled("赵巷镇城管中队"))
                .isEqualTo(organization.unitCalled("赵巷镇综合行政执法队"));
        assertThat(organization.unitCalled("赵巷")).isEmpty();
    }

    @Test
    void sevenAgenciesOfWhichTheNoticeNamesFive() {
        assertThat(organization.agencies()).hasSize(7);
        assertThat(organization.agencies().stream().filter(Unit::inNotice).map(Unit::shortName))
                .containsExactly("公安", "市场", "绿容", "建委", "水务");
        assertThat(organization.sections()).extracting(Unit::name).containsExactly("执法协调科", "法规监督科", "法制科", "办公室");
    }

    @Test
    @Transactional
    void nameAndAuthorityAreThoseOfTheDay() {
        jdbc.sql("update deciding_authority set valid_to = '2029-12-31' where squad_code = '310118105'")
                .update();
        jdbc.sql("insert into deciding_authority (squad_code, name, valid_from)"
                        + " values ('310118105', '青浦区城市管理行政执法局', '2030-01-01')")
                .update();
        Organization reread = new Organization(jdbc, clock);

        assertThat(reread.squads(LocalDate.of(2029, 12, 31)).get(6).decidingAuthority())
                .isEqualTo("赵巷镇人民政府");
        assertThat(reread.squads(LocalDate.of(2030, 1, 1)).get(6).decidingAuthority())
                .isEqualTo("青浦区城市管理行政执法局");
    }

    @Test
    @Transactional
    void noSquadHasTwoAuthoritiesOnOneDay() {
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql("insert into deciding_authority (squad_code, name, valid_from)"
                                + " values ('310118105', '青浦区城市管理行政执法局', '2030-01-01')")
                        .update());
    }
}
