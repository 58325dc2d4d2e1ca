package cn.leiting.calendar;

import cn.leiting.calendar.Deadline.Change;
import cn.leiting.calendar.WorkCalendar.Workdays;
import cn.leiting.shared.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 期限台账：opens, ends and moves deadlines and raises their levels. Commands on a deadline that is met,
 * cancelled or unknown change nothing, so that a repeated job repeats no effect.
 */
@Component
public class Deadlines implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final int BATCH = 200;
    private static final Duration SECOND_TRY = Duration.ofMinutes(10);

    private final DeadlineRows rows;
    private final WorkCalendar calendar;
    private final Parameters parameters;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate ownTransaction;

    Deadlines(
            DeadlineRows rows,
            WorkCalendar calendar,
            Parameters parameters,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.calendar = calendar;
        this.parameters = parameters;
        this.events = events;
        this.clock = clock;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Opens a deadline as its rule stands on its first day; the same reference again changes nothing. A
     * rule of days is due at 23:59:59 of the last day, a rule of hours so many hours from now. Empty when
     * a year's table is missing: dated when it is loaded.
     */
    @Transactional
    public Optional<Instant> open(Deadline.Opening opening) {
        Length length = parameters.length(opening.rule(), opening.from());
        Workdays days = calendar.held();
        Instant now = clock.instant();
        Deadline deadline = Deadline.opened(opening, length, now, days);
        return rows.insert(deadline, opening.rule(), now, deadline.next(days))
                ? Optional.ofNullable(deadline.due())
                : rows.due(opening.reference());
    }

    /** What was owed is done, in time or late. */
    @Transactional
    public void met(String reference) {
        rows.end("met_at", reference, clock.instant());
    }

    /** Nobody owes it any more. */
    @Transactional
    public void cancel(String reference) {
        rows.end("cancelled_at", reference, clock.instant());
    }

    /** The holder waits for somebody else: nothing is raised until the deadline is resumed. */
    @Transactional
    public void pause(String reference) {
        rows.pause(reference, clock.instant());
    }

    /** Goes on after a pause and moves the due moment by it; a rule of working days gets working days back. */
    @Transactional
    public void resume(String reference) {
        change(reference, (deadline, days) -> deadline.resumed(clock.instant(), days));
    }

    /** Sets the due moment by hand; no calendar moves it afterwards. */
    @Transactional
    public void move(String reference, Instant due) {
        change(reference, (deadline, days) -> deadline.movedTo(due));
    }

    private void change(String reference, BiFunction<Deadline, Workdays, Deadline> command) {
        Workdays days = calendar.held();
        rows.lock(reference)
                .map(deadline -> new Change(deadline, command.apply(deadline, days)))
                .ifPresent(change -> store(List.of(change), days));
    }

    /** Dates anew what that year's table can bear on; returns how many due moments are other ones now. */
    int redate(int year) {
        Workdays days = calendar.held();
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
        List<Change> moved = changes.stream().filter(Change::moved).toList();
        moved.forEach(change -> events.publishEvent(
                new Deadline.Moved(change.after().reference(), change.after().due())));
        return moved.size();
    }

    /**
     * Raises every level that has come, in batches with a transaction each, while other nodes do the same.
     * What cannot be told is tried again ten minutes later.
     *
     * @return how many levels were raised
     */
    @Override
    @Scheduled(initialDelayString = "${leiting.sweep:PT1M}", fixedDelayString = "${leiting.sweep:PT1M}")
    public int sweep() {
        int all = 0;
        for (int raised = sweepBatch(); raised > 0; raised = sweepBatch()) {
            all += raised;
        }
        return all;
    }

    private int sweepBatch() {
        Instant now = clock.instant();
        List<Deadline> batch = new ArrayList<>();
        try {
            return inOwnTransaction(() -> {
                Workdays days = calendar.held();
                batch.addAll(rows.lockRaisable(now, BATCH));
                return raise(batch, now, days);
            });
        } catch (RuntimeException oneOfThem) {
            if (batch.isEmpty()) {
                throw oneOfThem;
            }
            return batch.stream()
                    .mapToInt(deadline -> raiseAlone(deadline, now))
                    .sum();
        }
    }

    private int raiseAlone(Deadline deadline, Instant now) {
        try {
            return inOwnTransaction(() -> {
                Workdays days = calendar.held();
                return raise(rows.lockRaisable(now, deadline), now, days);
            });
        } catch (RuntimeException failed) {
            LOG.error("deadline {} could not be raised", deadline.reference(), failed);
            rows.postpone(deadline.id(), now.plus(SECOND_TRY));
            return 0;
        }
    }

    private int inOwnTransaction(Supplier<Integer> work) {
        return Objects.requireNonNull(ownTransaction.execute(transaction -> work.get()));
    }

    private int raise(List<Deadline> batch, Instant now, Workdays days) {
        List<Deadline.Raised> told = new ArrayList<>();
        List<long[]> raised = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (Deadline deadline : batch) {
            List<Deadline.Raised> reached = deadline.reachedBy(now, days);
            reached.forEach(level -> raised.add(new long[] {deadline.id(), level.level()}));
            changes.add(new Change(deadline, deadline.raisedTo(deadline.level() + reached.size())));
            told.addAll(reached);
        }

        rows.insertRaised(raised, now);
        rows.update(changes, days);
        told.forEach(events::publishEvent);
        return told.size();
    }

    /** Records which groups were told what about a raised level; each group once. */
    @Transactional
    public void tell(String reference, int level, Set<String> groups, String text) {
        rows.tell(reference, level, groups, text, clock.instant());
    }

    @Override
    public Optional<Instant> nextMoment() {
        return rows.nextMoment();
    }

    /** What these groups owe and were reminded of, the highest level first; 50 at most. */
    public List<Deadline.Late> lateOf(Set<String> groups) {
        return rows.late(groups, clock.instant());
    }

    /** What these groups were told since then, the newest first; 50 at most. */
    public List<Deadline.Notice> noticesTo(Set<String> groups, Instant since) {
        return rows.notices(groups, since);
    }

    /** How many open deadlines have no date because a year's table is missing (缺日历). */
    public int undated() {
        return rows.undated();
    }
}
