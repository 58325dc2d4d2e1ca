package cn.leiting.deadline;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Length;
import cn.leiting.calendar.Length.Unit;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.calendar.WorkCalendar.Workdays;
import cn.leiting.shared.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 期限：what somebody owes by a date, and the ladder on which its lateness climbs (domain §4.0.3): level 0
 * reminds on the working day before, level 1 says that the date has passed, level 2 and 3 come one and
 * three working days later. Each level is raised once in a round; a deadline that is counted anew and is
 * not late any more begins a further round.
 *
 * @param fixed the due moment was set by hand or is counted in hours: no calendar moves it
 * @param extraDays days added by pauses, counted as the rule counts
 * @param due null while a year's table is missing (缺日历)
 * @param level the highest level raised in this round, -1 before the first
 * @param round how often the ladder was begun, from 1 on
 */
public record Deadline(
        long id,
        String reference,
        String subject,
        String title,
        Set<String> holders,
        Length length,
        LocalDate from,
        int extraDays,
        boolean fixed,
        @Nullable Instant due,
        int level,
        int round,
        @Nullable Instant pausedAt) {

    private static final int HIGHEST = 3;
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    /**
     * What is needed to open one.
     *
     * @param reference names it for good, e.g. a task's id; the same reference is never opened twice
     * @param subject the business key of the thing, e.g. {@code TH-2023}
     * @param title what is owed, for people
     * @param holders the groups that owe it, one at least
     * @param rule the parameter that says how long it may take
     * @param from the day that is not counted
     * @param since the moment from which a rule of hours counts; null: the moment of opening
     */
    public record Opening(
            String reference,
            String subject,
            String title,
            Set<String> holders,
            String rule,
            LocalDate from,
            @Nullable Instant since) {

        public Opening(
                String reference, String subject, String title, Set<String> holders, String rule, LocalDate from) {
            this(reference, subject, title, holders, rule, from, null);
        }

        public Opening {
            holders = Set.copyOf(holders);
            if (holders.isEmpty()) {
                throw Refusal.invalid("期限须有责任单位。");
            }
        }
    }

    /** A level was reached; told once. */
    public record Raised(String reference, String subject, String title, int level, Instant due, Set<String> holders) {}

    /** Due moments are other ones now; told of all that one command has moved together. */
    public record Moved(List<Due> dues) {

        public Moved {
            dues = List.copyOf(dues);
        }
    }

    /** When a deadline is due; null when a year's table is missing. */
    public record Due(String reference, @Nullable Instant at) {}

    /**
     * An open deadline that people are reminded of.
     *
     * @param level 0 not yet late, 1 late, 2 by one working day, 3 by three
     */
    public record Late(
            String reference,
            String subject,
            String title,
            int level,
            @Nullable Instant due) {}

    /**
     * What a group was told about a deadline.
     *
     * @param open whether the thing is still owed
     */
    public record Notice(
            String reference, String subject, String title, int level, String text, Instant at, boolean open) {}

    /** A deadline as it was and as it shall be. */
    record Change(Deadline before, Deadline after) {

        boolean moved() {
            return !Objects.equals(before.due, after.due);
        }
    }

    static Deadline opened(Opening opening, Length length, Instant now, Workdays days) {
        boolean hours = length.unit() == Unit.HOUR;
        Instant since = opening.since() == null ? now : opening.since();
        return new Deadline(
                        0,
                        opening.reference(),
                        opening.subject(),
                        opening.title(),
                        opening.holders(),
                        length,
                        opening.from(),
                        0,
                        hours,
                        hours ? since.plus(Duration.ofHours(length.amount())) : null,
                        -1,
                        1,
                        null)
                .dated(days);
    }

    /** The same deadline by these tables. */
    Deadline dated(Workdays days) {
        return fixed ? this : with(extraDays, false, dueBy(days), pausedAt);
    }

    private @Nullable Instant dueBy(Workdays days) {
        try {
            LocalDate day = days.due(from, length);
            return BureauTime.endOf(
                    length.unit() == Unit.WORKDAY ? days.after(day, extraDays) : day.plusDays(extraDays));
        } catch (CalendarMissing missing) {
            return null;
        }
    }

    Deadline movedTo(Instant moment) {
        return with(extraDays, true, moment, pausedAt);
    }

    /** As if it were opened now with this first day; not late by its new date, it begins the ladder again. */
    Deadline restarted(LocalDate first, Instant now, Workdays days) {
        boolean hours = length.unit() == Unit.HOUR;
        Instant newDue = hours ? now.plus(Duration.ofHours(length.amount())) : null;
        Deadline anew = new Deadline(
                        id, reference, subject, title, holders, length, first, 0, hours, newDue, level, round, null)
                .dated(days);
        boolean late = anew.due != null && !anew.due.isAfter(now);
        return late || level < 0 ? anew : anew.inNextRound();
    }

    private Deadline inNextRound() {
        return new Deadline(
                id, reference, subject, title, holders, length, from, extraDays, fixed, due, -1, round + 1, pausedAt);
    }

    /** Gives back the days of the pause: working days to a rule of working days, else calendar days. */
    Deadline resumed(Instant now, Workdays days) {
        if (pausedAt == null) {
            return this;
        }
        if (fixed && due != null) {
            return with(extraDays, true, due.plus(Duration.between(pausedAt, now)), null);
        }
        LocalDate paused = dayOf(pausedAt);
        int pause = length.unit() == Unit.WORKDAY
                ? days.probablyBetween(paused, dayOf(now))
                : (int) (dayOf(now).toEpochDay() - paused.toEpochDay());
        return with(extraDays + pause, false, due, null).dated(days);
    }

    private Deadline with(int extraDays, boolean fixed, @Nullable Instant due, @Nullable Instant pausedAt) {
        return new Deadline(
                id, reference, subject, title, holders, length, from, extraDays, fixed, due, level, round, pausedAt);
    }

    /** The events of all levels that have come by now, lowest first. */
    List<Raised> reachedBy(Instant now, Workdays days) {
        List<Raised> reached = new ArrayList<>();
        Deadline step = this;
        for (Instant next = next(days);
                next != null && step.due != null && !next.isAfter(now);
                next = step.next(days)) {
            step = step.raisedTo(step.level + 1);
            reached.add(new Raised(reference, subject, title, step.level, step.due, holders));
        }
        return reached;
    }

    Deadline raisedTo(int higher) {
        return new Deadline(
                id, reference, subject, title, holders, length, from, extraDays, fixed, due, higher, round, pausedAt);
    }

    /** When the next level comes; null when there is none, no date, or the deadline rests. */
    @Nullable
    Instant next(Workdays days) {
        if (due == null || pausedAt != null || level >= HIGHEST) {
            return null;
        }
        LocalDate dueDay = dayOf(due);
        return switch (level + 1) {
            case 0 -> morningOf(days.lastProbablyBefore(dueDay));
            case 1 -> due.plusSeconds(1);
            case 2 -> morningOf(days.probablyAfter(dueDay, 1));
            default -> morningOf(days.probablyAfter(dueDay, 3));
        };
    }

    private static Instant morningOf(LocalDate day) {
        return day.atTime(MORNING).atZone(BureauTime.ZONE).toInstant();
    }

    private static LocalDate dayOf(Instant moment) {
        return moment.atZone(BureauTime.ZONE).toLocalDate();
    }
}
