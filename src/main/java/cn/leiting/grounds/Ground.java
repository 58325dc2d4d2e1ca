package cn.leiting.grounds;

import cn.leiting.score.AdjustmentCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 加减分线索：one thing on record that may be worth an adjustment (domain 6.2), once.
 *
 * @param key the adjustment and the record, e.g. {@code X1:4711}
 * @param text a whole sentence that says what is on record
 * @param link the address of the record's own page
 * @param bookedIn the code of the scoring in which it is booked; null: in none
 */
public record Ground(
        String key,
        String squad,
        AdjustmentCode code,
        LocalDate on,
        String text,
        String link,
        @Nullable String bookedIn) {

    public boolean isBooked() {
        return bookedIn != null;
    }
}
