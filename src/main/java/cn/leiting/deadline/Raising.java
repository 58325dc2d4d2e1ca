package cn.leiting.deadline;

import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.Workdays;
import cn.leiting.deadline.Deadline.Change;
import cn.leiting.deadline.Reminders.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Raises the levels that have come, in batches with a transaction each, while other nodes do the same.
 * What cannot be told is tried again ten minutes later.
 */
@Component
class Raising {

    private static final Logger LOG = LoggerFactory.getLogger(Raising.class);
    private static final int BATCH = 200;
    private static final Duration SECOND_TRY = Duration.ofMinutes(10);

    private final DeadlineRows rows;
    private final Reminders reminders;
    private final WorkCalendar calendar;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate ownTransaction;

    Raising(
            DeadlineRows rows,
            Reminders reminders,
            WorkCalendar calendar,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.reminders = reminders;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** @return how many levels were raised */
    int sweep() {
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
                Workdays days = calendar.now();
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
                Workdays days = calendar.now();
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
        List<Level> raised = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (Deadline deadline : batch) {
            List<Deadline.Raised> reached = deadline.reachedBy(now, days);
            reached.forEach(level -> raised.add(new Level(deadline, level.level())));
            changes.add(new Change(deadline, deadline.raisedTo(deadline.level() + reached.size())));
            told.addAll(reached);
        }
        reminders.insert(raised, now);
        rows.update(changes, days);
        told.forEach(events::publishEvent);
        return told.size();
    }
}
