package cn.leiting.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.Statements;
import cn.leiting.catalogue.Checklist.Item;
import cn.leiting.catalogue.Violation.Precondition;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The checklists and the law behind their items, as the migrations brought them. */
@LeitingTest
@Transactional
class ChecklistsTests {

    private static final LocalDate FIRST_CAMPAIGN = LocalDate.of(2023, 1, 16);

    private static final Item NEW = new Item("AQ-91", "有无露天焚烧", "VIO_STRAW_BURNING", true, Set.of());

    @Autowired
    private Clock clock;

    @Autowired
    private Checklists checklists;

    @Autowired
    private Violations violations;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(strings = {"2023-01-16", "2026-01-01"})
    void everyThemeHasAChecklistWhoseItemsTheLawOfThatDayKnows(LocalDate day) {
        List<String> themes =
                jdbc.sql("select code from campaign_theme").query(String.class).list();

        assertThat(themes)
                .hasSize(8)
                .allSatisfy(theme -> assertThat(checklists.current(theme, day).items())
                        .isNotEmpty()
                        .allSatisfy(item -> assertThat(violations
                                        .get(item.violationCode(), day)
                                        .code())
                                .isEqualTo(item.violationCode())));
        assertThat(checklists.all(day)).extracting(Checklist::theme).containsExactlyInAnyOrderElementsOf(themes);
    }

    @ParameterizedTest
    @EnumSource(Point.Kind.class)
    void everyChecklistAsksSomethingOfEveryKindOfPoint(Point.Kind kind) {
        assertThat(checklists.all(FIRST_CAMPAIGN))
                .allSatisfy(checklist -> assertThat(checklist.itemsFor(kind)).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"THEME_PRE_HOLIDAY", "THEME_APPEARANCE", "THEME_CIIE", "THEME_CIVILISED_CITY"})
    void theThemesOfCityAppearanceShareItsElevenItems(String theme) {
        assertThat(checklists.current(theme, FIRST_CAMPAIGN).items())
                .extracting(Item::code)
                .startsWith(
                        "CA-01", "CA-02", "CA-03", "CA-04", "CA-05", "CA-06", "CA-07", "CA-08", "CA-09", "CA-10",
                        "CA-11");
    }

    @ParameterizedTest
    @CsvSource({
        "THEME_PRE_HOLIDAY, CA-02, VIO_STALL",
        "THEME_CIIE, CI-05, VIO_LEAFLETS",
        "THEME_CIVILISED_CITY, CV-04, VIO_POSTING",
        "THEME_WASTE_SORTING, WS-02, VIO_UNIT_SORTING",
        "THEME_CONSTRUCTION, CS-02, VIO_SITE_DUST",
        "THEME_DEBRIS, DB-04, VIO_OPEN_TRANSPORT",
        "THEME_AIR, AQ-06, VIO_STRAW_BURNING"
    })
    void anItemNamesItsViolation(String theme, String item, String violation) {
        assertThat(checklists
                        .current(theme, FIRST_CAMPAIGN)
                        .item(item)
                        .orElseThrow()
                        .violationCode())
                .isEqualTo(violation);
    }

    @Test
    void asksOfAPointOnlyWhatItsKindCanAnswer() {
        Checklist preHoliday = checklists.get("THEME_PRE_HOLIDAY-1");

        assertThat(preHoliday.itemsFor(Point.Kind.SHOP)).hasSize(11);
        assertThat(preHoliday.itemsFor(Point.Kind.ROAD))
                .extracting(Item::code)
                .doesNotContain("CA-01", "CA-07", "CA-09", "CA-11")
                .contains("CA-02");
    }

    @Test
    void refusesAnUnknownThemeAnUnknownKeyAndADayBeforeTheFirstVersion() {
        assertThat(checklists.current("THEME_AIR", LocalDate.of(2022, 12, 1)).key())
                .isEqualTo("THEME_AIR-1");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> checklists.current("THEME_AIR", LocalDate.of(2022, 11, 30)));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> checklists.current("THEME_NONE", FIRST_CAMPAIGN));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> checklists.get("THEME_AIR-2"))
                .withMessage("没有编号为“THEME_AIR-2”的检查表。");
    }

    /** Domain §4.13: the rows with amounts. */
    @ParameterizedTest
    @CsvSource({
        "VIO_UNIT_SORTING, 2023-01-16, AFTER_REFUSAL, 5000, 50000",
        "VIO_INDIVIDUAL_SORTING, 2023-01-16, AFTER_REFUSAL, 50, 200",
        "VIO_CONTAINERS, 2023-01-16, AFTER_DEADLINE, 500, 5000",
        "VIO_SORTED_TRANSFER, 2023-01-16, AFTER_REFUSAL, 500, 5000",
        "VIO_WASTE_LICENCE, 2023-01-16, NONE, 30000, 100000",
        "VIO_MIXED_TRANSPORT, 2023-01-16, AFTER_DEADLINE, 5000, 50000",
        "VIO_OPEN_TRANSPORT, 2023-01-16, NONE, 2000, 20000",
        "VIO_SITE_DUST, 2023-01-16, NONE, 10000, 100000",
        "VIO_FUME_DEVICE, 2023-01-16, NONE, 5000, 50000",
        "VIO_STRAW_BURNING, 2023-01-16, NONE, 500, 2000",
        "VIO_FRONT_TRADE, 2022-11-30, NONE, 50, 500",
        "VIO_STALL, 2022-11-30, NONE, 50, 500",
        "VIO_STACKING, 2022-11-30, NONE, 500, 5000",
        "VIO_POSTING, 2022-11-30, AFTER_DEADLINE, 50, 500"
    })
    void aRangeThatCouldBeReadIsKeptWithItsPrecondition(
            String code, LocalDate day, Precondition precondition, BigDecimal min, BigDecimal max) {
        Violation violation = violations.get(code, day);

        assertThat(violation.precondition()).isEqualTo(precondition);
        assertThat(violation.fineMin()).isEqualByComparingTo(min);
        assertThat(violation.fineMax()).isEqualByComparingTo(max);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VIO_FRONT_TRADE", "VIO_STALL", "VIO_STACKING", "VIO_POSTING"})
    void theTextInForceSince2022HasNoAmounts(String code) {
        Violation violation = violations.get(code, LocalDate.of(2022, 12, 1));

        assertThat(violation.fineMin()).isNull();
        assertThat(violation.fineMax()).isNull();
        assertThat(violation.note()).endsWith("以现行条例为准");
    }

    @Test
    void noAmountStandsOnlyWithTheNoteThatSaysSo() {
        assertThat(violations.all(FIRST_CAMPAIGN))
                .hasSizeGreaterThan(30)
                .filteredOn(violation -> violation.fineMin() == null)
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.note()).endsWith("以现行条例为准"));
    }

    @Test
    void anActIsJudgedByTheLawOfItsDay() {
        assertThat(violations.get("VIO_SPILLAGE", LocalDate.of(2025, 3, 14)).lawVersion())
                .isEqualTo("2017年文本");
        assertThat(violations.get("VIO_SPILLAGE", LocalDate.of(2025, 3, 15)).lawVersion())
                .isEqualTo("2025年修正文本");
    }

    @Test
    void refusesAnUnknownViolationAndADayWithoutLaw() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> violations.get("VIO_NOTHING", FIRST_CAMPAIGN))
                .withMessageContaining("VIO_NOTHING");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> violations.get("VIO_STALL", LocalDate.of(2018, 12, 31)));
    }

    @Test
    void whoeverKnowsTheKeyAsksTheDatabaseNothingButWhetherTheLawHasChanged() {
        assertThat(Statements.during(() -> checklists.get("THEME_AIR-1"))).isZero();
        assertThat(Statements.during(() -> violations.get("VIO_STALL", FIRST_CAMPAIGN)))
                .isEqualTo(1);
        assertThat(Statements.during(() -> checklists.current("THEME_AIR", FIRST_CAMPAIGN)))
                .isEqualTo(1);
        assertThat(Statements.during(() -> checklists.all(FIRST_CAMPAIGN))).isEqualTo(1);
    }

    @Test
    void whatOneServerIssuesAnotherOneKnows() {
        Checklists here = new Checklists(jdbc, clock);
        Checklists there = new Checklists(jdbc, clock);
        LocalDate tomorrow = LocalDate.now(clock).plusDays(1);

        String key = here.issue("THEME_AIR", "空气质量新检查表", tomorrow, List.of(NEW), "coordination1");

        assertThat(key).isEqualTo("THEME_AIR-2");
        assertThat(there.get(key).items()).containsExactly(NEW);
        assertThat(there.current("THEME_AIR", LocalDate.now(clock)).key()).isEqualTo("THEME_AIR-1");
        assertThat(there.current("THEME_AIR", tomorrow))
                .matches(list -> list.key().equals(key));
        assertThat(there.get("THEME_AIR-1").items()).hasSize(8);
        assertThat(jdbc.sql("select issued_by from checklist_version where theme = 'THEME_AIR' and version = 2")
                        .query(String.class)
                        .single())
                .isEqualTo("coordination1");
    }

    @Test
    void aCodeMeansOneItemInAllListsSoThatAVisitCanServeTwoTasks() {
        Checklists own = new Checklists(jdbc, clock);
        LocalDate tomorrow = LocalDate.now(clock).plusDays(1);
        Item stall = own.get("THEME_APPEARANCE-1").item("CA-02").orElseThrow();
        Item narrower = new Item("CA-02", stall.text(), stall.violationCode(), true, Set.of(Point.Kind.ROAD));

        own.issue("THEME_AIR", "空气质量新检查表", tomorrow, List.of(NEW, narrower), "coordination1");

        for (Item other : List.of(
                new Item("CA-02", "有无设摊", stall.violationCode(), true, Set.of()),
                new Item("CA-02", stall.text(), "VIO_STACKING", true, Set.of()))) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() ->
                            own.issue("THEME_AIR", "空气质量新检查表", tomorrow.plusDays(1), List.of(other), "coordination1"))
                    .withMessage("编号“CA-02”已用于检查项“" + stall.text() + "”，内容或者违法行为不同的请另编号。");
        }
    }

    @Test
    void theNextVersionIsWrittenWithItsItems() {
        int written = jdbc.sql("""
                        insert into checklist_version (theme, version, name, valid_from)
                        values ('THEME_AIR', 2, '空气质量检查表', date '2099-01-01')
                        """).update();
        written += jdbc.sql("""
                        insert into checklist_item (theme, version, place, code, text, violation_code, photo_required,
                                                    object_kinds)
                        values ('THEME_AIR', 2, 1, 'AQ-01', '工地扬尘', 'VIO_SITE_DUST', true, '{SITE}')
                        """).update();

        assertThat(written).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update checklist_version set name = '另一张表' where theme = 'THEME_AIR'",
                "update checklist_item set text = '另一个问题' where theme = 'THEME_AIR' and code = 'AQ-01'",
                "delete from checklist_item where theme = 'THEME_AIR' and code = 'AQ-01'",
                "insert into checklist_item values ('THEME_AIR', 1, 99, 'AQ-99', '有无问题', 'VIO_STALL', true, '{}')"
            })
    void aVersionIsNeverChanged(String change) {
        assertThatThrownBy(() -> jdbc.sql(change).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("a checklist is");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "violation_has_one_law_a_day | 'VIO_STALL', '设摊', '某条例', '某文本', 'CITY_MGMT', 'NONE', null, null, null, null, '2030-01-01', null",
                "violation_type_code_fkey | 'VIO_NOTHING', '设摊', '某条例', '某文本', 'CITY_MGMT', 'NONE', null, null, null, null, '2010-01-01', '2010-12-31'",
                "violation_type_check | 'VIO_STALL', '设摊', '某条例', '某文本', 'CITY_MGMT', 'NONE', 1, null, null, null, '2010-01-01', '2010-12-31'",
                "violation_type_check | 'VIO_STALL', '设摊', '某条例', '某文本', 'CITY_MGMT', 'NONE', 2, 1, null, null, '2010-01-01', '2010-12-31'",
                "violation_type_precondition_check | 'VIO_STALL', '设摊', '某条例', '某文本', 'CITY_MGMT', 'LATER', null, null, null, null, '2010-01-01', '2010-12-31'"
            })
    void theDatabaseRefusesAViolationThat(String constraint, String values) {
        assertThatThrownBy(() -> jdbc.sql("insert into violation_type values (" + values + ")")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining(constraint);
    }
}
