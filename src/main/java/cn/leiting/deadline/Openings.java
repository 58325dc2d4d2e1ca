package cn.leiting.deadline;

import cn.leiting.calendar.Length;
import cn.leiting.calendar.Parameters;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.Workdays;
import cn.leiting.deadline.DeadlineRows.Opened;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The deadlines opened in one transaction. A launch opens one a squad, so they are counted by rules and
 * tables that are read once, and written together just before the commit, or before anything else of the
 * same transaction looks for them.
 */
@Component
class Openings {

    private final DeadlineRows rows;
    private final WorkCalendar calendar;
    private final Parameters parameters;

    Openings(DeadlineRows rows, WorkCalendar calendar, Parameters parameters) {
        this.rows = rows;
        this.calendar = calendar;
        this.parameters = parameters;
    }

    /** To be called in a transaction; the same reference again answers what the first time did. */
    Optional<Instant> open(Deadline.Opening opening, Instant now) {
        Batch batch = batch();
        Opened opened = batch.pending.computeIfAbsent(opening.reference(), reference -> opened(opening, now, batch));
        if (batch.committing) {
            batch.write();
        }
        return Optional.ofNullable(opened.deadline().due());
    }

    private Opened opened(Deadline.Opening opening, Instant now, Batch batch) {
        Length length = batch.lengths.computeIfAbsent(
                new Rule(opening.rule(), opening.from()), rule -> parameters.length(rule.key(), rule.on()));
        Workdays days = batch.days();
        Deadline deadline = Deadline.opened(opening, length, now, days);
        return new Opened(deadline, opening.rule(), now, deadline.next(days));
    }

    /** The tables, which nobody can replace until the running transaction ends; read once in it. */
    Workdays days() {
        return batch().days();
    }

    /** The same, read again, where the running transaction has just replaced them. */
    Workdays daysAnew() {
        Batch batch = batch();
        batch.days = null;
        return batch.days();
    }

    void write(String reference) {
        Batch batch = batch();
        if (batch.pending.containsKey(reference)) {
            batch.write();
        }
    }

    void write() {
        batch().write();
    }

    private Batch batch() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return new Batch();
        }
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Batch.class::isInstance)
                .map(Batch.class::cast)
                .filter(batch -> batch.isOf(this))
                .findFirst()
                .orElseGet(this::registered);
    }

    private Batch registered() {
        Batch batch = new Batch();
        TransactionSynchronizationManager.registerSynchronization(batch);
        return batch;
    }

    private record Rule(String key, LocalDate on) {}

    private final class Batch implements TransactionSynchronization {

        private final Map<Rule, Length> lengths = new HashMap<>();
        private final Map<String, Opened> pending = new LinkedHashMap<>();
        private @Nullable Workdays days;
        private boolean committing;

        private boolean isOf(Openings openings) {
            return Openings.this == openings;
        }

        private Workdays days() {
            if (days == null) {
                days = calendar.now();
            }
            return Objects.requireNonNull(days);
        }

        private void write() {
            if (!pending.isEmpty()) {
                List<Opened> all = List.copyOf(pending.values());
                pending.clear();
                rows.insert(all);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            committing = true;
            write();
        }
    }
}
