package cn.leiting.phone;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import cn.leiting.calendar.Parameters;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
    private final Violations violations;
    private final Parameters parameters;
    private final Clock clock;

    private record Problem(String task, String point) {}

    Kits(JdbcClient jdbc, Organization organization, Violations violations, Parameters parameters, Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.violations = violations;
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
                law(),
                limits(),
                problems(squad),
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

    /** The texts in force today and those that were when a visit still to come may have begun. */
    private List<Kit.Law> law() {
        LocalDate today = LocalDate.now(clock);
        int longest = parameters.number("rectification.maxDays", today).intValueExact();
        return Stream.of(today.minusDays(DAYS_BACK), today)
                .flatMap(day -> violations.all(day).stream())
                .distinct()
                .map(violation -> law(violation, longest))
                .toList();
    }

    private static Kit.Law law(Violation violation, int longest) {
        Integer days = violation.maxCorrectionDays();
        return new Kit.Law(
                violation.code(),
                violation.name(),
                violation.legalBasis(),
                violation.precondition(),
                violation.competent().label(),
                days == null ? longest : days,
                violation.valid().from(),
                violation.valid().to());
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
