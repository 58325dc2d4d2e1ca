package cn.leiting.shared;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 有效期：whole days from the first to the last, both included; an open end lasts until further notice.
 * Refuses an end before its start.
 */
public record Period(LocalDate from, @Nullable LocalDate to) {

    public Period {
        if (to != null && to.isBefore(from)) {
            throw Refusal.invalid("结束日期不能早于开始日期。");
        }
    }

    public static Period since(LocalDate from) {
        return new Period(from, null);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
