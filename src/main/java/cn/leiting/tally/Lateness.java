package cn.leiting.tally;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 逾期：by how many working days something came too late, counted up to {@link #LONG}. What cannot be counted
 * because a year has no calendar is not late, and says so.
 */
record Lateness(WorkCalendar calendar) {

    /** Late enough for every rule. */
    static final int LONG = 3;

    /** Of days on which nobody was designated; a weekend among them is not in time either. */
    Count uncovered(List<LocalDate> days, long ofDays) {
        if (days.size() >= ofDays) {
            return count(false, 0, "行动期间没有指定责任人。");
        }
        try {
            int late = days.isEmpty() ? 0 : Math.max(1, workdays(days));
            return count(true, late, null);
        } catch (CalendarMissing missing) {
            return count(true, 0, "缺" + missing.year() + "年工作日历，按未逾期计。");
        }
    }

    /** @param dated whether there is a deadline at all; without a due moment a year's calendar is missing */
    Count since(boolean dated, @Nullable Instant due, @Nullable Instant done) {
        if (done == null) {
            return count(false, 0, null);
        }
        if (due == null) {
            return count(true, 0, dated ? "缺工作日历，按未逾期计。" : "没有期限记录，按未逾期计。");
        }
        LocalDate last = day(due);
        LocalDate came = day(done);
        if (!came.isAfter(last)) {
            return count(true, 0, null);
        }
        try {
            return count(
                    true,
                    Math.max(
                            1,
                            workdays(last.plusDays(1)
                                    .datesUntil(came.plusDays(1))
                                    .toList())),
                    null);
        } catch (CalendarMissing missing) {
            return count(true, 0, "缺" + missing.year() + "年工作日历，按未逾期计。");
        }
    }

    private int workdays(List<LocalDate> days) {
        return (int) days.stream().filter(calendar::isWorkday).limit(LONG).count();
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, BureauTime.ZONE);
    }

    private static Count count(boolean done, int late, @Nullable String note) {
        return new Count(done ? BigDecimal.ONE : BigDecimal.ZERO, BigDecimal.ONE, late, true, note);
    }
}
