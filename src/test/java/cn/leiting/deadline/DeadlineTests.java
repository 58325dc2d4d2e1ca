package cn.leiting.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Length;
import cn.leiting.calendar.Length.Unit;
import cn.leiting.calendar.WorkCalendar.Workdays;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeadlineTests {

    /** Spring Festival 2023: 21 to 27 January off, 28 and 29 January worked. */
    private static final Workdays TABLES = new Workdays(
            1,
            Map.of(
                    2023,
                    Map.of(
                            LocalDate.of(2023, 1, 23), false,
                            LocalDate.of(2023, 1, 24), false,
                            LocalDate.of(2023, 1, 25), false,
                            LocalDate.of(2023, 1, 26), false,
                            LocalDate.of(2023, 1, 27), false,
                            LocalDate.of(2023, 1, 28), true,
                            LocalDate.of(2023, 1, 29), true)));

    @Test
    void isDueAtTheEndOfTheLastDay() {
        assertThat(opened(5, Unit.WORKDAY, "2023-01-19").due()).isEqualTo(at("2023-01-31T23:59:59"));
        assertThat(opened(0, Unit.WORKDAY, "2023-01-19").due()).isEqualTo(at("2023-01-19T23:59:59"));
        assertThat(opened(15, Unit.CALENDAR, "2023-01-19").due()).isEqualTo(at("2023-02-03T23:59:59"));
        assertThat(opened(3, Unit.MONTH, "2023-01-19").due()).isEqualTo(at("2023-04-19T23:59:59"));
    }

    @Test
    void hoursCountFromTheMomentOfOpening() {
        assertThat(opened(4, Unit.HOUR, "2023-01-19").due()).isEqualTo(at("2023-01-19T14:00"));
    }

    @Test
    void climbsTheLadderOnWorkingDays() {
        Deadline deadline = opened(1, Unit.WORKDAY, "2023-01-19");

        assertThat(deadline.due()).isEqualTo(at("2023-01-20T23:59:59"));
        assertThat(deadline.next(TABLES)).isEqualTo(at("2023-01-19T09:00"));
        assertThat(deadline.raisedTo(0).next(TABLES)).isEqualTo(at("2023-01-21T00:00"));
        assertThat(deadline.raisedTo(1).next(TABLES)).isEqualTo(at("2023-01-28T09:00"));
        assertThat(deadline.raisedTo(2).next(TABLES)).isEqualTo(at("2023-01-30T09:00"));
        assertThat(deadline.raisedTo(3).next(TABLES)).isNull();
    }

    @Test
    void estimatesReminderDaysOfAYearWithoutTable() {
        Deadline deadline = opened(11, Unit.MONTH, "2023-01-29").raisedTo(1);

        assertThat(deadline.due()).isEqualTo(at("2023-12-29T23:59:59"));
        assertThat(deadline.next(TABLES)).isEqualTo(at("2024-01-02T09:00"));
        assertThat(deadline.raisedTo(2).next(TABLES)).isEqualTo(at("2024-01-04T09:00"));
    }

    @Test
    void hasNoDateAndRaisesNothingWithoutATable() {
        Deadline deadline = opened(3, Unit.WORKDAY, "2023-12-28");

        assertThat(deadline.due()).isNull();
        assertThat(deadline.next(TABLES)).isNull();
        assertThat(deadline.reachedBy(at("2030-01-01T00:00"), TABLES)).isEmpty();
    }

    @Test
    void catchesUpLevelsInOrder() {
        Deadline deadline = opened(1, Unit.WORKDAY, "2023-01-19");

        assertThat(deadline.reachedBy(at("2023-01-28T09:00"), TABLES))
                .extracting(Deadline.Raised::level)
                .containsExactly(0, 1, 2);
    }

    @Test
    void givesBackThePauseInTheDaysOfItsRule() {
        Instant friday = at("2023-01-20T10:00");
        Instant monday = at("2023-01-30T10:00");

        Deadline workdays = paused(opened(3, Unit.WORKDAY, "2023-01-19"), friday);
        Deadline calendarDays = paused(opened(15, Unit.CALENDAR, "2023-01-19"), friday);
        Deadline byHand = paused(opened(3, Unit.WORKDAY, "2023-01-19").movedTo(at("2023-02-01T12:00")), friday);

        assertThat(workdays.due()).isEqualTo(at("2023-01-29T23:59:59"));
        assertThat(workdays.resumed(monday, TABLES).due()).isEqualTo(at("2023-02-01T23:59:59"));
        assertThat(calendarDays.resumed(monday, TABLES).due()).isEqualTo(at("2023-02-13T23:59:59"));
        assertThat(byHand.resumed(monday, TABLES).due()).isEqualTo(at("2023-02-11T12:00"));
    }

    @Test
    void restsWhilePausedAndResumesOnce() {
        Deadline deadline = paused(opened(3, Unit.WORKDAY, "2023-01-19"), at("2023-01-20T10:00"));
        Deadline resumed = deadline.resumed(at("2023-01-20T17:00"), TABLES);

        assertThat(deadline.next(TABLES)).isNull();
        assertThat(resumed.due()).isEqualTo(deadline.due());
        assertThat(resumed.resumed(at("2023-02-20T17:00"), TABLES)).isEqualTo(resumed);
    }

    @Test
    void keepsADateThatWasSetByHandWhateverTheTableSays() {
        Deadline deadline = opened(3, Unit.WORKDAY, "2023-12-28").movedTo(at("2024-01-08T18:00"));

        assertThat(deadline.dated(TABLES).due()).isEqualTo(at("2024-01-08T18:00"));
    }

    @Test
    void refusesADeadlineThatNobodyHolds() {
        LocalDate from = LocalDate.of(2023, 1, 19);
        assertThatThrownBy(() -> new Deadline.Opening("R", "TH-2023", "签收", Set.of(), "receipt.due", from))
                .isInstanceOf(Refusal.class);
    }

    private static Deadline opened(int amount, Unit unit, String from) {
        var opening = new Deadline.Opening(
                "R", "TH-2023", "签收", Set.of("squadXiayang"), "receipt.due", LocalDate.parse(from));
        return Deadline.opened(opening, new Length(amount, unit), at(from + "T10:00"), TABLES);
    }

    private static Deadline paused(Deadline open, Instant at) {
        return new Deadline(
                open.id(),
                open.reference(),
                open.subject(),
                open.title(),
                open.holders(),
                open.length(),
                open.from(),
                open.extraDays(),
                open.fixed(),
                open.due(),
                open.level(),
                open.round(),
                at);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BureauTime.ZONE).toInstant();
    }
}
