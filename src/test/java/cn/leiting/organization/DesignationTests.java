package cn.leiting.organization;

import static cn.leiting.organization.Staff.MOBILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.leiting.LeitingTest;
import cn.leiting.organization.Person.Title;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
@RecordApplicationEvents
class DesignationTests {

    private static final String PHONE = "13800000000";

    @Autowired
    private Designations designations;

    @Autowired
    private People people;

    @Autowired
    private Organization organization;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Autowired
    private ApplicationEvents events;

    private LocalDate today;

    @BeforeEach
    void hire() {
        today = LocalDate.now(clock);
        Staff staff = new Staff(people, organization);
        staff.join("tdLead", Title.LEADER);
        staff.join("tdDeputy", Title.DEPUTY_LEADER);
        staff.join("td1", Title.OFFICER);
    }

    @Test
    void designatedDeputyIsInTheLeadersGroupFromTheFirstDayOn() {
        designate("tdDeputy", today, null);

        assertThat(lastGroupsOf("tdDeputy")).containsExactlyInAnyOrder("squadMobile", "leadMobile");
        assertThat(designations.of(MOBILE, today).orElseThrow())
                .extracting(Designation::officerId, Designation::officerName, Designation::phone)
                .containsExactly("tdDeputy", "测试人员tdDeputy", PHONE);
    }

    @Test
    void designationOfALaterDayTakesEffectWhenTheDayComes() {
        designate("tdDeputy", today.plusDays(1), null);
        people.takeEffect();
        assertThat(lastGroupsOf("tdDeputy")).containsExactly("squadMobile");

        jdbc.sql("update leader_designation set valid_from = ? where officer_id = 'tdDeputy'")
                .param(today)
                .update();

        assertThat(people.takeEffect()).isOne();
        assertThat(lastGroupsOf("tdDeputy")).contains("leadMobile");
        assertThat(people.takeEffect()).isZero();
    }

    @Test
    void refusesWhoeverDoesNotLeadThatSquadOnTheFirstDay() {
        assertRefused("td1", today, "“td1”在2023年1月12日不是青浦城管机动中队的队长或副队长。");
        assertRefused("tdNobody", today, "“tdNobody”在2023年1月12日不是青浦城管机动中队的队长或副队长。");
        assertRefused("tdLead", LocalDate.of(2022, 12, 31), "“tdLead”在2022年12月31日不是青浦城管机动中队的队长或副队长。");
    }

    @Test
    void refusesALeaderOfAnotherSquad() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> designations.designate(
                        new Designation.Form("310118105", "tdLead", today, null, PHONE, null), "coordination1"))
                .withMessageContaining("不是赵巷镇城管中队的队长或副队长");
    }

    @Test
    void refusesADeputyFromElsewhere() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> designations.designate(
                        new Designation.Form(MOBILE, "tdLead", today, null, PHONE, "tdNobody"), "coordination1"))
                .withMessageContaining("替补人“tdNobody”");
    }

    @Test
    void refusesASecondDesigneeForTheSameDay() {
        designate("tdLead", today, today.plusDays(30));

        assertRefused("tdDeputy", today.plusDays(30), "青浦城管机动中队自2023年1月12日起已指定测试人员tdLead，同一天只能有一名负责人。");
        designate("tdDeputy", today.plusDays(31), null);

        assertThat(designations.history(MOBILE))
                .extracting(Designation::officerId)
                .containsExactly("tdDeputy", "tdLead");
        assertThat(designations.of(MOBILE, today.plusDays(30)))
                .map(Designation::officerId)
                .contains("tdLead");
        assertThat(designations.of(MOBILE, today.plusDays(31)))
                .map(Designation::officerId)
                .contains("tdDeputy");
    }

    @Test
    void endsTheOneWithoutAnEndWhenTheNextBegins() {
        designate("tdLead", today, null);

        designate("tdDeputy", today.plusDays(10), null);

        assertThat(designations.of(MOBILE, today.plusDays(9)))
                .map(Designation::officerId)
                .contains("tdLead");
        assertThat(designations.of(MOBILE, today.plusDays(10)))
                .map(Designation::officerId)
                .contains("tdDeputy");
    }

    @Test
    void databaseTooRefusesASecondDesigneeForTheSameDay() {
        designate("tdLead", today, null);

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql("""
                                insert into leader_designation
                                    (squad_code, officer_id, valid_from, phone, designated_by, designated_at)
                                values ('310118000', 'tdDeputy', '2029-01-01', '13800000000', 'x', now())
                                """).update())
                .withMessageContaining("one_designee_a_day");
    }

    @Test
    void endedDesignationMakesRoomForTheNext() {
        designate("tdLead", today, null);

        designations.end(MOBILE, today, "coordination1");
        designate("tdDeputy", today.plusDays(1), null);

        assertThat(designations.history(MOBILE))
                .last()
                .extracting(Designation::validTo)
                .isEqualTo(today);
    }

    @Test
    void refusesToEndInThePastOrWhereNobodyIsDesignated() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> designations.end(MOBILE, today, "coordination1"))
                .withMessageContaining("没有指定的负责人");
        designate("tdLead", today, null);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> designations.end(MOBILE, today.minusDays(1), "coordination1"))
                .withMessageContaining("不能早于今天");
    }

    @Test
    void designeeKeepsTheLeadingPostUntilHandedOver() {
        designate("tdDeputy", today, null);
        Staff staff = new Staff(people, organization);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> staff.register(staff.form("tdDeputy", MOBILE, Title.OFFICER)))
                .withMessage("该人员是青浦城管机动中队指定的负责人，请先办理移交或结束指定。");
        assertThat(staff.register(staff.form("tdDeputy", MOBILE, Title.LEADER))).isEqualTo(People.Outcome.UPDATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "23800000000", "1380000000", "138000000000"})
    void refusesAPhoneThatIsNone(String phone) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new Designation.Form(MOBILE, "tdLead", today, null, phone, null));
    }

    @Test
    void refusesAnEndBeforeTheStartAndADeputyWhoIsTheOfficer() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new Designation.Form(MOBILE, "tdLead", today, today.minusDays(1), PHONE, null));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new Designation.Form(MOBILE, "tdLead", today, null, PHONE, "tdLead"));
    }

    private void designate(String officer, LocalDate from, LocalDate to) {
        designations.designate(new Designation.Form(MOBILE, officer, from, to, PHONE, null), "coordination1");
    }

    private void assertRefused(String officer, LocalDate from, String sentence) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> designate(officer, from, null))
                .withMessage(sentence);
    }

    private Set<String> lastGroupsOf(String userId) {
        return events.stream(Person.Registered.class)
                .filter(told -> told.userId().equals(userId))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .groups();
    }
}
