package cn.leiting.calendar;

import cn.leiting.calendar.Length.Unit;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Period;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 参数：what the bureau sets for itself, and 法定期限 what the law sets, each with a period of validity. A
 * change never touches the past: every reading names the day for which it wants the value. The values stay
 * in memory as the calendar's tables do, and with them: the same number tells that either has changed.
 */
@Component
public class Parameters {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final WorkCalendar calendar;
    private volatile Known known = new Known(0, Map.of());

    private record Known(long edition, Map<String, List<Value>> values) {}

    Parameters(JdbcClient jdbc, WorkCalendar calendar, Clock clock) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** One value of a parameter and the days for which it holds. */
    record Value(String key, String meaning, String unit, String value, Period valid) {

        boolean isLength() {
            return Arrays.stream(Unit.values()).anyMatch(length -> length.name().equals(unit));
        }

        /** The value with its unit, as people read it. */
        public String inWords() {
            return switch (unit) {
                case "PERCENT" -> value + "%";
                case "METRE" -> value + "米";
                case "YUAN" -> value + "元";
                case "COUNT", "CLOCK" -> value;
                case "WEEKLY" -> weekly(value.split(" ", 2));
                case "DAYS" -> "第" + value.replace(",", "、") + "日";
                case "PARTY" -> value.equals("CITIZEN") ? "公民" : "法人或者其他组织";
                default -> new Length(Integer.parseInt(value), Unit.valueOf(unit)).toString();
            };
        }

        private static String weekly(String[] dayAndTime) {
            return "每周" + "一二三四五六日".charAt(DayOfWeek.valueOf(dayAndTime[0]).ordinal()) + dayAndTime[1];
        }

        private static Value of(ResultSet row, int number) throws SQLException {
            return new Value(
                    row.getString("key"),
                    row.getString("meaning"),
                    row.getString("unit"),
                    row.getString("value"),
                    period(row));
        }
    }

    /** One period set by law. */
    record Statutory(String key, String law, String article, String meaning, Length length, Period valid) {

        private static Statutory of(ResultSet row, int number) throws SQLException {
            return new Statutory(
                    row.getString("key"),
                    row.getString("law"),
                    row.getString("article"),
                    row.getString("meaning"),
                    new Length(row.getInt("amount"), Unit.valueOf(row.getString("unit"))),
                    period(row));
        }
    }

    private static Period period(ResultSet row) throws SQLException {
        return new Period(row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class));
    }

    /** A period, e.g. {@code task.ack.due}; refuses a key that is none or has no value on that day. */
    public Length length(String key, LocalDate on) {
        Value value = value(key, on);
        if (!value.isLength()) {
            throw new IllegalArgumentException(key + " is no length");
        }
        return new Length(Integer.parseInt(value.value()), Unit.valueOf(value.unit()));
    }

    /** A number, e.g. {@code geo.warn} in metres or {@code lookback.cleanSample} in per cent. */
    public BigDecimal number(String key, LocalDate on) {
        return new BigDecimal(value(key, on).value());
    }

    /** The value as it stands, e.g. {@code office.start} = 09:00, {@code case.warn} = 60,75,83,89. */
    public String text(String key, LocalDate on) {
        return value(key, on).value();
    }

    /** A period set by law, e.g. {@code apl.60} = 90 calendar days (行政处罚法第六十条). */
    public Length statutory(String key, LocalDate on) {
        return jdbc.sql("""
                        select *
                        from statutory_period
                        where key = ? and daterange(valid_from, valid_to, '[]') @> ?::date
                        """)
                .params(key, on)
                .query(Statutory::of)
                .optional()
                .orElseThrow(() -> noneOn("法定期限", key, on))
                .length();
    }

    private Value value(String key, LocalDate on) {
        return find(key, on).orElseThrow(() -> noneOn("参数", key, on));
    }

    private Optional<Value> find(String key, LocalDate on) {
        return all().getOrDefault(key, List.of()).stream()
                .filter(value -> value.valid().contains(on))
                .findFirst();
    }

    private Map<String, List<Value>> all() {
        long edition = calendar.edition();
        Known values = known;
        if (values.edition() != edition) {
            values = new Known(edition, read());
            known = values;
        }
        return values.values();
    }

    private Map<String, List<Value>> read() {
        return jdbc.sql("select * from parameter join parameter_key using (key, unit)").query(Value::of).list().stream()
                .collect(Collectors.groupingBy(Value::key));
    }

    private static Refusal noneOn(String what, String key, LocalDate on) {
        return Refusal.invalid(
                "%s“%s”在%d年%d月%d日没有值。".formatted(what, key, on.getYear(), on.getMonthValue(), on.getDayOfMonth()));
    }

    /**
     * Gives a parameter another value from a day on, until the next change that is already planned. The
     * unit stays. Only 执法协调科; refuses an unknown key, a value of another shape, a start in the past.
     */
    @Transactional
    public void change(String key, String value, LocalDate from, Actor by) {
        by.require("deptCoordination");
        if (from.isBefore(LocalDate.now(clock))) {
            throw Refusal.invalid("from", "参数只能从今天或以后的日期起改变。");
        }
        calendar.locked();
        if (!lock(key)) {
            throw Refusal.invalid("key", "没有参数“%s”。".formatted(key));
        }
        Value old = value(key, from);
        try {
            end(old, from);
            insert(old, value.strip(), from, by);
            calendar.replaced();
        } catch (DataIntegrityViolationException otherShape) {
            throw Refusal.invalid("value", "参数“%s”的值格式不对，现值为“%s”。".formatted(old.meaning(), old.value()));
        }
    }

    private boolean lock(String key) {
        return jdbc.sql("select key from parameter_key where key = ? for update")
                .param(key)
                .query(String.class)
                .optional()
                .isPresent();
    }

    private void end(Value old, LocalDate from) {
        if (old.valid().from().equals(from)) {
            jdbc.sql("delete from parameter where key = ? and valid_from = ?")
                    .params(old.key(), from)
                    .update();
        } else {
            jdbc.sql("update parameter set valid_to = ? where key = ? and valid_from = ?")
                    .params(from.minusDays(1), old.key(), old.valid().from())
                    .update();
        }
    }

    private void insert(Value old, String value, LocalDate from, Actor by) {
        jdbc.sql("""
                insert into parameter (key, unit, value, valid_from, valid_to, changed_by, changed_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .param(old.key())
                .param(old.unit())
                .param(value)
                .param(from)
                .param(old.valid().to())
                .param(by.id())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Every value that holds on that day or later, in the order of the keys. */
    List<Value> since(LocalDate day) {
        return jdbc.sql("""
                        select *
                        from parameter
                        join parameter_key using (key, unit)
                        where valid_to is null or valid_to >= ?
                        order by position, valid_from
                        """).param(day).query(Value::of).list();
    }

    List<Statutory> statutoryPeriods() {
        return jdbc.sql("select * from statutory_period order by key, valid_from")
                .query(Statutory::of)
                .list();
    }
}
