package cn.leiting.notification;

import cn.leiting.notification.Notices.Told;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** All that one transaction tells is written together, in two statements just before its commit. */
@Component
class Telling {

    private final ReceiptRows rows;

    Telling(ReceiptRows rows) {
        this.rows = rows;
    }

    /** To be called in a transaction. */
    void tell(Told told) {
        Batch batch = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Batch.class::isInstance)
                .map(Batch.class::cast)
                .findFirst()
                .orElseGet(this::registered);
        batch.pending.add(told);
        if (batch.committing) {
            batch.write();
        }
    }

    private Batch registered() {
        Batch batch = new Batch();
        TransactionSynchronizationManager.registerSynchronization(batch);
        return batch;
    }

    private final class Batch implements TransactionSynchronization {

        private final List<Told> pending = new ArrayList<>();
        private final Map<Object, Integer> savepoints = new IdentityHashMap<>();
        private boolean committing;

        private void write() {
            List<Told> all = List.copyOf(pending);
            pending.clear();
            rows.write(all);
        }

        /** What a part of the transaction told that was given up is not told. */
        @Override
        public void savepoint(Object savepoint) {
            savepoints.put(savepoint, pending.size());
        }

        @Override
        public void savepointRollback(Object savepoint) {
            int kept = savepoints.getOrDefault(savepoint, 0);
            pending.subList(Math.min(kept, pending.size()), pending.size()).clear();
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            committing = true;
            write();
        }
    }
}
