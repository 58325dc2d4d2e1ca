package cn.leiting.deadline;

import cn.leiting.calendar.Dated;
import cn.leiting.calendar.WorkCalendar.Workdays;
import cn.leiting.deadline.Deadline.Change;
import cn.leiting.shared.Sweep;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 期限台账：opens, ends and moves deadlines and raises their levels. Commands on a deadline that is met,
 * cancelled or unknown change nothing, so that a repeated job repeats no effect.
 */
@Component
public class Deadlines implements Sweep, Dated {

    private static final int BATCH = 200;

    private final DeadlineRows rows;
    private final Openings openings;
    private final Raising raising;
    private final Reminders reminders;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Deadlines(
            DeadlineRows rows,
            Openings openings,
            Raising raising,
            Reminders reminders,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.openings = openings;
        this.raising = raising;
        this.reminders = reminders;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Opens a deadline as its rule stands on its first day; the same reference again changes nothing. A
     * rule of days is due at 23:59:59 of the last day, a rule of hours so many hours from now.
     *
     * <p>In a running transaction it costs no round trip of its own: the row is written with all others
     * just before the commit, and the answer is the moment as counted here even where the reference turns
     * out to have been there before and keeps its own.
     *
     * @return when it is due; empty when a year's table is missing: dated when it is loaded
     */
    public Optional<Instant> open(Deadline.Opening opening) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return openings.open(opening, clock.instant());
        }
        return Objects.requireNonNull(transaction.execute(alone -> {
            openings.open(opening, clock.instant());
            openings.write();
            return rows.due(opening.reference());
        }));
    }

    /** What was owed is done, in time or late. */
    @Transactional
    public void met(String reference) {
        openings.write(reference);
        rows.end("met_at", reference, clock.instant());
    }

    /** Nobody owes it any more. */
    @Transactional
    public void cancel(String reference) {
        openings.write(reference);
        rows.end("cancelled_at", reference, clock.instant());
    }

    /** Nobody owes what that rule asks of a thing any more. */
    @Transactional
    public void cancelAll(String subject, String rule) {
        openings.write();
        rows.cancelAll(subject, rule, clock.instant());
    }

    /** The holder waits for somebody else: nothing is raised until the deadline is resumed. */
    @Transactional
    public void pause(String reference) {
        openings.write(reference);
        rows.pause(reference, clock.instant());
    }

    /** Goes on after a pause and moves the due moment by it; a rule of working days gets working days back. */
    @Transactional
    public void resume(String reference) {
        change(reference, (deadline, days) -> deadline.resumed(clock.instant(), days));
    }

    /**
     * Pauses everything that is open of a thing and of what belongs to it: a campaign that is suspended
     * rests with its squads' tasks (domain §9.1 no. 6). What rests already is left as it is.
     *
     * @param subject the code of the thing; what belongs to it carries it and a colon before its own
     */
    @Transactional
    public void pauseAll(String subject) {
        openings.write();
        rows.pauseAll(subject, clock.instant());
    }

    /** Goes on with everything that rests of a thing and of what belongs to it; see {@link #resume}. */
    @Transactional
    public void resumeAll(String subject) {
        openings.write();
        Workdays days = openings.days();
        Instant now = clock.instant();
        store(
                rows.lockPaused(subject).stream()
                        .map(deadline -> new Change(deadline, deadline.resumed(now, days)))
                        .toList(),
                days);
    }

    /** Sets the due moment by hand; no calendar moves it afterwards. */
    @Transactional
    public void move(String reference, Instant due) {
        change(reference, (deadline, days) -> deadline.movedTo(due));
    }

    /** What was met is withdrawn and owed again, by the same moment under another name; a deadline of hand counts once. */
    @Transactional
    public void carryOver(String met, String again) {
        openings.write(again);
        rows.withdraw(met, clock.instant()).ifPresent(due -> move(again, due));
    }

    /**
     * Counts a deadline anew, as its rule stood when it was opened: earlier pauses and a date set by hand
     * are forgotten. What is not late by its new date is reminded of and raised again from the lowest level
     * on; what is late keeps the levels that were raised.
     *
     * @param from the day that is not counted; hours are counted from now
     */
    @Transactional
    public void restart(String reference, LocalDate from) {
        change(reference, (deadline, days) -> deadline.restarted(from, clock.instant(), days));
    }

    private void change(String reference, BiFunction<Deadline, Workdays, Deadline> command) {
        openings.write(reference);
        Workdays days = openings.days();
        rows.lock(reference)
                .map(deadline -> new Change(deadline, command.apply(deadline, days)))
                .ifPresent(change -> store(List.of(change), days));
    }

    @Override
    @Transactional
    public int redate(int year) {
        openings.write();
        Workdays days = openings.daysAnew();
        int moved = 0;
        long last = 0;
        for (List<Deadline> batch = rows.lockTouching(year, last, BATCH);
                !batch.isEmpty();
                batch = rows.lockTouching(year, last, BATCH)) {
            moved += store(
                    batch.stream()
                            .map(deadline -> new Change(deadline, deadline.dated(days)))
                            .toList(),
                    days);
            last = batch.get(batch.size() - 1).id();
        }
        return moved;
    }

    private int store(List<Change> changes, Workdays days) {
        rows.update(changes, days);
        List<Deadline.Due> moved = changes.stream()
                .filter(Change::moved)
                .map(Change::after)
                .map(deadline -> new Deadline.Due(deadline.reference(), deadline.due()))
                .toList();
        if (!moved.isEmpty()) {
            events.publishEvent(new Deadline.Moved(moved));
        }
        return moved.size();
    }

    /**
     * Raises every level that has come.
     *
     * @return how many levels were raised
     */
    @Override
    @Scheduled(initialDelayString = "${leiting.sweep:PT1M}", fixedDelayString = "${leiting.sweep:PT1M}")
    public int sweep() {
        return raising.sweep();
    }

    @Override
    public Optional<Instant> nextMoment() {
        return rows.nextMoment();
    }

    /** Records which groups were told what about a raised level; each group once. */
    @Transactional
    public void tell(String reference, int level, Set<String> groups, String text) {
        reminders.tell(reference, level, groups, text, clock.instant());
    }

    /** What these groups owe and were reminded of, the highest level first; 50 at most. */
    public List<Deadline.Late> lateOf(Set<String> groups) {
        return reminders.late(groups, clock.instant());
    }

    /** What these groups were told since then, the newest first; 50 at most. */
    public List<Deadline.Notice> noticesTo(Set<String> groups, Instant since) {
        return reminders.notices(groups, since);
    }

    @Override
    public int undated() {
        return rows.undated();
    }
}
