package cn.leiting.overview;

import cn.leiting.assignment.SquadTask.Figures;
import cn.leiting.fieldwork.Inspections;
import cn.leiting.organization.Organization;
import cn.leiting.overview.SquadRow.Progress;
import cn.leiting.shared.Refusal;
import cn.leiting.summary.Block;
import cn.leiting.summary.Visitor;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads a campaign's matrix, in the same number of statements whatever takes part in it. */
@Component
@Transactional(readOnly = true)
class SquadRows {

    private static final String PROGRESS = """
            select task.squad, task.code as task, task.state, assignment.first_day as "from", assignment.last_day as "to",
                   (task.dispatched_at at time zone 'Asia/Shanghai')::date as assigned_on,
                   (task.acknowledged_at at time zone 'Asia/Shanghai')::date as acknowledged_on,
                   (task.planned_at at time zone 'Asia/Shanghai')::date as planned_on,
                   (task.began_at at time zone 'Asia/Shanghai')::date as began_on,
                   (task.fed_back_at at time zone 'Asia/Shanghai')::date as fed_back_on,
                   (task.reviewed_at at time zone 'Asia/Shanghai')::date as reviewed_on,
                   case
                       when task.verdict <> 'FAILED_BY_LEADER' then (task.verdict_at at time zone 'Asia/Shanghai')::date
                       end as accepted_on,
                   (task.closed_at at time zone 'Asia/Shanghai')::date as closed_on,
                   task.returns, owed.title as owed, owed.due_at as due,
                   coalesce(owed.due_at < :now and owed.paused_at is null, false) as late,
                   coalesce(owed.level, -1) as level, task.hard_case, task.exemption_kind as exemption
            from squad_task task
                     join assignment on assignment.code = task.assignment
                     join squad on squad.code = task.squad
                     left join lateral (select title, due_at, paused_at, level
                                        from deadline
                                        where subject = task.code
                                          and met_at is null
                                          and cancelled_at is null
                                        order by due_at nulls last, id
                                        limit 1) owed on true
            where task.assignment = :campaign
              and (:squad::text is null or task.squad = :squad)
            order by squad.kind = 'MOBILE', task.squad
            """;

    private final JdbcClient jdbc;
    private final Inspections inspections;
    private final Organization organization;
    private final Clock clock;

    SquadRows(JdbcClient jdbc, Inspections inspections, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.inspections = inspections;
        this.organization = organization;
        this.clock = clock;
    }

    /** Whether the visitor may open the campaign or the look-back: refuses an unknown one, and one of other squads. */
    void refuseUnknown(String campaign, Visitor visitor) {
        boolean takesPart = jdbc.sql("""
                        select :squad::text is null
                                   or exists (select from squad_task where assignment = known.code and squad = :squad)
                        from (select code from campaign union all select code from look_back
                              union all select code from further_improvement) known
                        where code = :campaign
                        """)
                .param("campaign", campaign)
                .param("squad", visitor.only())
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有编号为“" + campaign + "”的专项行动。"));
        if (!takesPart) {
            throw Refusal.forbidden("您的中队没有参加这一行动。");
        }
    }

    /** The rows that the visitor may see, by the squads' codes, the mobile squad last. */
    List<SquadRow> of(String campaign, Visitor visitor) {
        String only = visitor.only();
        return only == null ? all(campaign) : of(campaign, only).stream().toList();
    }

    /** Empty where the squad takes no part. */
    Optional<SquadRow> of(String campaign, String squad) {
        return progress(campaign, squad).stream()
                .map(row -> row(row, Block.of(inspections.figures(row.task()))))
                .findFirst();
    }

    private List<SquadRow> all(String campaign) {
        Map<String, Figures> figures = inspections.figuresOf(campaign);
        return progress(campaign, null).stream()
                .map(row -> row(
                        row,
                        Optional.ofNullable(figures.get(row.task()))
                                .map(Block::of)
                                .orElse(Block.NONE)))
                .toList();
    }

    private List<Progress> progress(String campaign, @Nullable String squad) {
        return jdbc.sql(PROGRESS)
                .param("campaign", campaign)
                .param("squad", squad)
                .param("now", Timestamp.from(clock.instant()))
                .query(Progress.class)
                .list();
    }

    private SquadRow row(Progress progress, Block figures) {
        return new SquadRow(organization.squad(progress.squad()).name(), progress, figures);
    }
}
