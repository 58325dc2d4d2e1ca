package cn.leiting.shared;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** 一次读取：what a transaction asks for again and again is read once in it; without one, each time. */
public final class Once<T> {

    public T get(Supplier<T> read) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return read.get();
        }
        Memory memory = memory();
        if (memory.value == null) {
            memory.value = read.get();
        }
        return memory.value;
    }

    /** The running transaction has changed it itself. */
    public void forget() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            memory().value = null;
        }
    }

    private Memory memory() {
        for (TransactionSynchronization other : TransactionSynchronizationManager.getSynchronizations()) {
            if (other instanceof Once<?>.Memory memory && memory.owner() == this) {
                @SuppressWarnings("unchecked")
                Memory ours = (Memory) memory;
                return ours;
            }
        }
        Memory memory = new Memory();
        TransactionSynchronizationManager.registerSynchronization(memory);
        return memory;
    }

    private final class Memory implements TransactionSynchronization {

        private @Nullable T value;

        private Once<T> owner() {
            return Once.this;
        }
    }
}
