package cn.leiting.calendar;

import cn.leiting.calendar.WorkCalendar.Workdays;
import cn.leiting.shared.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 年度工作日历：loads the State Council's table of a year and dates anew what it bears on. */
@Component
public class WorkCalendars {

    private static final String USUAL_DOCUMENT = "国务院办公厅关于%d年部分节假日安排的通知";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final WorkCalendar calendar;
    private final List<Dated> dated;
    private final Clock clock;

    WorkCalendars(JdbcClient jdbc, JdbcTemplate batches, WorkCalendar calendar, List<Dated> dated, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.calendar = calendar;
        this.dated = dated;
        this.clock = clock;
    }

    /**
     * What a load brought.
     *
     * @param version the year's version in force; unchanged when the same days were there already
     * @param moved how many open deadlines have another due moment now
     */
    public record Loaded(int version, int moved) {}

    /** One day of a year's table that is no usual day. */
    record Day(LocalDate day, boolean work, String name) {}

    /** A year's table in force; without account and time when it came with the product. */
    record Table(
            int year,
            int version,
            String document,
            @Nullable String loadedBy,
            @Nullable LocalDateTime loadedAt,
            List<Day> days,
            int workdays) {

        public long holidays() {
            return days.stream().filter(day -> !day.work()).count();
        }

        public long makeups() {
            return days.size() - holidays();
        }
    }

    /** Loads a table under the usual title of the State Council's document. */
    @Transactional
    public Loaded load(int year, String csv, Actor by) {
        return load(year, csv, USUAL_DOCUMENT.formatted(year), by);
    }

    /**
     * Loads a year's table, or an amendment of it as a further version, and dates every open deadline anew
     * on which it bears; met and cancelled ones stay. Only 执法协调科 and administrators. Refuses the whole
     * table when one row is wrong, and names the rows.
     *
     * @param csv the columns date, kind (HOLIDAY or MAKEUP_WORKDAY) and name
     * @param document title and number of the State Council's document, 200 characters at most
     */
    @Transactional
    public Loaded load(int year, String csv, String document, Actor by) {
        by.require("deptCoordination", "camunda-admin");
        List<Day> days = new CalendarFile(year).read(csv, document);
        Table before = tables(calendar.locked()).get(year);
        if (before != null && before.days().equals(days) && before.document().equals(document)) {
            return new Loaded(before.version(), 0);
        }
        int version = before == null ? 1 : before.version() + 1;
        store(year, version, document, days, by);
        calendar.replaced();
        return new Loaded(
                version, dated.stream().mapToInt(one -> one.redate(year)).sum());
    }

    /** How many open deadlines have no date because a year's table is missing (缺日历). */
    int undated() {
        return dated.stream().mapToInt(Dated::undated).sum();
    }

    private void store(int year, int version, String document, List<Day> days, Actor by) {
        jdbc.sql("""
                insert into work_calendar_table (year, version, document, loaded_by, loaded_at)
                values (?, ?, ?, ?, ?)
                """)
                .params(year, version, document, by.id(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        batches.batchUpdate(
                "insert into work_calendar_day (year, version, day, kind, name) values (?, ?, ?, ?, ?)",
                days,
                400,
                (row, day) -> {
                    row.setInt(1, year);
                    row.setInt(2, version);
                    row.setObject(3, day.day());
                    row.setString(4, day.work() ? "MAKEUP_WORKDAY" : "HOLIDAY");
                    row.setString(5, day.name());
                });
    }

    /** The tables in force, by year. */
    Map<Integer, Table> tables() {
        return tables(calendar.now());
    }

    private Map<Integer, Table> tables(Workdays now) {
        Map<Integer, List<Day>> days = new LinkedHashMap<>();
        Map<Integer, Table> heads = new LinkedHashMap<>();
        jdbc.sql("""
                select *
                from (select distinct on (year) * from work_calendar_table order by year, version desc) latest
                left join work_calendar_day using (year, version)
                order by year, day
                """).query(row -> {
            int year = row.getInt("year");
            List<Day> ofYear = days.computeIfAbsent(year, first -> new ArrayList<>());
            heads.putIfAbsent(year, table(row, ofYear, now));
            ofYear.add(new Day(
                    row.getObject("day", LocalDate.class),
                    "MAKEUP_WORKDAY".equals(row.getString("kind")),
                    row.getString("name")));
        });
        return heads;
    }

    private static Table table(ResultSet row, List<Day> days, Workdays now) throws SQLException {
        int year = row.getInt("year");
        OffsetDateTime loadedAt = row.getObject("loaded_at", OffsetDateTime.class);
        LocalDate lastBefore = LocalDate.of(year - 1, 12, 31);
        return new Table(
                year,
                row.getInt("version"),
                row.getString("document"),
                row.getString("loaded_by"),
                loadedAt == null
                        ? null
                        : loadedAt.atZoneSameInstant(BureauTime.ZONE).toLocalDateTime(),
                days,
                now.probablyBetween(lastBefore, LocalDate.of(year, 12, 31)));
    }
}
