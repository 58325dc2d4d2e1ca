package cn.leiting.timekeeping;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Length;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.calendar.WorkCalendar.Workdays;
import cn.leiting.statute.Extension;
import cn.leiting.statute.Pause;
import cn.leiting.statute.StatutoryClock;
import cn.leiting.timekeeping.Timing.Reading;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 法定期限一览：the clocks of cases as they stand today, each kind in the order of {@link Timing.Kind}. One statement
 * however many cases and clocks there are, and one for the calendar.
 */
@Component
@Transactional(readOnly = true)
public class Timings {

    private static final String[] KINDS =
            Arrays.stream(Timing.Kind.values()).map(Enum::name).toArray(String[]::new);

    private final JdbcClient jdbc;
    private final WorkCalendar calendar;
    private final Clock clock;

    Timings(JdbcClient jdbc, WorkCalendar calendar, Clock clock) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Those of one case, or of several: what runs, and what has been met or broken. */
    public List<Reading> of(Collection<String> codes) {
        return codes.isEmpty() ? List.of() : read(null, codes.toArray(String[]::new), null, false);
    }

    /** What still runs in open cases. @param squad only its; null: of all */
    public List<Reading> running(@Nullable String squad) {
        return read(squad, null, null, true);
    }

    /** Those of all cases that were found in one of these campaigns, look-backs or improvements. */
    public List<Reading> ofCampaigns(Collection<String> campaigns) {
        return campaigns.isEmpty() ? List.of() : read(null, null, campaigns.toArray(String[]::new), false);
    }

    private List<Reading> read(
            @Nullable String squad, String @Nullable [] codes, String @Nullable [] campaigns, boolean running) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BureauTime.ZONE);
        Workdays days = calendar.now();
        return jdbc
                .sql(TimingRows.SELECT)
                .param("squad", squad)
                .param("codes", codes)
                .param("campaigns", campaigns)
                .param("running", running)
                .param("kinds", KINDS)
                .query((row, number) -> timing(row, days))
                .list()
                .stream()
                .filter(timing -> !timing.clock().from().isAfter(today))
                .map(timing -> timing.read(today, days))
                .toList();
    }

    private static Timing timing(ResultSet row, Workdays days) throws SQLException {
        return new Timing(
                row.getString("case_code"),
                row.getString("squad"),
                Timing.Kind.valueOf(row.getString("kind")),
                row.getString("what"),
                new StatutoryClock(
                        row.getString("key"),
                        from(row, days),
                        new Length(row.getInt("amount"), Length.Unit.valueOf(row.getString("unit"))),
                        row.getBoolean("rolls"),
                        pauses(row),
                        extensions(row),
                        row.getObject("met_on", LocalDate.class)),
                row.getString("meaning"),
                row.getString("article"));
    }

    /** Where another period has to end first, it runs from the last day of that, or of a deferral that ends later. */
    private static LocalDate from(ResultSet row, Workdays days) throws SQLException {
        LocalDate first = lead(row, days);
        LocalDate deferred = row.getObject("deferred_until", LocalDate.class);
        return deferred != null && deferred.isAfter(first) ? deferred : first;
    }

    private static LocalDate lead(ResultSet row, Workdays days) throws SQLException {
        LocalDate day = row.getObject("from_day", LocalDate.class);
        String unit = row.getString("lead_unit");
        if (unit == null) {
            return day;
        }
        Length lead = new Length(row.getInt("lead_amount"), Length.Unit.valueOf(unit));
        StatutoryClock first = new StatutoryClock(row.getString("key"), day, lead, true, List.of(), List.of(), null);
        try {
            return first.due(days).orElse(day);
        } catch (CalendarMissing missing) {
            return missing.notBefore();
        }
    }

    private static List<Pause> pauses(ResultSet row) throws SQLException {
        List<@Nullable LocalDate> from = days(row.getArray("pause_from"));
        List<@Nullable LocalDate> to = days(row.getArray("pause_to"));
        String[] basis = (String[]) row.getArray("pause_basis").getArray();
        List<Pause> pauses = new ArrayList<>();
        for (int at = 0; at < basis.length; at++) {
            LocalDate first = from.get(at);
            if (first != null) {
                pauses.add(new Pause(first, to.get(at), basis[at]));
            }
        }
        return pauses;
    }

    private static List<Extension> extensions(ResultSet row) throws SQLException {
        Integer[] more = (Integer[]) row.getArray("more").getArray();
        String[] basis = (String[]) row.getArray("more_basis").getArray();
        List<Extension> extensions = new ArrayList<>();
        int own = row.getInt("own_days");
        if (!row.wasNull()) {
            extensions.add(new Extension(own, row.getString("own_basis")));
        }
        for (int at = 0; at < more.length; at++) {
            extensions.add(new Extension(more[at], basis[at]));
        }
        return extensions;
    }

    private static List<@Nullable LocalDate> days(Array days) throws SQLException {
        return Arrays.stream((String[]) days.getArray())
                .map(day -> day == null ? null : LocalDate.parse(day))
                .toList();
    }
}
