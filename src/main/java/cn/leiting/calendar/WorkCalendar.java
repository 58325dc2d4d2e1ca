package cn.leiting.calendar;

import static java.time.DayOfWeek.SATURDAY;

import cn.leiting.shared.Once;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * 工作日历：working days from the State Council's yearly tables. The tables stay in memory; every transaction
 * asks the database for one number, so that a table loaded on another node counts at once.
 */
@Component
public class WorkCalendar {

    private static final String EDITION = "select edition from work_calendar_current";

    private final JdbcClient jdbc;
    private final Once<Long> edition = new Once<>();
    private volatile Workdays known = new Workdays(0, Map.of());

    WorkCalendar(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether people work on that day; throws {@link CalendarMissing} without that year's table. */
    public boolean isWorkday(LocalDate day) {
        return now().isWorkday(day);
    }

    /**
     * The last day of a period; the start is not counted. Calendar days and months need no table, hours
     * are refused; throws {@link CalendarMissing} when working days enter a year without a table.
     */
    public LocalDate due(LocalDate from, Length length) {
        return now().due(from, length);
    }

    /** The n-th working day of a month from its end; 1 is the last one. */
    public LocalDate nthLastWorkday(YearMonth month, int n) {
        return now().nthLastWorkday(month, n);
    }

    /** Whether that year's table is loaded. */
    public boolean covers(int year) {
        return now().covers(year);
    }

    /** The tables; in a transaction that may write, nobody can replace them until it ends. */
    public Workdays now() {
        return edition(edition());
    }

    /** The same for whoever is going to replace them. */
    Workdays locked() {
        edition.forget();
        return edition(jdbc.sql(EDITION + " for update").query(Long.class).single());
    }

    /** Of tables and parameters. Where a transaction that may write has asked, nobody replaces them until it ends. */
    long edition() {
        return edition.get(() -> jdbc.sql(EDITION + (mayWrite() ? " for share" : ""))
                .query(Long.class)
                .single());
    }

    private static boolean mayWrite() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
    }

    /** By whoever has locked them and replaced something. */
    void replaced() {
        var renewed = "update work_calendar_current set edition = nextval('work_calendar_edition')";
        jdbc.sql(renewed).update();
        edition.forget();
    }

    private Workdays edition(long current) {
        Workdays days = known;
        if (days.edition() != current) {
            days = read(current);
            known = days;
        }
        return days;
    }

    private Workdays read(long edition) {
        Map<Integer, Map<LocalDate, Boolean>> years = new HashMap<>();
        jdbc.sql("""
                select year, day, kind
                from (select year, max(version) as version from work_calendar_table group by year) latest
                left join work_calendar_day using (year, version)
                """).query(row -> {
            Map<LocalDate, Boolean> days = years.computeIfAbsent(row.getInt("year"), year -> new HashMap<>());
            LocalDate day = row.getObject("day", LocalDate.class);
            if (day != null) {
                days.put(day, "MAKEUP_WORKDAY".equals(row.getString("kind")));
            }
        });
        return new Workdays(edition, Map.copyOf(years));
    }

    /**
     * 缺日历：a sum of working days enters a year for which the State Council has issued no table yet, or
     * nobody has loaded it. What was to be dated stays without a date until the table is there.
     */
    public static class CalendarMissing extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int year;
        private final LocalDate notBefore;

        CalendarMissing(int year, LocalDate notBefore) {
            super("尚未载入%d年的工作日历，无法推算期限，最早为%d年%d月%d日。"
                    .formatted(year, notBefore.getYear(), notBefore.getMonthValue(), notBefore.getDayOfMonth()));
            this.year = year;
            this.notBefore = notBefore;
        }

        /** The first year that has no table. */
        public int year() {
            return year;
        }

        /** An estimate: weekends and the holidays of fixed date are taken out, the moving ones are not known. */
        public LocalDate notBefore() {
            return notBefore;
        }

        /** The whole Chinese sentence, with its full stop. */
        public String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * 工作日历表：the State Council's tables as they were at one moment, and the arithmetic on them.
     *
     * @param edition the number of that moment
     * @param years for each year that has a table: its holidays (false) and its make-up working
     *     days (true)
     */
    public record Workdays(long edition, Map<Integer, Map<LocalDate, Boolean>> years) {

        /** 全国年节及纪念日放假办法：the holidays that no yearly table can move. */
        private static final Set<MonthDay> FIXED_HOLIDAYS = Set.of(
                MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(10, 1), MonthDay.of(10, 2), MonthDay.of(10, 3));

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
        public LocalDate after(LocalDate from, int workdays) {
            try {
                return step(from, workdays, this::isWorkday);
            } catch (CalendarMissing missing) {
                throw new CalendarMissing(missing.year(), probablyAfter(from, workdays));
            }
        }

        public LocalDate probablyAfter(LocalDate from, int workdays) {
            return step(from, workdays, this::isProbablyWorkday);
        }

        public LocalDate lastProbablyBefore(LocalDate day) {
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

        public LocalDate due(LocalDate from, Length length) {
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
        public int probablyBetween(LocalDate after, LocalDate upTo) {
            return (int) after.plusDays(1)
                    .datesUntil(upTo.plusDays(1))
                    .filter(this::isProbablyWorkday)
                    .count();
        }
    }
}
