package cn.leiting.tally;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    private static final Set<String> REMARKS = Set.of(Done.ON_TIME, Done.NOT_RE_CHECKED, Handling.NO_CALENDAR);

    public Count {
        numerator = plain(numerator);
        denominator = plain(denominator);
    }

    /** The same number is written in one way. */
    public static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The sum of its records, with the remarks that hold for it as a whole. */
    static Count of(List<Trace> traces) {
        BigDecimal done = traces.stream().map(Trace::numerator).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal of = traces.stream().map(Trace::denominator).reduce(BigDecimal.ZERO, BigDecimal::add);
        String remark = traces.stream()
                .map(Trace::note)
                .filter(Objects::nonNull)
                .filter(REMARKS::contains)
                .findFirst()
                .orElse(null);
        return new Count(done, of, null, true, remark);
    }
}
