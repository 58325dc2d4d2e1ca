package cn.leiting.catalogue;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import cn.leiting.catalogue.Coordinates.Box;
import cn.leiting.catalogue.Coordinates.Datum;
import cn.leiting.catalogue.Point.Kind;
import cn.leiting.catalogue.Point.Status;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 点位目录：the places that are inspected. Read from the database each time, because coordination imports and
 * closes them; the towns' boxes are read once, only migrations change them.
 */
@Component
@DependsOnDatabaseInitialization
public class Points {

    static final String SELECT =
            "select code, squad_code, kind, name, address, lat, lon, radius_m, trial, status from inspection_point ";

    private final JdbcClient jdbc;
    private final Organization organization;
    private final Clock clock;
    private final SortedMap<String, Box> boxes;

    Points(JdbcClient jdbc, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.clock = clock;
        this.boxes = Collections.unmodifiableSortedMap(
                new TreeMap<>(jdbc.sql("select * from town_box").query(Box.class).list().stream()
                        .collect(toMap(Box::squadCode, identity()))));
    }

    /** Whatever its status, for inspections of the past name it. */
    public Optional<Point> find(String code) {
        return jdbc.sql(SELECT + "where code = ?")
                .param(code)
                .query(Point.class)
                .optional();
    }

    /** Those that exist, by code, whatever their status; one statement. */
    public Map<String, Point> find(Collection<String> codes) {
        return jdbc
                .sql(SELECT + "where code = any (?)")
                .params(List.of((Object) codes.toArray(String[]::new)))
                .query(Point.class)
                .list()
                .stream()
                .collect(toMap(Point::code, identity()));
    }

    /** The town's points in use, by code; none of the mobile squad, which has no town. */
    public List<Point> ofSquad(String squadCode) {
        return jdbc.sql(SELECT + "where squad_code = ? and status = 'ACTIVE' order by code")
                .param(squadCode)
                .query(Point.class)
                .list();
    }

    /** All points in use, by code, and so by squad. */
    public List<Point> active() {
        return jdbc.sql(SELECT + "where status = 'ACTIVE' order by code")
                .query(Point.class)
                .list();
    }

    /** Whether there is any, in use or not. */
    public boolean any() {
        return jdbc.sql("select exists (select from inspection_point)")
                .query(Boolean.class)
                .single();
    }

    /**
     * What a list of points is narrowed to; null asks for all.
     *
     * @param text part of the code, the name or the address
     */
    public record Filter(
            @Nullable String squadCode,
            @Nullable Kind kind,
            @Nullable Status status,
            @Nullable String text) {}

    /** The page after a code, by code. */
    public List<Point> after(String code, Filter filter, int limit) {
        return jdbc.sql(SELECT + """
                        where code > :after
                          and (:squad::text is null or squad_code = :squad)
                          and (:kind::text is null or kind = :kind)
                          and (:status::text is null or status = :status)
                          and (:text::text is null
                            or position(lower(:text) in lower(code || ' ' || name || ' ' || address)) > 0)
                        order by code
                        limit :limit
                        """)
                .param("after", code)
                .param("squad", filter.squadCode())
                .param("kind", filter.kind() == null ? null : filter.kind().name())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param("text", filter.text())
                .param("limit", limit)
                .query(Point.class)
                .list();
    }

    /** The point, or the one into which it was merged; one statement. */
    public Optional<Point> standing(String code) {
        return jdbc.sql(SELECT
                        + "where code = (select coalesce(merged_into, code) from inspection_point where code = ?)")
                .param(code)
                .query(Point.class)
                .optional();
    }

    /** 街镇范围 by squad, in the order of the codes. */
    public SortedMap<String, Box> boxes() {
        return boxes;
    }

    /**
     * 试用点位：20 neutral ones in each of the eleven towns (contract §6), at fixed places; codes that exist
     * already stay as they are.
     */
    @Transactional
    public void importTrial() {
        List<Point> points = boxes.values().stream()
                .flatMap(box -> TrialPoints.in(organization.squad(box.squadCode()), box))
                .toList();
        Set<String> known = find(points.stream().map(Point::code).toList()).keySet();
        store(points.stream().filter(point -> !known.contains(point.code())).toList(), Map.of(), "system");
    }

    /**
     * 停用：the object is gone. Refuses an unknown point, one that is not in use, and a reason outside 5 to 200
     * characters.
     */
    public void close(String code, @Nullable String reason, Actor by) {
        by.require("deptCoordination");
        int closed = jdbc.sql("""
                        update inspection_point
                        set status = 'CLOSED', closed_reason = ?, changed_by = ?, changed_at = ?
                        where code = ? and status = 'ACTIVE'
                        """)
                .params(Limits.required("停用原因", reason, 5, 200), by.id(), now(), code)
                .update();
        if (closed == 0) {
            Status status = find(code).orElseThrow(() -> unknown(code)).status();
            throw Refusal.conflict("点位“" + code + "”" + status.label() + "，不能再停用。");
        }
    }

    static Refusal unknown(String code) {
        return Refusal.notFound("没有编号为“" + code + "”的点位。");
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /**
     * All in one statement, in the order of the codes so that two files never wait crosswise.
     *
     * @param datumOf the datum in which the coordinates came, by code; WGS-84 of those not named
     * @return the codes stored; those closed or merged in the meantime are not among them
     */
    @Transactional
    public Set<String> store(List<Point> points, Map<String, Datum> datumOf, String by) {
        return jdbc.sql("""
                        insert into inspection_point (code, squad_code, kind, name, address, lat, lon, radius_m, trial,
                                                      datum, changed_by, changed_at)
                        select *, ?, ?
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::numeric[],
                                    ?::int[], ?::boolean[], ?::text[]) as point (code)
                        order by code
                        on conflict (code) do update
                            set kind = excluded.kind,
                                name = excluded.name,
                                address = excluded.address,
                                lat = excluded.lat,
                                lon = excluded.lon,
                                radius_m = excluded.radius_m,
                                trial = excluded.trial,
                                datum = excluded.datum,
                                changed_by = excluded.changed_by,
                                changed_at = excluded.changed_at
                            where inspection_point.status = 'ACTIVE'
                        returning code
                        """)
                .params(List.of(
                        by,
                        now(),
                        column(points, Point::code, String[]::new),
                        column(points, Point::squadCode, String[]::new),
                        column(points, point -> point.kind().name(), String[]::new),
                        column(points, Point::name, String[]::new),
                        column(points, Point::address, String[]::new),
                        column(points, Point::lat, BigDecimal[]::new),
                        column(points, Point::lon, BigDecimal[]::new),
                        column(points, Point::radiusM, Integer[]::new),
                        column(points, Point::trial, Boolean[]::new),
                        column(
                                points,
                                point -> datumOf.getOrDefault(point.code(), Datum.WGS84)
                                        .name(),
                                String[]::new)))
                .query(String.class)
                .set();
    }

    private static <T> T[] column(List<Point> points, Function<Point, T> value, IntFunction<T[]> array) {
        return points.stream().map(value).toArray(array);
    }
}
