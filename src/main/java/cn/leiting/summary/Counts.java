package cn.leiting.summary;

import cn.leiting.assignment.SquadTask.Figures;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.catalogue.Point;
import cn.leiting.fieldwork.Inspections;
import cn.leiting.organization.Organization;
import cn.leiting.outcome.Outcome;
import cn.leiting.outcome.Outcomes;
import cn.leiting.summary.SummaryVersion.Row;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 计数：counts the rows of an assignment as they are now, in the same number of statements whatever takes part. */
@Component
class Counts {

    /** A deadline that was met late stays late; one that was paused is not counted while it is. */
    private static final String SQUADS = """
            select task.code, task.squad, task.state,
                   (select count(*) from hard_case where source = task.code) as hard_cases,
                   array(select title
                         from deadline
                         where subject = task.code
                           and cancelled_at is null
                           and (met_at > due_at or (met_at is null and paused_at is null and due_at < :now))
                         order by due_at, id) as late,
                   array(select title
                         from deadline
                         where subject = task.code
                           and cancelled_at is null
                           and level >= 3
                         order by due_at, id) as red
            from squad_task task
                     join squad on squad.code = task.squad
            where task.assignment = :subject
            order by squad.kind = 'MOBILE', task.squad
            """;

    private static final String VISITS = """
            select purpose.squad_task as task, point.kind, count(*) as visits, sum(visit.auxiliaries) as auxiliaries
            from squad_task task
                     join inspection_purpose purpose on purpose.squad_task = task.code
                     join inspection visit on visit.id = purpose.inspection
                     join inspection_point point on point.code = visit.point
            where task.assignment = :subject
              and visit.validity = 'VALID'
            group by purpose.squad_task, point.kind
            """;

    /** Of each squad's plan in force. */
    private static final String VEHICLES = """
            select squad_task as task, sum(vehicles) as vehicles
            from (select distinct on (squad_task) squad_task, id
                  from duty_plan
                           join squad_task task on task.code = squad_task
                  where task.assignment = :subject
                  order by squad_task, duty_plan.version desc) plan
                     join duty_shift on duty_shift.plan = plan.id
            group by squad_task
            """;

    private record SquadFacts(
            String task, String squad, State state, int hardCases, List<String> late, List<String> red) {}

    private record Visits(String task, Point.Kind kind, int visits, int auxiliaries) {}

    private record Vehicles(String task, int vehicles) {}

    private final JdbcClient jdbc;
    private final Inspections inspections;
    private final Outcomes outcomes;
    private final Organization organization;
    private final Clock clock;

    Counts(JdbcClient jdbc, Inspections inspections, Outcomes outcomes, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.inspections = inspections;
        this.outcomes = outcomes;
        this.organization = organization;
        this.clock = clock;
    }

    /** By the squads' codes, the mobile squad last; empty where nothing has been dispatched. */
    List<Row> rows(String subject) {
        Map<String, Figures> figures = inspections.figuresOf(subject);
        Map<String, Map<Point.Kind, Integer>> kinds = new HashMap<>();
        Map<String, Integer> auxiliaries = new HashMap<>();
        jdbc.sql(VISITS).param("subject", subject).query(Visits.class).list().forEach(found -> {
            kinds.computeIfAbsent(found.task(), task -> new EnumMap<>(Point.Kind.class))
                    .put(found.kind(), found.visits());
            auxiliaries.merge(found.task(), found.auxiliaries(), Integer::sum);
        });
        Map<String, Integer> vehicles =
                jdbc.sql(VEHICLES).param("subject", subject).query(Vehicles.class).list().stream()
                        .collect(Collectors.toMap(Vehicles::task, Vehicles::vehicles));

        Map<String, Outcome> later = outcomes.of(subject);

        List<Row> rows = new ArrayList<>();
        for (SquadFacts squad : squads(subject)) {
            rows.add(new Row(
                    rows.size() + 1,
                    squad.squad(),
                    organization.squad(squad.squad()).name(),
                    squad.state(),
                    squad.late(),
                    squad.red(),
                    squad.hardCases(),
                    auxiliaries.getOrDefault(squad.task(), 0),
                    vehicles.getOrDefault(squad.task(), 0),
                    kinds.getOrDefault(squad.task(), Map.of()),
                    Optional.ofNullable(figures.get(squad.task()))
                            .map(Block::of)
                            .orElse(Block.NONE),
                    later.getOrDefault(squad.squad(), Outcome.NONE)));
        }
        return rows;
    }

    private List<SquadFacts> squads(String subject) {
        return jdbc.sql(SQUADS)
                .param("subject", subject)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> new SquadFacts(
                        row.getString("code"),
                        row.getString("squad"),
                        State.valueOf(row.getString("state")),
                        row.getInt("hard_cases"),
                        texts(row.getArray("late")),
                        texts(row.getArray("red"))))
                .list();
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
