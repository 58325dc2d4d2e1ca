package cn.leiting.phone;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import cn.leiting.calendar.Parameters;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.followup.Orders;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.zoning.StallZones;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 资料包的来源：gathers a squad's kit in the same number of statements for every squad. */
@Component
class Kits {

    /** Longer than a task stays open after its field phase. */
    private static final int DAYS_BACK = 60;

    private static final int MOST_PHOTOS = 9;
    private static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final int MOST_PIXELS = 50_000_000;

    private final JdbcClient jdbc;
    private final Organization organization;
    private final Lawbook lawbook;
    private final Violations violations;
    private final Points points;
    private final Orders orders;
    private final StallZones zones;
    private final Parameters parameters;
    private final Clock clock;

    private record Problem(String task, String point) {}

    Kits(
            JdbcClient jdbc,
            Organization organization,
            Lawbook lawbook,
            Violations violations,
            Points points,
            Orders orders,
            StallZones zones,
            Parameters parameters,
            Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.lawbook = lawbook;
        this.violations = violations;
        this.points = points;
        this.orders = orders;
        this.zones = zones;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** The squad of which the person is a member; refuses everyone else. */
    Squad squadOf(Actor actor) {
        return organization.squads(LocalDate.now(clock)).stream()
                .filter(squad -> actor.isIn(squad.group()))
                .findFirst()
                .orElseThrow(() -> Refusal.forbidden("只有城管中队队员可以办理现场检查。"));
    }

    Kit of(Actor actor, String version) {
        Squad squad = squadOf(actor);
        return new Kit(
                version,
                clock.instant(),
                actor.id(),
                nameOf(actor),
                new Kit.Crew(squad.code(), squad.name()),
                officers(squad),
                lawbook.lately(DAYS_BACK),
                limits(),
                problems(squad),
                orders(squad),
                zones(squad),
                box(squad));
    }

    private String nameOf(Actor actor) {
        return jdbc.sql("select name from person where user_id = ?")
                .param(actor.id())
                .query(String.class)
                .optional()
                .orElse(actor.id());
    }

    private List<Kit.Officer> officers(Squad squad) {
        return jdbc.sql("""
                        select user_id, name, no as cert_no, issued_on as "from", expires_on as "to"
                        from person
                                 join officer_certificate using (user_id)
                        where unit_code = ?
                          and kind = 'OFFICER'
                          and expires_on >= ?
                        order by user_id, expires_on, no
                        """)
                .params(squad.code(), LocalDate.now(clock).minusDays(DAYS_BACK))
                .query(Kit.Officer.class)
                .list();
    }

    private List<Kit.Order> orders(Squad squad) {
        List<Orders.Open> open = orders.openOf(squad.code());
        Map<String, Point> places =
                points.find(open.stream().map(Orders.Open::point).distinct().toList());
        Map<String, String> names =
                violations.all(LocalDate.now(clock)).stream().collect(toMap(Violation::code, Violation::name));
        return open.stream()
                .map(order -> order(
                        order,
                        Objects.requireNonNull(places.get(order.point())),
                        names.getOrDefault(order.violation(), order.violation())))
                .toList();
    }

    private static Kit.Order order(Orders.Open order, Point at, String violation) {
        return new Kit.Order(
                order.no(),
                order.finding(),
                at.code(),
                at.name(),
                at.kind(),
                at.lat(),
                at.lon(),
                order.violation(),
                violation,
                order.description(),
                order.lastDay(),
                order.photos());
    }

    private List<Kit.Zone> zones(Squad squad) {
        return zones.ofSquad(squad.code(), LocalDate.now(clock)).stream()
                .map(zone -> new Kit.Zone(
                        zone.name(),
                        zone.kind().label(),
                        zone.hoursInWords(),
                        zone.lat(),
                        zone.lon(),
                        zone.radiusM(),
                        zone.weekdays().stream().map(DayOfWeek::getValue).toList(),
                        zone.windows(),
                        zone.valid().from(),
                        zone.valid().to()))
                .toList();
    }

    private Kit.Limits limits() {
        LocalDate today = LocalDate.now(clock);
        return new Kit.Limits(
                MOST_PHOTOS,
                MOST_BYTES,
                MOST_PIXELS,
                parameters.number("geo.warn", today),
                parameters.number("geo.reject", today),
                LocalDate.of(2025, 1, 1));
    }

    private Map<String, List<String>> problems(Squad squad) {
        return jdbc.sql("""
                        select distinct squad_task as task, point
                        from squad_task task
                                 join inspection_purpose on squad_task = task.code
                                 join inspection on inspection.id = inspection_purpose.inspection
                        where task.squad = ?
                          and task.closed_at is null
                          and result = 'PROBLEM'
                          and validity = 'VALID'
                        order by 1, 2
                        """).param(squad.code()).query(Problem.class).list().stream()
                .collect(groupingBy(Problem::task, TreeMap::new, mapping(Problem::point, toList())));
    }

    private Kit.@Nullable Box box(Squad squad) {
        return jdbc.sql("select lat_min, lat_max, lon_min, lon_max from town_box where squad_code = ?")
                .param(squad.code())
                .query(Kit.Box.class)
                .optional()
                .orElse(null);
    }
}
