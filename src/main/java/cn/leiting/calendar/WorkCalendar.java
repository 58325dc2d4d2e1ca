package cn.leiting.calendar;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 工作日历：working days from the State Council's yearly tables. The tables stay in memory; every call asks
 * the database for one number, so that a table loaded on another node counts at once.
 */
@Component
public class WorkCalendar {

    private static final String EDITION = "select edition from work_calendar_current";

    private final JdbcClient jdbc;
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

    Workdays now() {
        return edition(jdbc.sql(EDITION).query(Long.class).single());
    }

    /** The tables, which nobody can replace until the running transaction ends: for what is stored by them. */
    Workdays held() {
        return edition(jdbc.sql(EDITION + " for share").query(Long.class).single());
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
}
