package cn.leiting.organization;

import static cn.leiting.organization.Staff.COORDINATION;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
@RecordApplicationEvents
class HandoverTests {

    @Autowired
    private Handovers handovers;

    @Autowired
    private Designations designations;

    @Autowired
    private People people;

    @Autowired
    private Organization organization;

    @Autowired
    private Clock clock;

    @Autowired
    private ApplicationEvents events;

    private LocalDate today;
    private Staff staff;

    @BeforeEach
    void hire() {
        today = LocalDate.now(clock);
        staff = new Staff(people, organization);
        staff.join("thLead", Title.LEADER);
        staff.join("th1", Title.OFFICER);
        staff.join("th4", Title.AUXILIARY);
    }

    @Test
    void postsGoOverAndWhoHeldThemBeforeStaysReadable() {
        Handover handover = handovers.handOver("thLead", "th1", today, COORDINATION);

        assertThat(handover.items()).containsExactly("职务：青浦城管机动中队队长");
        assertThat(handovers.latest()).first().isEqualTo(handover);
        assertThat(people.find("thLead", today.minusDays(1)).orElseThrow().leads(MOBILE))
                .isTrue();
        assertThat(people.person("thLead").posts()).isEmpty();
        assertThat(people.person("th1").posts())
                .extracting(Person.Post::title)
                .containsExactly(Title.OFFICER, Title.LEADER);
        assertThat(people.find("th1", today.minusDays(1)).orElseThrow().leads(MOBILE))
                .isFalse();
    }

    @Test
    void groupsFollowAndWhoeverHasNothingLeftIsOut() {
        handovers.handOver("thLead", "th1", today, COORDINATION);

        assertThat(lastTold("th1")).isEqualTo(registered("th1", Set.of("squadMobile", "leadMobile")));
        assertThat(lastTold("thLead")).isEqualTo(registered("thLead", Set.of()));
        assertThat(events.stream(Person.Left.class)).containsExactly(new Person.Left("thLead"));
        assertThat(events.stream(Handover.Confirmed.class)).containsExactly(new Handover.Confirmed("thLead", "th1"));
    }

    @Test
    void designationGoesOverWithItsEndAndKeepsItsHistory() {
        LocalDate start = LocalDate.of(2023, 1, 3);
        LocalDate end = LocalDate.of(2023, 12, 31);
        designations.designate(
                new Designation.Form(MOBILE, "thLead", start, end, "13800000000", "th1"), COORDINATION.id());

        Handover handover = handovers.handOver("thLead", "th1", today, COORDINATION);

        assertThat(handover.items()).contains("指定：青浦城管机动中队");
        assertThat(designations.of(MOBILE, today.minusDays(1)).orElseThrow())
                .extracting(Designation::officerId, Designation::validFrom)
                .containsExactly("thLead", start);
        assertThat(designations.of(MOBILE, today).orElseThrow())
                .extracting(Designation::officerId, Designation::validTo, Designation::deputyId)
                .containsExactly("th1", end, null);
    }

    @Test
    void designationThatHasNotBegunGoesOverWhole() {
        LocalDate start = today.plusDays(20);
        designations.designate(
                new Designation.Form(MOBILE, "thLead", start, null, "13800000000", null), COORDINATION.id());

        handovers.handOver("thLead", "th1", today, COORDINATION);

        assertThat(designations.history(MOBILE))
                .singleElement()
                .extracting(Designation::officerId, Designation::validFrom)
                .containsExactly("th1", start);
    }

    @Test
    void substituteIsReplacedTooWithoutTouchingTheOfficer() {
        staff.join("thDeputy", Title.DEPUTY_LEADER);
        designations.designate(
                new Designation.Form(MOBILE, "thLead", today, null, "13800000000", "thDeputy"), COORDINATION.id());

        handovers.handOver("thDeputy", "th1", today, COORDINATION);

        assertThat(designations.of(MOBILE, today).orElseThrow())
                .extracting(Designation::officerId, Designation::deputyId)
                .containsExactly("thLead", "th1");
    }

    @Test
    void postThatBeganThatDayGoesOverAsItIs() {
        people.register(staff.form("th2", MOBILE, Title.DEPUTY_LEADER), today, COORDINATION);

        handovers.handOver("th2", "th1", today, COORDINATION);

        assertThat(people.person("th2").posts()).isEmpty();
        assertThat(people.person("th1").leads(MOBILE)).isTrue();
    }

    @Test
    void nothingToHandOverIsFine() {
        handovers.handOver("thLead", "th1", today, COORDINATION);

        assertThat(handovers.handOver("thLead", "th1", today, COORDINATION).items())
                .isEmpty();
    }

    @Test
    void refusesTheSamePerson() {
        assertRefused("thLead", "thLead", today, "移交人和接手人不能是同一人。");
    }

    @Test
    void refusesAnUnknownPerson() {
        assertRefused("thLead", "thNobody", today, "没有账号为“thNobody”的人员。");
    }

    @Test
    void refusesSomeoneOfAnotherUnit() {
        staff.register(staff.form("th9", "310118105", Title.OFFICER));

        assertRefused("thLead", "th9", today, "接手人须与移交人在同一单位，跨单位调动请先导入新的单位和职务。");
    }

    @Test
    void refusesAnAuxiliaryForAnOfficersPosts() {
        assertRefused("thLead", "th4", today, "辅助人员不能接手执法人员的职务和任务。");
    }

    @Test
    void refusesWhoeverHoldsNoPostAnyMore() {
        handovers.handOver("thLead", "th1", today, COORDINATION);

        assertRefused("th1", "thLead", today, "接手人没有在任的职务。");
    }

    @Test
    void refusesADayToComeAndADayBeforeThePostBegan() {
        assertRefused("thLead", "th1", today.plusDays(1), "移交日期不能晚于今天。");
        assertRefused("thLead", "th1", LocalDate.of(2022, 12, 31), "移交日期不能早于移交人的任职日期。");
    }

    private void assertRefused(String from, String to, LocalDate on, String sentence) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> handovers.handOver(from, to, on, COORDINATION))
                .withMessage(sentence);
    }

    private Person.Registered lastTold(String userId) {
        return events.stream(Person.Registered.class)
                .filter(told -> told.userId().equals(userId))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static Person.Registered registered(String userId, Set<String> groups) {
        return new Person.Registered(userId, "测试人员" + userId, groups, null);
    }
}
