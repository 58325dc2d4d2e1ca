package cn.leiting.calendar;

import static java.time.DayOfWeek.SATURDAY;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * 工作日历表：the State Council's tables as they were at one moment, and the arithmetic on them.
 *
 * @param edition the number of that moment
 * @param years for each year that has a table: its holidays (false) and its make-up working
 *     days (true)
 */
record Workdays(long edition, Map<Integer, Map<LocalDate, Boolean>> years) {

    /** 全国年节及纪念日放假办法：the holidays that no yearly table can move. */
    private static final Set<MonthDay> FIXED_HOLIDAYS =
            Set.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(10, 1), MonthDay.of(10, 2), MonthDay.of(10, 3));

    boolean covers(int year) {
        return years.containsKey(year);
    }

    boolean isWorkday(LocalDate day) {
        if (!covers(day.getYear())) {
            throw new CalendarMissing(day.getYear(), step(day.minusDays(1), 1, this::isProbablyWorkday));
        }
        return isListedWorkday(day);
    }

    /** For moments that may be a day wrong until the table is there: reminders, never a due date. */
    boolean isProbablyWorkday(LocalDate day) {
        return covers(day.getYear())
                ? isListedWorkday(day)
                : isWeekday(day) && !FIXED_HOLIDAYS.contains(MonthDay.from(day));
    }

    private boolean isListedWorkday(LocalDate day) {
        return years.getOrDefault(day.getYear(), Map.of()).getOrDefault(day, isWeekday(day));
    }

    private static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek().compareTo(SATURDAY) < 0;
    }

    /** The day so many working days after the start, which is not counted. */
    LocalDate after(LocalDate from, int workdays) {
        try {
            return step(from, workdays, this::isWorkday);
        } catch (CalendarMissing missing) {
            throw new CalendarMissing(missing.year(), probablyAfter(from, workdays));
        }
    }

    LocalDate probablyAfter(LocalDate from, int workdays) {
        return step(from, workdays, this::isProbablyWorkday);
    }

    LocalDate lastProbablyBefore(LocalDate day) {
        LocalDate before = day.minusDays(1);
        while (!isProbablyWorkday(before)) {
            before = before.minusDays(1);
        }
        return before;
    }

    private static LocalDate step(LocalDate from, int workdays, Predicate<LocalDate> isWorkday) {
        LocalDate day = from;
        for (int left = workdays; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkday.test(day)) {
                left--;
            }
        }
        return day;
    }

    LocalDate due(LocalDate from, Length length) {
        return switch (length.unit()) {
            case WORKDAY -> after(from, length.amount());
            case CALENDAR -> from.plusDays(length.amount());
            case MONTH -> from.plusMonths(length.amount());
            case HOUR -> throw new IllegalArgumentException("hours have no due day");
        };
    }

    LocalDate nthLastWorkday(YearMonth month, int n) {
        LocalDate day = month.atEndOfMonth();
        for (int left = n - (isWorkday(day) ? 1 : 0); left > 0; ) {
            day = day.minusDays(1);
            if (isWorkday(day)) {
                left--;
            }
        }
        if (n < 1 || !YearMonth.from(day).equals(month)) {
            throw new IllegalArgumentException(month + " has no such working day: " + n);
        }
        return day;
    }

    /** How many working days lie after the first day, up to and with the second. */
    int probablyBetween(LocalDate after, LocalDate upTo) {
        return (int) after.plusDays(1)
                .datesUntil(upTo.plusDays(1))
                .filter(this::isProbablyWorkday)
                .count();
    }
}
