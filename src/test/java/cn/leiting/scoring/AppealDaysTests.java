package cn.leiting.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Parameters;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.score.Indicator;
import cn.leiting.score.Stage;
import cn.leiting.scoring.Appeal.Result;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@LeitingTest
class AppealDaysTests {

    @Autowired
    private WorkCalendar calendar;

    @Autowired
    private Parameters parameters;

    /** The vectors of the domain, section 9.6: the last second of the fifth working day, and the next one. */
    @ParameterizedTest
    @CsvSource({
        "2023-01-19T10:00, 2023-01-31T23:59:59, 2023-02-01T00:00",
        "2023-01-19T23:59, 2023-01-31T23:59:59, 2023-02-01T00:00",
        "2023-04-28T00:00, 2023-05-09T23:59:59, 2023-05-10T00:00",
        "2023-09-25T09:00, 2023-10-08T23:59:59, 2023-10-09T00:00",
        "2023-06-17T09:00, 2023-06-26T23:59:59, 2023-06-27T00:00"
    })
    void lasts5WorkingDaysAcrossTheHolidays(LocalDateTime published, LocalDateTime last, LocalDateTime next) {
        assertThatCode(() -> at(last).refuseAfterWindowOf(moment(published))).doesNotThrowAnyException();
        assertThatThrownBy(() -> at(next).refuseAfterWindowOf(moment(published)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT));
    }

    @Test
    void staysOpenUntilTheEarliestPossibleDayWhileACalendarIsMissing() {
        Instant published = moment(LocalDateTime.parse("2026-12-28T09:00"));

        assertThatCode(() -> at("2027-01-05T23:59:59").refuseAfterWindowOf(published))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> at("2027-01-06T00:00").refuseAfterWindowOf(published))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
                    assertThat(refusal.code()).contains("CALENDAR_MISSING");
                    assertThat(refusal.sentence()).contains("2027年").endsWith("。");
                });
        assertThat(at("2026-12-28T09:00").lastDay(published("2026-12-28T09:00"), List.of()))
                .isEqualTo("2027-01-05");
        assertThat(at("2026-12-28T09:00").lastBlockedDay(published("2026-12-28T09:00")))
                .isAfterOrEqualTo(LocalDate.of(2027, 1, 25));
    }

    @Test
    void holdsUpTheLockFor15WorkingDaysAfterTheWindow() {
        AppealDays days = at("2023-01-19T10:00");

        assertThat(days.lastDay(published("2023-01-19T10:00"), List.of())).isEqualTo("2023-01-31");
        assertThat(days.lastBlockedDay(published("2023-01-19T10:00"))).isEqualTo("2023-02-21");
    }

    @Test
    void givesTheSecondLevelItsOwn5WorkingDays() {
        Appeal upheld = decided(1, Result.UPHELD, null, null, null);
        Appeal second = decided(2, Result.UPHELD, null, null, null);

        assertThat(at("2023-02-07T23:00").leaveRoom(List.of(upheld))).isTrue();
        assertThat(at("2023-02-08T00:00").leaveRoom(List.of(upheld))).isFalse();
        assertThat(at("2023-02-01T00:00").leaveRoom(List.of(upheld, second))).isFalse();
        assertThat(at("2023-01-31T09:00").lastDay(published("2023-01-19T10:00"), List.of(upheld)))
                .isEqualTo("2023-02-07");
        assertThat(at("2023-01-31T09:00").lastDay(published("2023-01-19T10:00"), List.of(upheld, second)))
                .isEqualTo("2023-01-31");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "UPHELD, -, -, -, true",
                "UPHELD, 0.9, -, -, true",
                "CHANGED, 0.9, 18, 20, false",
                "CHANGED, 0.9, 17, 20, true",
                "CHANGED, -, 20, 20, false",
                "CHANGED, -, 19, 20, true",
                "CHANGED, 0.9, 0, 0, true",
                "CHANGED, -, 0, 0, false",
                "PENDING, -, -, -, false",
                "LAPSED, -, -, -, false"
            })
    void leavesRoomForTheSecondLevelWhereItGaveLessThanClaimed(
            Result result,
            @Nullable BigDecimal claimed,
            @Nullable BigDecimal numerator,
            @Nullable BigDecimal denominator,
            boolean room) {
        assertThat(decided(1, result, claimed, numerator, denominator).leavesRoom())
                .isEqualTo(room);
        assertThat(decided(2, result, claimed, numerator, denominator).leavesRoom())
                .isFalse();
    }

    private static Appeal decided(
            int level,
            Result result,
            @Nullable BigDecimal claimed,
            @Nullable BigDecimal numerator,
            @Nullable BigDecimal denominator) {
        Instant at = moment(LocalDateTime.parse("2023-01-31T16:00"));
        return new Appeal(
                level,
                "SC-2086-99:PROVISIONAL",
                "310118105",
                Indicator.B1,
                level,
                1,
                "两个点位因道路封闭无法到达，应当计为免除。",
                claimed,
                null,
                "中队负责人",
                at,
                numerator,
                denominator,
                result,
                "查证属实。",
                "supervision2",
                "法规监督科2",
                at,
                at);
    }

    private static Scoring published(String moment) {
        Scoring scoring = Scoring.begin("TH-2086-99", Stage.PROVISIONAL);
        scoring.supply("coordination1");
        scoring.compute();
        scoring.check("supervision1");
        scoring.publish(moment(LocalDateTime.parse(moment)));
        return scoring;
    }

    private AppealDays at(String now) {
        return at(LocalDateTime.parse(now));
    }

    private AppealDays at(LocalDateTime now) {
        return new AppealDays(calendar, parameters, Clock.fixed(moment(now), BureauTime.ZONE));
    }

    private static Instant moment(LocalDateTime local) {
        return local.atZone(BureauTime.ZONE).toInstant();
    }
}
