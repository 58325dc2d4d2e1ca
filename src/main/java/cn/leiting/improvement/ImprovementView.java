package cn.leiting.improvement;

import cn.leiting.assignment.SquadTask;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads improvements for their pages, in the same number of statements whatever they hold. */
@Component
@Transactional(readOnly = true)
class ImprovementView {

    private static final String NAMED = "coalesce((select name from person where user_id = %1$s), %1$s)";

    /** @param taken squads that got a task, {@code ended} those of them that are through, {@code own} the reader's */
    record Line(
            String code,
            String title,
            Proposal.TriggerType triggerType,
            LocalDate firstDay,
            LocalDate lastDay,
            Improvement.Status status,
            boolean urgent,
            boolean approved,
            int taken,
            int ended,
            int guided,
            Evaluation.@Nullable Solved solved,
            boolean proposeCampaign) {

        public String getState() {
            return status == Improvement.Status.RUNNING && !approved ? "已先行下达，待审定" : status.label();
        }
    }

    record Head(
            String themeName,
            @Nullable String cluster,
            @Nullable String definedByName,
            @Nullable String approvedByName,
            boolean approved,
            Evaluation.@Nullable Solved solved,
            @Nullable String evaluation,
            boolean proposeCampaign,
            @Nullable String evaluatedByName,
            @Nullable String filingNo,
            @Nullable LocalDate periodFrom,
            @Nullable LocalDate periodTo) {}

    /**
     * A chosen squad.
     *
     * @param status GIVEN, GUIDED, ABSORBED or WITHDRAWN; null until it is given out
     * @param state of its task; null where it has none
     * @param campaign in which it got guidance, or which takes over; null: none
     */
    record Row(
            String squad,
            String name,
            @Nullable String status,
            SquadTask.@Nullable State state,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable String campaign,
            @Nullable Integer pointsMoved,
            @Nullable Integer pointsPresent,
            @Nullable Integer pointsLeft,
            int points,
            int pointsDone,
            int inspections,
            int findings) {

        public String getLabel() {
            if (status == null) {
                return "待下达";
            }
            return switch (status) {
                case "GUIDED" -> "转为行动指导";
                case "WITHDRAWN" -> "已收回";
                default -> state == null ? "待下达" : state.label();
            };
        }

        /** Named while its days end with the campaign's first. */
        public boolean isGivingWay() {
            return "GIVEN".equals(status) && campaign != null && state != null && state.isOpen();
        }

        public boolean hasShare() {
            return state != null && state != SquadTask.State.WAITING;
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    ImprovementView(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those of which there is any, and this year, the newest first. */
    List<Integer> years() {
        return jdbc.sql("select distinct year from further_improvement union select ? order by 1 desc")
                .param(LocalDate.now(clock).getYear())
                .query(Integer.class)
                .list();
    }

    /** By code; for one squad those that were given out to it. */
    List<Line> ofYear(int year, @Nullable String onlySquad) {
        return jdbc.sql("""
                        select code, title, trigger_type, first_day, last_day, status, urgent,
                               approved_by is not null as approved, shares.taken, shares.ended, shares.guided, solved,
                               coalesce(propose_campaign, false) as propose_campaign
                        from further_improvement
                                 cross join lateral (select count(task.code) as taken, count(task.closed_at) as ended,
                                                            count(*) filter (where share.status = 'GUIDED') as guided,
                                                            count(*) as all
                                                     from improvement_squad share
                                                              left join squad_task task
                                                                        on task.assignment = share.improvement
                                                                            and task.squad = share.squad
                                                     where share.improvement = further_improvement.code
                                                       and (:squad::text is null or share.squad = :squad)) shares
                        where year = :year
                          and (:squad::text is null or shares.all > 0)
                        order by code
                        """)
                .param("year", year)
                .param("squad", onlySquad)
                .query(Line.class)
                .list();
    }

    Head head(String code) {
        return jdbc.sql("""
                        select theme.name as theme_name, cluster,
                        """ + NAMED.formatted("defined_by") + " as defined_by_name, "
                        + NAMED.formatted("whole.approved_by") + " as approved_by_name, "
                        + NAMED.formatted("evaluated_by") + """
                                                                                             as evaluated_by_name,
                               whole.approved_by is not null as approved, solved, evaluation,
                               coalesce(propose_campaign, false) as propose_campaign, filing_no, period_from, period_to
                        from further_improvement whole
                                 join campaign_theme theme on theme.code = whole.theme
                                 left join improvement_filing filed
                                           on filed.improvement = whole.code and filed.version = whole.filing
                        where whole.code = ?
                        """)
                .param(code)
                .query(Head.class)
                .single();
    }

    /** Of all chosen squads or one, by code. */
    List<Row> squads(String code, @Nullable String onlySquad) {
        return jdbc.sql("""
                        select chosen.squad, unit.name, share.status, task.state, share.first_day, share.last_day,
                               share.campaign, points_moved, points_present, points_left, place.points, place.points_done,
                               visits.inspections, visits.findings
                        from further_improvement whole
                                 cross join unnest(whole.squads) as chosen (squad)
                                 join unit on unit.code = chosen.squad
                                 left join improvement_squad share
                                           on share.improvement = whole.code and share.squad = chosen.squad
                                 left join squad_task task
                                           on task.assignment = whole.code and task.squad = chosen.squad
                                 cross join lateral (select count(distinct visit.id) as inspections,
                                                            count(finding.id) as findings
                                                     from inspection_purpose purpose
                                                              join inspection visit on visit.id = purpose.inspection
                                                              left join finding on finding.inspection = visit.id
                                                     where purpose.squad_task = task.code
                                                       and visit.validity = 'VALID') visits
                                 cross join lateral (select count(*) as points,
                                                            count(*) filter (where required_rounds <=
                                                                (select count(*)
                                                                 from inspection_purpose purpose
                                                                          join inspection visit
                                                                               on visit.id = purpose.inspection
                                                                 where purpose.squad_task = task.code
                                                                   and visit.point = assigned.point
                                                                   and visit.validity = 'VALID')) as points_done
                                                     from assigned_point assigned
                                                     where assigned.assignment = whole.code
                                                       and assigned.squad = chosen.squad
                                                       and not excused) place
                        where whole.code = :code
                          and (:squad::text is null or chosen.squad = :squad)
                        order by chosen.squad
                        """)
                .param("code", code)
                .param("squad", onlySquad)
                .query(Row.class)
                .list();
    }
}
