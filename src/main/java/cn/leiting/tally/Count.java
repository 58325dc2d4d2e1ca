package cn.leiting.tally;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * 一项计数：what was done of what there was to do.
 *
 * @param daysLate in working days, 3 stands for any more; null where only shares are counted
 * @param recorded whether this release keeps the data at all
 * @param note a whole sentence about how it was counted
 */
public record Count(
        BigDecimal numerator,
        BigDecimal denominator,
        @Nullable Integer daysLate,
        boolean recorded,
        @Nullable String note) {

    public Count {
        numerator = plain(numerator);
        denominator = plain(denominator);
    }

    /** The same number is written in one way. */
    public static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static Count share(long numerator, long denominator) {
        return new Count(BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator), null, true, null);
    }

    /** Of what a later release will record; there was something to do if any of that has been seen. */
    static Count notRecorded(long seen) {
        return new Count(BigDecimal.ZERO, BigDecimal.valueOf(seen), null, false, null);
    }

    Count with(String remark) {
        return new Count(numerator, denominator, daysLate, recorded, remark);
    }
}
