package cn.leiting.assignment;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 并入：a campaign that begins takes over what squads have left of a further improvement (notice, line 31). */
@Component
@Transactional
public class Takeovers {

    private final JdbcClient jdbc;
    private final Assignments assignments;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Takeovers(JdbcClient jdbc, Assignments assignments, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.assignments = assignments;
        this.events = events;
        this.clock = clock;
    }

    /**
     * 并入专项行动.
     *
     * @param moved points that the campaign's task has from now on
     * @param present those that it had already
     * @param left those out of use, or without a task of the campaign that is still in the field
     */
    public record Absorbed(int moved, int present, int left) {}

    /**
     * Ends a task of a further improvement that a campaign takes over, with its open points: as points of a key area,
     * as often to be inspected as they were. May be the last of its assignment.
     *
     * @return empty where the task is beyond the field or has ended
     */
    public Optional<Absorbed> absorb(String task, String campaign, Set<String> openPoints) {
        String code = task.substring(0, task.indexOf(':'));
        assignments.lock(code);
        int ended = jdbc.sql("""
                        update squad_task
                        set state = 'ABSORBED',
                            closed_at = ?,
                            version = version + 1
                        where code = ?
                          and state in ('WAITING', 'ASSIGNED', 'ACKNOWLEDGED', 'PLANNED', 'RUNNING')
                        """)
                .params(clock.instant().atOffset(ZoneOffset.UTC), task)
                .update();
        if (ended == 0) {
            return Optional.empty();
        }
        Absorbed absorbed = move(task, campaign, openPoints);
        events.publishEvent(new SquadTask.Closed(task, SquadTask.State.ABSORBED));
        assignments.closeIfDone(code);
        return Optional.of(absorbed);
    }

    private Absorbed move(String task, String campaign, Set<String> chosen) {
        return jdbc.sql("""
                        with gone as (
                            select point, assigned.squad, priority, required_rounds, place.status
                            from squad_task task join assigned_point assigned using (assignment, squad)
                                     join inspection_point place on place.code = point
                            where task.code = :task and point = any (:points)), moved as (
                            insert into assigned_point (assignment, point, squad, priority, reason, required_rounds)
                            select into_task.assignment, point, gone.squad, priority, 'KEY_AREA', required_rounds
                            from gone join squad_task into_task using (squad)
                            where assignment = :campaign
                              and into_task.state in ('WAITING', 'ASSIGNED', 'ACKNOWLEDGED', 'PLANNED', 'RUNNING')
                              and gone.status = 'ACTIVE'
                            on conflict do nothing returning point),
                        present as (select point from gone join assigned_point using (point) where assignment = :campaign)
                        select (select count(*) from moved) as moved, (select count(*) from present) as present,
                               (select count(*) from gone) - (select count(*) from moved) - (select count(*) from present) as "left"
                        """)
                .param("task", task)
                .param("campaign", campaign)
                .param("points", chosen.toArray(String[]::new))
                .query(Absorbed.class)
                .single();
    }
}
