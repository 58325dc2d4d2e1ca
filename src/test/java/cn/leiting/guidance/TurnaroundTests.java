package cn.leiting.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.calendar.Length;
import cn.leiting.calendar.Length.Unit;
import cn.leiting.calendar.WorkCalendar.Workdays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnaroundTests {

    private static final Workdays JANUARY = new Workdays(1, Map.of(2023, Map.of(LocalDate.of(2023, 1, 28), true)));
    private static final Length URGENT = new Length(4, Unit.HOUR);
    private static final Length NORMAL = new Length(3, Unit.WORKDAY);

    @Test
    void countsAnUrgentRequestThroughTheNight() {
        Turnaround asked = of("2023-01-13T23:30:00+08:00", URGENT, null, "2023-01-14T03:30:00+08:00");

        assertThat(asked.due()).isEqualTo(Instant.parse("2023-01-13T19:30:00Z"));
        assertThat(asked.isLate()).isFalse();
        assertThat(of("2023-01-13T23:30:00+08:00", URGENT, null, "2023-01-14T03:30:01+08:00")
                        .isLate())
                .isTrue();
    }

    @Test
    void givesAnOrdinaryRequestAllOfTheLastDay() {
        assertThat(of("2023-01-26T23:59:00+08:00", NORMAL, null, "2023-01-27T00:00:00+08:00")
                        .due())
                .isEqualTo(Instant.parse("2023-01-30T15:59:59Z"));
    }

    @Test
    void isJudgedByTheSignatureOnceThereIsOne() {
        assertThat(of("2023-01-12T09:00:00+08:00", URGENT, "2023-01-12T12:00:00+08:00", "2023-02-12T09:00:00+08:00")
                        .isLate())
                .isFalse();
        assertThat(of("2023-01-12T09:00:00+08:00", URGENT, "2023-01-12T13:00:01+08:00", "2023-02-12T09:00:00+08:00")
                        .isLate())
                .isTrue();
    }

    @Test
    void isNeverLateWhileTheCalendarIsMissing() {
        Turnaround asked = of("2023-12-29T09:00:00+08:00", NORMAL, null, "2024-12-29T09:00:00+08:00");

        assertThat(asked.due()).isNull();
        assertThat(asked.isLate()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2023-01-12T09:00:30+08:00, 0分钟",
        "2023-01-12T09:59:00+08:00, 59分钟",
        "2023-01-12T11:00:00+08:00, 2小时",
        "2023-01-12T11:05:00+08:00, 2小时5分钟",
        "2023-01-13T09:30:00+08:00, 1天",
        "2023-01-14T12:30:00+08:00, 2天3小时"
    })
    void saysHowLongItTook(String signed, String words) {
        assertThat(of("2023-01-12T09:00:00+08:00", NORMAL, signed, "2023-02-12T09:00:00+08:00")
                        .inWords())
                .isEqualTo(words);
    }

    private static Turnaround of(String requested, Length length, @Nullable String signed, String now) {
        return Turnaround.of(at(requested), length, signed == null ? null : at(signed), JANUARY, at(now));
    }

    private static Instant at(String moment) {
        return java.time.OffsetDateTime.parse(moment).toInstant();
    }
}
