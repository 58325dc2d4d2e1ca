package cn.leiting.calendar;

import cn.leiting.calendar.WorkCalendar.Workdays;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    private final Deadlines deadlines;
    private final Clock clock;

    WorkCalendars(JdbcClient jdbc, JdbcTemplate batches, WorkCalendar calendar, Deadlines deadlines, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.calendar = calendar;
        this.deadlines = deadlines;
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
        List<Day> days = new Csv(year).read(csv, document);
        Table before = tables(calendar.locked()).get(year);
        if (before != null && before.days().equals(days) && before.document().equals(document)) {
            return new Loaded(before.version(), 0);
        }
        int version = before == null ? 1 : before.version() + 1;
        store(year, version, document, days, by);
        jdbc.sql("update work_calendar_current set edition = nextval('work_calendar_edition')")
                .update();
        return new Loaded(version, deadlines.redate(year));
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

    /** A year's table as people bring it, with its wrong rows named. */
    private static final class Csv {

        private static final String HEAD = "date,kind,name";
        private static final int NAMED = 10;

        private final int year;
        private final SortedMap<LocalDate, Day> days = new TreeMap<>();
        private final List<Refusal.Field> wrong = new ArrayList<>();

        Csv(int year) {
            this.year = year;
        }

        List<Day> read(String csv, String document) {
            refuseIf(year < 2020 || year > 2100, "年份应在2020年至2100年之间。");
            refuseIf(document.isBlank() || document.length() > 200, "文件名称应为1至200个字。");
            List<String> lines = csv.replace("\uFEFF", "").strip().lines().toList();
            refuseIf(lines.isEmpty() || !HEAD.equals(lines.get(0).replace(" ", "")), "文件第1行应为“" + HEAD + "”。");
            refuseIf(lines.size() > 400, "一年的工作日历不应超过400行。");

            for (int i = 1; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    readRow(i + 1, lines.get(i).split(",", -1));
                }
            }
            refuseIf(wrong.isEmpty() && days.isEmpty(), "文件中没有节假日。");
            if (!wrong.isEmpty()) {
                throw Refusal.invalid(sentence(), wrong);
            }
            return List.copyOf(days.values());
        }

        private static void refuseIf(boolean broken, String sentence) {
            if (broken) {
                throw Refusal.invalid(sentence);
            }
        }

        private void readRow(int number, String[] cells) {
            String fault = cells.length == 3 ? readRow(cells[0].strip(), cells[1].strip(), cells[2].strip()) : "不是三列";
            if (!fault.isEmpty()) {
                wrong.add(new Refusal.Field("row" + number, "第%d行%s".formatted(number, fault)));
            }
        }

        /** What is wrong with the row; empty when it was taken. */
        private String readRow(String date, String kind, String name) {
            Optional<LocalDate> parsed = parse(date);
            if (parsed.isEmpty()) {
                return "日期应形如2027-01-01";
            }
            LocalDate day = parsed.get();
            boolean work = kind.equals("MAKEUP_WORKDAY");
            if (day.getYear() != year) {
                return day + "不属于" + year + "年";
            } else if (!work && !kind.equals("HOLIDAY")) {
                return "类别应为HOLIDAY或MAKEUP_WORKDAY";
            } else if (work && day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
                return day + "不是周末，不能作调休上班日";
            } else if (name.isEmpty() || name.length() > 30) {
                return "名称应为1至30个字";
            }
            return days.putIfAbsent(day, new Day(day, work, name)) == null ? "" : day + "重复";
        }

        private static Optional<LocalDate> parse(String date) {
            try {
                return Optional.of(LocalDate.parse(date));
            } catch (DateTimeParseException notDate) {
                return Optional.empty();
            }
        }

        private String sentence() {
            String rows =
                    wrong.stream().limit(NAMED).map(Refusal.Field::message).collect(Collectors.joining("；"));
            return "%d年工作日历未载入：%s%s。"
                    .formatted(year, rows, wrong.size() > NAMED ? "；共%d行有误".formatted(wrong.size()) : "");
        }
    }
}
