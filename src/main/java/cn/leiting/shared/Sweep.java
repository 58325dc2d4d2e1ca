package cn.leiting.shared;

import java.time.Instant;
import java.util.Optional;

/**
 * 巡查：what is looked for again and again because nobody reports it: a date that has come, a step that a
 * crash left out. Each runs on its own schedule; where the clock is set forward, all run at every stop
 * until none finds anything.
 */
public interface Sweep {

    /** @return how much was found and done; 0 when all is quiet */
    int sweep();

    /** The earliest moment at which there is something to do by the clock; empty when no clock decides. */
    default Optional<Instant> nextMoment() {
        return Optional.empty();
    }
}
