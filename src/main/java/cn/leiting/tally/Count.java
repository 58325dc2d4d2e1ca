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
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static Count share(long numerator, long denominator) {
        return new Count(BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator), null, true, null);
    }

    /** Of what a later release will record. */
    static Count notRecorded() {
        return new Count(BigDecimal.ZERO, BigDecimal.ZERO, null, false, null);
    }
}
