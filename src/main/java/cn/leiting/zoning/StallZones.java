package cn.leiting.zoning;

import cn.leiting.calendar.BureauTime;
import cn.leiting.catalogue.Coordinates;
import cn.leiting.shared.Period;
import cn.leiting.shared.Refusal;
import cn.leiting.zoning.StallZone.Window;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 允许设摊区域的登记：the register that is asked before a stall is called illegal (domain 9.3, no. 29). */
@Component
public class StallZones {

    /**
     * 现场所见.
     *
     * @param found whether a stall is called a violation
     * @param squad of the town
     * @param why the remark on the visit
     */
    public record Sighting(
            boolean found,
            String squad,
            Coordinates place,
            Instant moment,
            @Nullable String why) {}

    private static final String SELECT = "select * from stall_zone ";

    private final JdbcClient jdbc;
    private final Clock clock;

    StallZones(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those of the town in which a stall may stand at this place and moment; one statement. */
    public List<StallZone> at(String squad, Coordinates place, Instant moment) {
        LocalDateTime local = LocalDateTime.ofInstant(moment, BureauTime.ZONE);
        return around(squad, local.toLocalDate()).stream()
                .filter(zone -> zone.allows(place, local))
                .toList();
    }

    /**
     * Asks the register, with one statement in any case. Refuses (422) a stall that was found where and when one may
     * stand, unless it is said why: it may stand outside its own place, or in the way.
     */
    public void refuseUnexplained(Sighting stall) {
        at(stall.squad(), stall.place(), stall.moment()).stream()
                .filter(zone -> stall.found() && stall.why() == null)
                .findFirst()
                .ifPresent(zone -> {
                    throw Refusal.invalid(
                            "remark",
                            "此处此时在允许设摊的%s“%s”（%s）内；仍要记录占道设摊的，请在备注中说明理由。"
                                    .formatted(zone.kind().label(), zone.name(), zone.hoursInWords()));
                });
    }

    /** Those of the town that are valid on the day or were on the day before, whose nights reach into it. */
    private List<StallZone> around(String squad, LocalDate day) {
        return jdbc.sql(SELECT + """
                        where squad = ?
                          and valid_from <= ?
                          and coalesce(valid_to, 'infinity') >= ?
                        order by code
                        """)
                .params(squad, day, day.minusDays(1))
                .query((row, number) -> zone(row))
                .list();
    }

    /** Those of the town that are valid on the day, by code; none of the mobile squad. */
    public List<StallZone> ofSquad(String squad, LocalDate day) {
        return around(squad, day).stream()
                .filter(zone -> zone.valid().contains(day))
                .toList();
    }

    /** All of these towns, past and future ones too, by code. */
    List<StallZone> of(Set<String> squads) {
        return jdbc.sql(SELECT + "where squad = any (?) order by code")
                .params(List.of((Object) squads.toArray(String[]::new)))
                .query((row, number) -> zone(row))
                .list();
    }

    Map<String, StallZone> find(List<String> codes) {
        return jdbc
                .sql(SELECT + "where code = any (?)")
                .params(List.of((Object) codes.toArray(String[]::new)))
                .query((row, number) -> zone(row))
                .list()
                .stream()
                .collect(Collectors.toMap(StallZone::code, Function.identity()));
    }

    /** New ones and new facts of those that are there, in one statement. */
    @Transactional
    void store(List<StallZone> zones, String by) {
        jdbc.sql("""
                        insert into stall_zone (code, squad, kind, name, lat, lon, radius_m, weekdays, starts, ends, document,
                                                valid_from, valid_to, changed_by, changed_at)
                        select code, squad, kind, name, lat::numeric, lon::numeric, radius::int,
                               string_to_array(weekdays, ' ')::int[], string_to_array(starts, ' ')::time[],
                               string_to_array(ends, ' ')::time[], document, first::date, last::date, ?, ?
                        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                 as zone (code, squad, kind, name, lat, lon, radius, weekdays, starts, ends, document,
                                          first, last)
                        order by code
                        on conflict (code) do update
                            set kind = excluded.kind,
                                name = excluded.name,
                                lat = excluded.lat,
                                lon = excluded.lon,
                                radius_m = excluded.radius_m,
                                weekdays = excluded.weekdays,
                                starts = excluded.starts,
                                ends = excluded.ends,
                                document = excluded.document,
                                valid_from = excluded.valid_from,
                                valid_to = excluded.valid_to,
                                changed_by = excluded.changed_by,
                                changed_at = excluded.changed_at
                        """)
                .param(by)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(column(zones, StallZone::code))
                .param(column(zones, StallZone::squad))
                .param(column(zones, StallZone::kind))
                .param(column(zones, StallZone::name))
                .param(column(zones, StallZone::lat))
                .param(column(zones, StallZone::lon))
                .param(column(zones, StallZone::radiusM))
                .param(column(zones, zone -> joined(zone.weekdays().stream().map(DayOfWeek::getValue))))
                .param(column(zones, zone -> joined(zone.windows().stream().map(Window::from))))
                .param(column(zones, zone -> joined(zone.windows().stream().map(Window::to))))
                .param(column(zones, StallZone::document))
                .param(column(zones, zone -> zone.valid().from()))
                .param(column(zones, zone -> zone.valid().to()))
                .update();
    }

    private static @Nullable String[] column(List<StallZone> zones, Function<StallZone, @Nullable Object> fact) {
        return zones.stream()
                .map(fact)
                .map(value -> value instanceof Enum<?> one ? one.name() : value == null ? null : value.toString())
                .toArray(String[]::new);
    }

    private static String joined(Stream<?> values) {
        return values.map(Object::toString).collect(Collectors.joining(" "));
    }

    private static StallZone zone(ResultSet row) throws SQLException {
        List<LocalTime> starts = times(row.getArray("starts"));
        List<LocalTime> ends = times(row.getArray("ends"));
        return new StallZone(
                row.getString("code"),
                row.getString("squad"),
                StallZone.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getBigDecimal("lat"),
                row.getBigDecimal("lon"),
                row.getInt("radius_m"),
                Arrays.stream((Integer[]) row.getArray("weekdays").getArray())
                        .map(DayOfWeek::of)
                        .collect(Collectors.toCollection(TreeSet::new)),
                IntStream.range(0, starts.size())
                        .mapToObj(at -> new Window(starts.get(at), ends.get(at)))
                        .toList(),
                row.getString("document"),
                new Period(row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class)));
    }

    private static List<LocalTime> times(Array column) throws SQLException {
        return Arrays.stream((Time[]) column.getArray()).map(Time::toLocalTime).toList();
    }
}
