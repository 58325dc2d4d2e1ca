package cn.leiting.statute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.calendar.Length;
import cn.leiting.calendar.Length.Unit;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.Workdays;
import cn.leiting.shared.Refusal;
import cn.leiting.statute.StatutoryClock.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@LeitingTest
class StatutoryClockTests {

    private static final LocalDate FILED = LocalDate.of(2023, 1, 16);

    @Autowired
    WorkCalendar calendar;

    private Workdays days;

    @BeforeEach
    void read() {
        days = calendar.now();
    }

    @Test
    void theDayOfTheEventIsNotCounted() {
        assertThat(ninety().due(days)).contains(LocalDate.of(2023, 4, 16));
        assertThat(ninety().state(LocalDate.of(2023, 4, 16), days)).isEqualTo(State.RUNNING);
        assertThat(ninety().state(LocalDate.of(2023, 4, 17), days)).isEqualTo(State.BREACHED);
    }

    @Test
    void workingDaysIncludeMakeUpSaturdaysAndLeaveOutTheHolidays() {
        StatutoryClock hearing = StatutoryClock.of("apl.64.1", LocalDate.of(2023, 1, 19), new Length(5, Unit.WORKDAY));

        assertThat(hearing.due(days)).contains(LocalDate.of(2023, 1, 31));
    }

    @Test
    void aMonthEndsOnTheDayOfTheSameNumberOrOnTheLast() {
        StatutoryClock court = StatutoryClock.of("acl.53", LocalDate.of(2023, 11, 30), new Length(3, Unit.MONTH));

        assertThat(court.due(days)).contains(LocalDate.of(2024, 2, 29));
    }

    @Test
    void whatAPartyIsGivenDoesNotEndOnADayOff() {
        StatutoryClock payment = new StatutoryClock(
                "apl.67", LocalDate.of(2023, 1, 6), new Length(15, Unit.CALENDAR), true, List.of(), List.of(), null);
        StatutoryClock seizure = StatutoryClock.of("acl.25", LocalDate.of(2023, 1, 6), new Length(15, Unit.CALENDAR));

        assertThat(payment.due(days)).contains(LocalDate.of(2023, 1, 28));
        assertThat(seizure.due(days)).contains(LocalDate.of(2023, 1, 21));
    }

    @Test
    void aPauseWithoutAnEndLeavesNoDueDay() {
        Pause open = new Pause(LocalDate.of(2023, 2, 1), null, "行政处罚法第二十七条");
        StatutoryClock paused = ninety(List.of(open), List.of());

        assertThat(paused.due(days)).isEmpty();
        assertThat(paused.state(LocalDate.of(2024, 1, 1), days)).isEqualTo(State.PAUSED);
        assertThat(paused.elapsed(LocalDate.of(2024, 1, 1))).isEqualTo(15);
    }

    @Test
    void aBreachBeforeThePauseStays() {
        Pause late = new Pause(LocalDate.of(2023, 5, 1), null, "行政处罚法第二十七条");

        assertThat(ninety(List.of(late), List.of()).state(LocalDate.of(2023, 6, 1), days))
                .isEqualTo(State.BREACHED);
    }

    @Test
    void itIsMetOrMetLateByTheDayOnWhichItWasDone() {
        assertThat(met(LocalDate.of(2023, 4, 16)).state(LocalDate.of(2023, 6, 1), days))
                .isEqualTo(State.MET);
        assertThat(met(LocalDate.of(2023, 4, 17)).state(LocalDate.of(2023, 6, 1), days))
                .isEqualTo(State.MET_LATE);
    }

    @Test
    void theWarningsComeByTheDaysThatHaveRun() {
        List<Integer> warnings = List.of(60, 75, 83, 89);

        assertThat(ninety().reached(warnings, FILED.plusDays(59))).isEmpty();
        assertThat(ninety().reached(warnings, FILED.plusDays(60))).containsExactly(60);
        assertThat(ninety().reached(warnings, FILED.plusDays(89))).isEqualTo(warnings);
        assertThat(met(FILED.plusDays(10)).reached(warnings, FILED.plusDays(89)))
                .isEmpty();
    }

    @Test
    void everyClockAgreesWithCountingOnAListOfDays() {
        Random random = new Random(20230112);
        for (int round = 0; round < 500; round++) {
            LocalDate from = LocalDate.of(2022, 2, 1).plusDays(random.nextInt(950));
            Length length = new Length(1 + random.nextInt(90), random.nextBoolean() ? Unit.CALENDAR : Unit.WORKDAY);
            List<Pause> pauses = pauses(from, random);
            int more = random.nextInt(3) * 10;
            StatutoryClock clock = new StatutoryClock(
                    "any",
                    from,
                    length,
                    false,
                    pauses,
                    more == 0 ? List.of() : List.of(new Extension(more, "依据")),
                    null);

            assertThat(clock.due(days)).as("%s", clock).contains(counted(from, length, pauses, more));
        }
    }

    /** On a list of days from which whatever does not count was struck out. */
    private LocalDate counted(LocalDate from, Length length, List<Pause> pauses, int more) {
        List<LocalDate> running = from.plusDays(1)
                .datesUntil(from.plusDays(800))
                .filter(day -> pauses.stream()
                        .noneMatch(pause -> day.isAfter(pause.from().minusDays(1))
                                && !day.isAfter(java.util.Objects.requireNonNull(pause.to()))))
                .toList();
        List<LocalDate> counting = length.unit() == Unit.CALENDAR
                ? running
                : running.stream().filter(calendar::isWorkday).toList();
        LocalDate plain = counting.get(length.amount() - 1);
        return more == 0 ? plain : running.get(running.indexOf(plain) + more);
    }

    private static List<Pause> pauses(LocalDate from, Random random) {
        List<Pause> pauses = new ArrayList<>();
        LocalDate day = from;
        for (int left = random.nextInt(3); left > 0; left--) {
            LocalDate begin = day.plusDays(1L + random.nextInt(30));
            day = begin.plusDays(random.nextInt(20));
            pauses.add(new Pause(begin, day, "行政处罚法第二十七条"));
        }
        return pauses;
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Extension(0, "依据")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Pause(FILED, FILED.minusDays(1), "依据")).isInstanceOf(Refusal.class);
    }

    private static StatutoryClock ninety() {
        return ninety(List.of(), List.of());
    }

    private static StatutoryClock ninety(List<Pause> pauses, List<Extension> extensions) {
        return new StatutoryClock("apl.60", FILED, new Length(90, Unit.CALENDAR), false, pauses, extensions, null);
    }

    private static StatutoryClock met(LocalDate on) {
        return new StatutoryClock("apl.60", FILED, new Length(90, Unit.CALENDAR), false, List.of(), List.of(), on);
    }
}
