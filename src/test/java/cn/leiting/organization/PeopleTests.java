package cn.leiting.organization;

import static cn.leiting.organization.Staff.MOBILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.leiting.LeitingTest;
import cn.leiting.organization.Person.Certificate;
import cn.leiting.organization.Person.Title;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.annotation.Transactional;

@LeitingTest
@Transactional
@RecordApplicationEvents
class PeopleTests {

    private static final Certificate CERTIFICATE =
            new Certificate("TEST-PEOPLE-01", LocalDate.of(2021, 1, 1), LocalDate.of(2023, 3, 31));

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

    private Staff staff;

    @BeforeEach
    void hire() {
        staff = new Staff(people, organization);
    }

    @Test
    void registersAPersonWithTheGroupOfTheUnitAndTheInitialPassword() {
        assertThat(staff.register(staff.form("tp1", MOBILE, Title.OFFICER))).isEqualTo(People.Outcome.CREATED);

        assertThat(registered())
                .containsExactly(new Person.Registered("tp1", "测试人员tp1", Set.of("squadMobile"), "leiting-demo"));
        assertThat(people.person("tp1").kind()).isEqualTo(Person.Kind.OFFICER);
        assertThat(people.nameOf("tp1")).isEqualTo("测试人员tp1");
    }

    @Test
    void leaderOfASquadIsInItsLeadersGroupAndADeputyIsNot() {
        staff.join("tp1", Title.LEADER);
        staff.join("tp2", Title.DEPUTY_LEADER);

        assertThat(registered())
                .extracting(Person.Registered::groups)
                .containsExactly(Set.of("squadMobile", "leadMobile"), Set.of("squadMobile"));
    }

    @Test
    void sameAgainChangesNothingAndTellsNobody() {
        Person.Form form = staff.form("tp1", MOBILE, Title.OFFICER, CERTIFICATE, "13800000000", "leiting-demo");
        staff.register(form);

        assertThat(staff.register(form)).isEqualTo(People.Outcome.UNCHANGED);
        assertThat(registered()).hasSize(1);
    }

    @Test
    void anotherNameIsToldToTheAccountWithoutAPassword() {
        staff.join("tp1", Title.OFFICER);
        Person.Form renamed =
                new Person.Form("tp1", "机动中队队员", organization.unit(MOBILE), Title.OFFICER, null, null, "another-one");

        assertThat(staff.register(renamed)).isEqualTo(People.Outcome.UPDATED);
        assertThat(registered()).last().isEqualTo(new Person.Registered("tp1", "机动中队队员", Set.of("squadMobile"), null));
    }

    @Test
    void transferEndsTheOldPostYesterdayAndKeepsItReadable() {
        LocalDate today = LocalDate.now(clock);
        staff.join("tp1", Title.LEADER);

        staff.register(staff.form("tp1", "deptLegal", Title.MEMBER));

        assertThat(people.find("tp1", today.minusDays(1)).orElseThrow().leads(MOBILE))
                .isTrue();
        assertThat(people.leadersOf(MOBILE, today.minusDays(1)))
                .extracting(Person::userId)
                .contains("tp1");
        assertThat(people.leadersOf(MOBILE, today)).extracting(Person::userId).doesNotContain("tp1");
        assertThat(people.person("tp1").posts()).extracting(Person.Post::title).containsExactly(Title.MEMBER);
        assertThat(registered()).last().extracting(Person.Registered::groups).isEqualTo(Set.of("deptLegal"));
    }

    @Test
    void refusesANewAccountWithoutAPassword() {
        assertRefused(staff.form("tp1", MOBILE, Title.OFFICER, null, null, null), "新账号须填写初始密码。");
    }

    @Test
    void refusesAnAccountThatDiffersFromAnotherInCaseOnly() {
        staff.join("tp1", Title.OFFICER);

        assertRefused(staff.form("TP1", MOBILE, Title.OFFICER), "账号与已有账号“tp1”仅大小写不同。");
    }

    @Test
    void refusesTheCertificateOfSomeoneElse() {
        staff.register(staff.form("tp1", MOBILE, Title.OFFICER, CERTIFICATE, null, "leiting-demo"));

        assertRefused(
                staff.form("tp2", MOBILE, Title.OFFICER, CERTIFICATE, null, "leiting-demo"),
                "执法证号“TEST-PEOPLE-01”已登记在“tp1”名下。");
    }

    @Test
    void refusesToMakeAnAuxiliaryOfWhoeverHoldsAValidCertificate() {
        staff.register(staff.form("tp1", MOBILE, Title.OFFICER, CERTIFICATE, null, "leiting-demo"));

        assertRefused(staff.form("tp1", MOBILE, Title.AUXILIARY), "该人员持有有效的执法证，不能登记为辅助人员。");
    }

    @Test
    void refusesToChangeOnesOwnPost() {
        staff.join("tp1", Title.OFFICER);
        Actor self = new Actor("tp1", Set.of("deptCoordination"));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        people.register(staff.form("tp1", "bureauLeadership", Title.PRINCIPAL), Staff.NEW_YEAR, self))
                .withMessage("不能更改本人的单位和职务，请由他人办理。");
    }

    @Test
    void refusedChangeStoresNothingOfIt() {
        staff.register(staff.form("tp1", MOBILE, Title.OFFICER, CERTIFICATE, null, "leiting-demo"));

        assertRefused(staff.form("tp1", MOBILE, Title.AUXILIARY, null, "13800000000", null), "该人员持有有效的执法证，不能登记为辅助人员。");

        assertThat(people.person("tp1").phone()).isNull();
        assertThat(people.person("tp1").kind()).isEqualTo(Person.Kind.OFFICER);
    }

    @Test
    void certificateCountsOnTheDayOfTheActNotToday() {
        staff.register(staff.form("tp1", MOBILE, Title.OFFICER, CERTIFICATE, null, "leiting-demo"));
        Certificate renewed = new Certificate("TEST-PEOPLE-02", LocalDate.of(2023, 5, 1), LocalDate.of(2026, 12, 31));
        staff.register(staff.form("tp1", MOBILE, Title.OFFICER, renewed, null, null));

        assertThat(people.holdsCertificate("tp1", LocalDate.of(2023, 3, 31))).isTrue();
        assertThat(people.holdsCertificate("tp1", LocalDate.of(2023, 4, 1))).isFalse();
        assertThat(people.holdsCertificate("tp1", LocalDate.of(2023, 5, 1))).isTrue();
    }

    @Test
    void refusesAnUnknownAccount() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> people.person("tpNobody"))
                .matches(refusal -> refusal.kind() == Refusal.Kind.NOT_FOUND);
        assertThat(people.nameOf("tpNobody")).isEqualTo("tpNobody");
    }

    @Test
    void nobodyHoldsTheSamePostTwiceOnOneDayNotEvenInTheDatabase() {
        staff.join("tp1", Title.OFFICER);

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql("insert into post (user_id, unit_code, title, valid_from)"
                                + " values ('tp1', '310118000', 'OFFICER', '2023-06-01')")
                        .update());
    }

    @Test
    void pagesByAccount() {
        staff.join("tp1", Title.OFFICER);
        staff.join("tp2", Title.OFFICER);
        staff.join("tp3", Title.OFFICER);

        assertThat(people.after("tp1", MOBILE, 1)).extracting(Person::userId).containsExactly("tp2");
        assertThat(people.after("tp1", null, 2)).extracting(Person::userId).containsExactly("tp2", "tp3");
        assertThat(people.after("tp1", "deptLegal", 50))
                .extracting(Person::userId)
                .doesNotContain("tp2", "tp3");
    }

    private void assertRefused(Person.Form form, String sentence) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> staff.register(form))
                .withMessage(sentence);
    }

    private List<Person.Registered> registered() {
        return events.stream(Person.Registered.class).toList();
    }
}
