package cn.leiting.calendar;

import static cn.leiting.calendar.Length.Unit.CALENDAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class ParametersTests {

    private static final Actor COORDINATION = new Actor("coordination1", Set.of("deptCoordination"));
    private static final LocalDate NOTICE_DAY = LocalDate.of(2023, 1, 12);

    @Autowired
    private Parameters parameters;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @CsvSource({
        "leader.designation.due, 3, WORKDAY",
        "task.ack.due, 1, WORKDAY",
        "dutyPlan.due, 1, WORKDAY",
        "campaign.days, 14, CALENDAR",
        "feedback.final, 2, WORKDAY",
        "feedback.review, 2, WORKDAY",
        "feedback.rework, 1, WORKDAY",
        "rectification.maxDays, 15, CALENDAR",
        "relapse.days, 90, CALENDAR",
        "lookback.days, 30, CALENDAR",
        "lookback.secondRecheck, 7, CALENDAR",
        "fi.days, 10, CALENDAR",
        "fi.maxDays, 15, CALENDAR",
        "hardcase.reply, 3, WORKDAY",
        "hardcase.reply.complex, 7, WORKDAY",
        "hardcase.reply.urgent, 4, HOUR",
        "joint.reply, 3, WORKDAY",
        "publicity.itemDelay, 24, HOUR",
        "publicity.review, 2, WORKDAY",
        "publicity.review.breaking, 4, HOUR",
        "report.final, 3, WORKDAY",
        "score.provisional, 5, WORKDAY",
        "score.appeal, 5, WORKDAY",
        "score.appeal.decide, 5, WORKDAY",
        "firstViolation.lookbackMonths, 24, MONTH",
        "programme.draft, 5, WORKDAY",
        "programme.approve, 2, WORKDAY",
        "programme.issue, 1, WORKDAY",
        "receipt.due, 1, WORKDAY",
        "month.report, 2, WORKDAY",
        "progress.report, 0, WORKDAY",
        "year.review, 10, WORKDAY",
        "year.review.approve, 3, WORKDAY",
    })
    void periodsHaveTheirDefaults(String key, int amount, Length.Unit unit) {
        assertThat(parameters.length(key, NOTICE_DAY)).isEqualTo(new Length(amount, unit));
    }

    @ParameterizedTest
    @CsvSource({
        "feedback.maxReturns, 3",
        "supervision.cleanCheckRate, 5",
        "geo.warn, 150",
        "geo.reject, 1000",
        "lookback.findingSample, 100",
        "lookback.cleanSample, 20",
        "lookback.cleanSample.min, 5",
        "lookback.cleanSample.max, 50",
        "joint.reply.reminders, 1",
    })
    void numbersHaveTheirDefaults(String key, String number) {
        assertThat(parameters.number(key, NOTICE_DAY)).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "office.start | 09:00",
                "office.end | 17:30",
                "feedback.interim | FRIDAY 16:00",
                "case.warn | 60,75,83,89"
            })
    void textsHaveTheirDefaults(String key, String text) {
        assertThat(parameters.text(key, NOTICE_DAY)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "apl.48.2, 3, WORKDAY",
        "apl.56, 7, WORKDAY",
        "apl.60, 90, CALENDAR",
        "apl.61, 7, WORKDAY",
        "apl.64.1, 5, WORKDAY",
        "apl.64.2, 7, WORKDAY",
        "apl.67, 15, CALENDAR",
        "apl.71, 2, WORKDAY",
        "acl.53, 3, MONTH",
        "acl.54, 10, WORKDAY",
    })
    void periodsOfTheLawAreInItsUnit(String key, int amount, Length.Unit unit) {
        assertThat(parameters.statutory(key, NOTICE_DAY)).isEqualTo(new Length(amount, unit));
    }

    @Test
    void aLawHoldsFromItsDayOn() {
        assertThat(parameters.statutory("arl.reconsideration", LocalDate.of(2023, 12, 31)))
                .isEqualTo(new Length(60, CALENDAR));
        assertThatThrownBy(() -> parameters.statutory("apl.60", LocalDate.of(2021, 7, 14)))
                .isInstanceOf(Refusal.class)
                .hasMessage("法定期限“apl.60”在2021年7月14日没有值。");
    }

    @Test
    void aChangeHoldsFromItsDayOnAndLeavesThePastAsItWas() {
        parameters.change("fi.days", "12", LocalDate.of(2023, 6, 1), COORDINATION);

        assertThat(parameters.length("fi.days", LocalDate.of(2023, 5, 31))).isEqualTo(new Length(10, CALENDAR));
        assertThat(parameters.length("fi.days", LocalDate.of(2023, 6, 1))).isEqualTo(new Length(12, CALENDAR));
    }

    @Test
    void aChangeLastsUntilTheNextOneThatIsPlanned() {
        parameters.change("geo.warn", "300", LocalDate.of(2023, 9, 1), COORDINATION);
        parameters.change("geo.warn", "200", LocalDate.of(2023, 7, 1), COORDINATION);
        parameters.change("geo.warn", "250", LocalDate.of(2023, 9, 1), COORDINATION);

        assertThat(parameters.number("geo.warn", LocalDate.of(2023, 6, 30))).isEqualByComparingTo("150");
        assertThat(parameters.number("geo.warn", LocalDate.of(2023, 8, 31))).isEqualByComparingTo("200");
        assertThat(parameters.number("geo.warn", LocalDate.of(2023, 9, 1))).isEqualByComparingTo("250");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "relapse.days | x",
                "relapse.days | -1",
                "relapse.days | 1000",
                "relapse.days | 1.5",
                "lookback.cleanSample | 101",
                "office.start | 25:00",
                "office.start | 9:00",
                "feedback.interim | FRIDAY",
                "case.warn | 60,,75",
                "feedback.maxReturns | ''",
            })
    void refusesAValueOfAnotherShape(String key, String value) {
        String before = parameters.text(key, NOTICE_DAY.plusYears(1));

        assertThatThrownBy(() -> parameters.change(key, value, NOTICE_DAY.plusMonths(1), COORDINATION))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("格式不对");
        assertThat(parameters.text(key, NOTICE_DAY.plusYears(1))).isEqualTo(before);
    }

    @Test
    void refusesAKeyThatIsNone() {
        assertThatThrownBy(() -> parameters.change("no.such", "1", NOTICE_DAY.plusYears(1), COORDINATION))
                .isInstanceOf(Refusal.class)
                .hasMessage("没有参数“no.such”。");
        assertThatThrownBy(() -> parameters.length("no.such", NOTICE_DAY)).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesAStartInThePast() {
        assertThatThrownBy(() -> parameters.change("fi.maxDays", "20", LocalDate.of(2023, 1, 11), COORDINATION))
                .isInstanceOf(Refusal.class)
                .hasMessage("参数只能从今天或以后的日期起改变。");
    }

    @Test
    void onlyCoordinationChangesParameters() {
        Actor administrator = new Actor("admin", Set.of("camunda-admin"));

        assertThatThrownBy(() -> parameters.change("fi.maxDays", "20", NOTICE_DAY.plusYears(1), administrator))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
    }

    @Test
    void aNumberIsNoLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> parameters.length("geo.reject", NOTICE_DAY));
    }

    @Test
    void theDatabaseHoldsOneValueADay() {
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into parameter (key, unit, value, valid_from)
                        values ('joint.reply', 'WORKDAY', '4', date '2024-01-01')
                        """).update()).isInstanceOf(DataIntegrityViolationException.class);
    }
}
