package cn.leiting.improvement;

import cn.leiting.assignment.Takeovers;
import cn.leiting.assignment.Takeovers.Absorbed;
import cn.leiting.calendar.BureauTime;
import cn.leiting.improvement.ImprovementRows.Kind;
import cn.leiting.organization.Organization;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 并入专项行动：shares whose squad's campaign has begun end, and the campaign takes over what is left (domain 9.1 no. 11). */
@Component
@Transactional
public class Absorptions {

    /** A share whose campaign has begun. */
    public record Due(String improvement, String squad, String campaign) {

        public String task() {
            return improvement + ":" + squad;
        }
    }

    /** A squad's points without all their visits; what is voided does not count. */
    private static final String OPEN_POINTS = """
            select point
            from assigned_point assigned
            where assignment = :code
              and squad = :squad
              and not excused
              and required_rounds > (select count(*)
                                     from inspection_purpose purpose
                                              join inspection visit on visit.id = purpose.inspection
                                     where purpose.squad_task = :code || ':' || :squad
                                       and visit.point = assigned.point
                                       and visit.validity = 'VALID')
            order by point
            """;

    private final JdbcClient jdbc;
    private final ImprovementRows rows;
    private final Takeovers takeovers;
    private final Organization organization;
    private final Clock clock;

    Absorptions(JdbcClient jdbc, ImprovementRows rows, Takeovers takeovers, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.takeovers = takeovers;
        this.organization = organization;
        this.clock = clock;
    }

    private static final String DUE = """
            from improvement_squad share
                     join squad_task task on task.assignment = share.improvement and task.squad = share.squad
            where share.status = 'GIVEN'
              and share.campaign is not null
              and task.state in ('WAITING', 'ASSIGNED', 'ACKNOWLEDGED', 'PLANNED', 'RUNNING')
            """;

    /** The shares that are still in the field though their campaign has begun. */
    @Transactional(readOnly = true)
    public List<Due> due() {
        return jdbc.sql("select share.improvement, share.squad, share.campaign " + DUE
                        + " and share.last_day < ? order by 1, 2")
                .param(LocalDate.now(clock))
                .query(Due.class)
                .list();
    }

    /** When the next of them is due. */
    @Transactional(readOnly = true)
    public Optional<Instant> nextDue() {
        return jdbc.sql("select min(share.last_day) + 1 " + DUE + " and share.last_day >= ?")
                .param(LocalDate.now(clock))
                .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single()
                .map(day -> day.atStartOfDay(BureauTime.ZONE).toInstant());
    }

    /**
     * 并入: ends the squad's task as absorbed; its open points become points of the campaign's task. A task beyond the
     * field goes on with its feedback. Repeated: changes nothing.
     *
     * @return whether it was absorbed now
     */
    public boolean absorb(Due due) {
        List<String> open = jdbc.sql(OPEN_POINTS)
                .param("code", due.improvement())
                .param("squad", due.squad())
                .query(String.class)
                .list();
        Optional<Absorbed> absorbed = takeovers.absorb(due.task(), due.campaign(), Set.copyOf(open));
        absorbed.ifPresent(points -> {
            jdbc.sql("""
                            update improvement_squad
                            set status = 'ABSORBED',
                                points_moved = ?,
                                points_present = ?,
                                points_left = ?,
                                ended_at = ?
                            where improvement = ?
                              and squad = ?
                            """)
                    .params(points.moved(), points.present(), points.left(), now(), due.improvement(), due.squad())
                    .update();
            rows.note(due.improvement(), Kind.ABSORBED, inWords(due, points), ImprovementRows.SYSTEM);
        });
        return absorbed.isPresent();
    }

    private String inWords(Due due, Absorbed points) {
        return organization.squad(due.squad()).name() + "并入" + due.campaign() + "：转入点位" + points.moved() + "个，行动中已有"
                + points.present() + "个，未能转入" + points.left() + "个";
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
