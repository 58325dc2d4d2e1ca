package cn.leiting.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.leiting.organization.Person.Certificate;
import cn.leiting.organization.Person.Title;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonTests {

    private static final Unit ZHAOXIANG =
            new Unit("310118105", "赵巷镇城管中队", "赵巷中队", Unit.Kind.SQUAD, "squadZhaoxiang", true);
    private static final Certificate CERTIFICATE =
            new Certificate("DEMO-1", LocalDate.of(2021, 4, 1), LocalDate.of(2023, 3, 31));

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "zhao xiang", "赵巷", "a-b", "${1+1}", "admin", "Admin"})
    void refusesAnAccountThatTheEngineCannotBearOrThatIsTheAdministrators(String userId) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> form(userId, "赵巷镇城管中队队员9", Title.OFFICER, null, null, "leiting-demo"));
    }

    @Test
    void refusesAnEmptyOrOverlongName() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> form("zhaoxiang9", " ", Title.OFFICER, null, null, null));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> form("zhaoxiang9", "队".repeat(41), Title.OFFICER, null, null, null));
        assertThatCode(() -> form("zhaoxiang9", "队".repeat(40), Title.OFFICER, null, null, null))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "23800000000", "1380000000", "138000000000", "1380000000a"})
    void refusesAPhoneThatIsNone(String phone) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> form("zhaoxiang9", "赵巷镇城管中队队员9", Title.OFFICER, null, phone, null));
    }

    @Test
    void refusesAnInitialPasswordOfLessThanEightCharacters() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> form("zhaoxiang9", "赵巷镇城管中队队员9", Title.OFFICER, null, null, "1234567"));
    }

    @Test
    void refusesACertificateOfAnAuxiliary() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> form("zhaoxiang9", "赵巷镇城管中队队员9", Title.AUXILIARY, CERTIFICATE, null, null))
                .withMessageContaining("辅助人员没有执法证");
    }

    @Test
    void refusesACertificateThatExpiresBeforeItsIssue() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new Certificate("DEMO-1", LocalDate.of(2023, 1, 2), LocalDate.of(2023, 1, 1)));
    }

    @Test
    void certificateIsValidOnItsFirstAndLastDayOnly() {
        assertThat(CERTIFICATE.isValidOn(LocalDate.of(2021, 3, 31))).isFalse();
        assertThat(CERTIFICATE.isValidOn(LocalDate.of(2021, 4, 1))).isTrue();
        assertThat(CERTIFICATE.isValidOn(LocalDate.of(2023, 3, 31))).isTrue();
        assertThat(CERTIFICATE.isValidOn(LocalDate.of(2023, 4, 1))).isFalse();
    }

    @Test
    void certificateIsFlaggedInItsLastNinetyDays() {
        assertThat(CERTIFICATE.isExpiringOn(LocalDate.of(2022, 12, 31))).isFalse();
        assertThat(CERTIFICATE.isExpiringOn(LocalDate.of(2023, 1, 1))).isTrue();
        assertThat(CERTIFICATE.isExpiringOn(LocalDate.of(2023, 3, 31))).isTrue();
        assertThat(CERTIFICATE.isExpiringOn(LocalDate.of(2023, 4, 1))).isFalse();
        assertThat(CERTIFICATE.isExpiredOn(LocalDate.of(2023, 4, 1))).isTrue();
    }

    @Test
    void refusesAPostThatTheUnitDoesNotHaveAndNamesThoseItHas() {
        assertThat(Title.called("副队长", ZHAOXIANG)).isEqualTo(Title.DEPUTY_LEADER);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Title.called("科员", ZHAOXIANG))
                .withMessage("“赵巷镇城管中队”没有职务“科员”，可填：队长、副队长、执法队员、辅助人员。");
    }

    @Test
    void passwordsAreNotPrinted() {
        Person.Form form = form("zhaoxiang9", "赵巷镇城管中队队员9", Title.OFFICER, null, null, "secret-of-mine");

        assertThat(form.toString()).doesNotContain("secret");
        assertThat(new Person.Registered("zhaoxiang9", "赵巷镇城管中队队员9", Set.of(), "secret-of-mine").toString())
                .doesNotContain("secret");
    }

    private static Person.Form form(
            String userId, String name, Title title, Certificate certificate, String phone, String password) {
        return new Person.Form(userId, name, ZHAOXIANG, title, certificate, phone, password);
    }
}
