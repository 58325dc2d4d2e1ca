package cn.leiting.gazetteer;

import cn.leiting.calendar.Parameters;
import cn.leiting.catalogue.Coordinates;
import cn.leiting.catalogue.Coordinates.Datum;
import cn.leiting.catalogue.PointChanges;
import cn.leiting.catalogue.Points;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 移位建议：where three visits agree with each other and not with the point, the point may be the wrong part (domain 9.3,
 * no. 23). They are valid, of different days, exact to 50 m, within 60 m of each other and farther from the point than
 * geo.warn. A decision uses up the visits before it.
 */
@Component
class Moves {

    private static final int AGREEING = 3;
    private static final int EXACT_M = 50;
    private static final int TOGETHER_M = 60;
    /** The newest of a point; more need not be looked at to find three. */
    private static final int LOOKED_AT = 20;

    /** @param place where the phone was, WGS-84 */
    record Seen(long visit, LocalDate day, Coordinates place) {}

    /** @param metres from the point to the proposed place, the middle of the visits */
    record Proposal(String point, String name, String squadCode, Coordinates place, long metres, List<Seen> visits) {

        public long last() {
            return visits.stream().mapToLong(Seen::visit).max().orElseThrow();
        }
    }

    private record Row(
            long id,
            String point,
            String name,
            String squadCode,
            LocalDate businessDate,
            BigDecimal lat,
            BigDecimal lon,
            Datum datum,
            BigDecimal pointLat,
            BigDecimal pointLon) {

        Coordinates place() {
            return Coordinates.from(datum, lat, lon);
        }
    }

    private final JdbcClient jdbc;
    private final Points points;
    private final PointChanges changes;
    private final Parameters parameters;
    private final Clock clock;

    Moves(JdbcClient jdbc, Points points, PointChanges changes, Parameters parameters, Clock clock) {
        this.jdbc = jdbc;
        this.points = points;
        this.changes = changes;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** All that are open, by point; or the one of a point. */
    @Transactional(readOnly = true)
    public List<Proposal> open(@Nullable String point) {
        BigDecimal warn = parameters.number("geo.warn", LocalDate.now(clock));
        Map<String, List<Row>> visits = jdbc
                .sql("""
                        select id, point, name, squad_code, business_date, lat, lon, datum, point_lat, point_lon
                        from (select visit.id, visit.point, place.name, squad_code, business_date, visit.lat, visit.lon,
                                     visit.datum, place.lat as point_lat, place.lon as point_lon,
                                     row_number() over (partition by visit.point order by visit.id desc) as nth
                              from inspection visit
                                       join inspection_point place on place.code = visit.point
                              where place.status = 'ACTIVE'
                                and (:point::text is null or visit.point = :point)
                                and validity = 'VALID'
                                and accuracy_m <= :exact
                                and distance_m > :warn
                                and visit.id > coalesce((select max(last_visit)
                                                         from point_move
                                                         where point_move.point = visit.point), 0)) newest
                        where nth <= :most
                        order by point, id desc
                        """)
                .param("point", point)
                .param("exact", EXACT_M)
                .param("warn", warn)
                .param("most", LOOKED_AT)
                .query(Row.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::point, LinkedHashMap::new, Collectors.toList()));
        return visits.values().stream()
                .flatMap(rows -> proposal(rows, warn.doubleValue()).stream())
                .toList();
    }

    private Optional<Proposal> proposal(List<Row> rows, double warn) {
        Row first = rows.get(0);
        Coordinates point = new Coordinates(first.pointLat(), first.pointLon());
        List<Seen> far = rows.stream()
                .map(row -> new Seen(row.id(), row.businessDate(), row.place()))
                .filter(seen -> seen.place().metresTo(point) > warn)
                .toList();
        List<Seen> agreeing = agreeing(far, List.of());
        if (agreeing.isEmpty()) {
            return Optional.empty();
        }
        Coordinates middle = new Coordinates(
                middle(agreeing.stream().map(seen -> seen.place().lat()).toList()),
                middle(agreeing.stream().map(seen -> seen.place().lon()).toList()));
        return Objects.requireNonNull(points.boxes().get(first.squadCode())).contains(middle)
                ? Optional.of(new Proposal(
                        first.point(),
                        first.name(),
                        first.squadCode(),
                        middle,
                        Math.round(middle.metresTo(point)),
                        agreeing))
                : Optional.empty();
    }

    /** The newest three that agree, each with each; none when there are none. */
    private static List<Seen> agreeing(List<Seen> rest, List<Seen> chosen) {
        if (chosen.size() == AGREEING) {
            return chosen;
        }
        for (int at = 0; at < rest.size(); at++) {
            Seen next = rest.get(at);
            if (chosen.stream().allMatch(other -> agree(other, next))) {
                List<Seen> more = new ArrayList<>(chosen);
                more.add(next);
                List<Seen> found = agreeing(rest.subList(at + 1, rest.size()), more);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    private static boolean agree(Seen one, Seen other) {
        return !one.day().equals(other.day()) && one.place().metresTo(other.place()) <= TOGETHER_M;
    }

    private static BigDecimal middle(List<BigDecimal> values) {
        return BigDecimal.valueOf(
                values.stream().mapToDouble(BigDecimal::doubleValue).average().orElseThrow());
    }

    /**
     * 采纳 or 不采纳, by 执法协调科; refuses (409) a point without a proposal, or with another one by now.
     *
     * @param last the newest visit of the proposal as it was shown
     * @param reason 5 to 200 characters
     */
    @Transactional
    public void decide(String code, long last, boolean accepted, @Nullable String reason, Actor by) {
        by.require("deptCoordination");
        String why = Limits.required("理由", reason, 5, 200);
        Proposal proposal = open(code).stream()
                .filter(open -> open.last() == last)
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("点位“" + code + "”没有这项移位建议，请刷新页面。"));
        jdbc.sql("""
                        insert into point_move (point, accepted, lat, lon, visits, last_visit, reason, by_whom, by_name, at)
                        values (:point, :accepted, :lat, :lon, :visits, :last, :reason, :by,
                                coalesce((select name from person where user_id = :by), :by), :now)
                        """)
                .param("point", code)
                .param("accepted", accepted)
                .param("lat", proposal.place().lat())
                .param("lon", proposal.place().lon())
                .param("visits", proposal.visits().stream().map(Seen::visit).toArray(Long[]::new))
                .param("last", last)
                .param("reason", why)
                .param("by", by.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (accepted) {
            changes.move(code, proposal.place(), by);
        }
    }
}
