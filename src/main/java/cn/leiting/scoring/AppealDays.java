package cn.leiting.scoring;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Parameters;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * 申诉期：until when a squad may appeal, and how long appeals hold up the lock (domain §6.6). Where a year's
 * calendar is missing, a day is the earliest possible one until the table is loaded.
 */
@Component
class AppealDays {

    private final WorkCalendar calendar;
    private final Parameters parameters;
    private final Clock clock;

    AppealDays(WorkCalendar calendar, Parameters parameters, Clock clock) {
        this.calendar = calendar;
        this.parameters = parameters;
        this.clock = clock;
    }

    /**
     * Refuses when the window that began at that moment is over (409); when that cannot be said because a
     * year's calendar is missing, with {@code CALENDAR_MISSING} (422).
     */
    void refuseAfterWindowOf(Instant beginning) {
        try {
            if (today().isAfter(windowOf(beginning))) {
                throw Refusal.conflict("申诉期已满，不能再申诉。");
            }
        } catch (CalendarMissing missing) {
            if (today().isAfter(missing.notBefore())) {
                throw new Undatable(missing);
            }
        }
    }

    private static final class Undatable extends Refusal {

        private static final long serialVersionUID = 1L;

        private Undatable(CalendarMissing missing) {
            super(Kind.INVALID, missing.sentence(), "CALENDAR_MISSING");
        }
    }

    private LocalDate windowOf(Instant beginning) {
        return after(dayOf(beginning), "score.appeal");
    }

    /** The last day on which anybody may appeal against the published score, or against a decision. */
    LocalDate lastDay(Scoring scoring, Collection<Appeal> appeals) {
        return Stream.concat(Stream.of(publication(scoring)), openDecisions(appeals))
                .map(this::probablyWindowOf)
                .max(LocalDate::compareTo)
                .orElseThrow();
    }

    /** Whether somebody may still go to the second level today. */
    boolean leaveRoom(Collection<Appeal> appeals) {
        return openDecisions(appeals).anyMatch(decided -> !today().isAfter(probablyWindowOf(decided)));
    }

    /** The last day on which appeals can hold up the lock. */
    LocalDate lastBlockedDay(Scoring scoring) {
        LocalDate window = probablyWindowOf(publication(scoring));
        try {
            return after(window, "score.block");
        } catch (CalendarMissing missing) {
            return missing.notBefore();
        }
    }

    boolean isOver(LocalDate day) {
        return today().isAfter(day);
    }

    private LocalDate probablyWindowOf(Instant beginning) {
        try {
            return windowOf(beginning);
        } catch (CalendarMissing missing) {
            return missing.notBefore();
        }
    }

    /** The decisions that leave room for the second level, on which nobody has appealed yet. */
    private static Stream<Instant> openDecisions(Collection<Appeal> appeals) {
        return appeals.stream()
                .filter(Appeal::leavesRoom)
                .filter(first -> appeals.stream().noneMatch(other -> isSecondOf(first, other)))
                .map(Appeal::roomSince)
                .map(Objects::requireNonNull);
    }

    private static boolean isSecondOf(Appeal first, Appeal other) {
        return other.level() == 2 && other.squad().equals(first.squad()) && other.indicator() == first.indicator();
    }

    private static Instant publication(Scoring scoring) {
        return Objects.requireNonNull(scoring.publishedAt(), "not published yet");
    }

    private LocalDate after(LocalDate from, String rule) {
        return calendar.due(from, parameters.length(rule, from));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, BureauTime.ZONE);
    }
}
