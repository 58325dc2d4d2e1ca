package cn.leiting.tally;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the records say of all squads of a campaign: one statement for the squads, and one for every record that
 * counts, of which the counts are the sums.
 */
@Component
class TallyRows {

    /**
     * A squad added late begins with its own dispatch. An exemption of time has no days of its own: it lasts
     * from the day on which it was granted until the end.
     */
    private static final String TAKING_PART = """
            with named as (
                select task.*, squad.kind = 'MOBILE' as mobile, assignment.first_day, assignment.last_day,
                       least(assignment.last_day,
                             greatest(assignment.first_day,
                                      case
                                          when task.added_reason is not null
                                              then (task.dispatched_at at time zone 'Asia/Shanghai')::date
                                          end)) as own_first
                from squad_task task
                         join assignment on assignment.code = task.assignment
                         join squad on squad.code = task.squad
                where task.assignment = :campaign
                  and task.state not in ('CANCELLED', 'ABSORBED')),
            taking_part as (
                select named.*,
                       case
                           when exemption_kind = 'TIME'
                               then least(last_day,
                                          greatest(own_first, (exempted_at at time zone 'Asia/Shanghai')::date - 1))
                           else last_day
                           end as own_last
                from named),
            """;

    /** Between two designations the squad's leader stands in (domain 9.2 no. 18); none counts before it was made. */
    private static final String UNCOVERED = """
            uncovered as (
                select code, string_agg(day::date::text, ' ' order by day) as days
                from taking_part
                         cross join generate_series(own_first, own_last, interval '1 day') day
                where not exists (select
                                  from leader_designation
                                  where squad_code = squad
                                    and day::date between valid_from and coalesce(valid_to, 'infinity')
                                    and (designated_at at time zone 'Asia/Shanghai')::date <= day::date)
                  and not (exists (select from leader_designation where squad_code = squad and valid_to < day::date)
                    and exists (select from leader_designation where squad_code = squad and valid_from > day::date)
                    and exists (select
                                from post
                                where unit_code = squad
                                  and title = 'LEADER'
                                  and day::date between valid_from and coalesce(valid_to, 'infinity')))
                group by code),
            """;

    /** Owed is what was done, and what was still open when it fell due. */
    private static final String OWED = """
            owed as (
                select subject as code, rule, due_at, met_at
                from deadline
                         join taking_part on taking_part.code = subject
                where rule in ('task.ack.due', 'dutyPlan.due', 'feedback.interim.due', 'feedback.final')
                  and (met_at is not null or due_at < coalesce(cancelled_at, :now)))
            """;

    private static final String RETURNED = """
            returned as (
                select distinct taking_part.code
                from taking_part
                         join feedback on feedback.squad_task = taking_part.code and feedback.kind = 'FINAL'
                    and (feedback.submitted_at <= taking_part.reopened_at) is not true
                         join feedback_review on feedback_review.feedback = feedback.id
                where decision = 'RETURN')
            """;

    private static final String REPORTS = """
            select code, 'E1', 'FEEDBACK', code || ' ' || rule,
                   ((met_at < due_at + interval '1 second' or met_at is not null and due_at is null) is true)::int, 1,
                   (due_at at time zone 'Asia/Shanghai')::date,
                   case when met_at is not null and due_at is null then '%s' end
            from owed
            where rule like 'feedback.%%'
            """.formatted(Done.ON_TIME);

    /** What was given back counts again when it was submitted anew; how many are enough is added later. */
    private static final String ITEMS = """
            select task.code, score.indicator, 'ITEM', item.code, score.counts::int, 0,
                   (item.submitted_at at time zone 'Asia/Shanghai')::date, null
            from info_item item
                     join taking_part task on task.squad = item.squad
                     cross join lateral (values ('F1', item.on_time), ('F2', item.adopted_at is not null)) as score (indicator, counts)
            where item.campaign = :campaign
              and item.status <> 'RETURNED'
            """;

    private static final String FIELD_WORK = """
            select task, 'B1', 'POINT', point, made, required, null::date, null::text
            from squad_task_point_rounds((select array_agg(code) from taking_part))
            where required > 0
            union all
            select task.code, 'B2', 'VISIT', visit.id::text, (visit.validity = 'VALID')::int, 1, visit.business_date,
                   visit.invalid_reason
            from taking_part task
                     join inspection_purpose purpose on purpose.squad_task = task.code
                     join inspection visit on visit.id = purpose.inspection
            where visit.validity in ('VALID', 'INVALID')
            union all
            select task.code, 'G1', 'FINDING', finding.id::text,
                   (finding.education_given or finding.no_education_reason is not null)::int, 1, visit.business_date,
                   finding.no_education_reason
            from taking_part task
                     join inspection_purpose purpose on purpose.squad_task = task.code
                     join inspection visit on visit.id = purpose.inspection and visit.validity = 'VALID'
                     join finding on finding.inspection = visit.id
            """;

    private static final String SQUADS = TAKING_PART + UNCOVERED + OWED + ", " + RETURNED + """
            select task.code as task, task.squad, task.mobile, task.state = 'EXEMPTED' as exempt, task.first_day,
                   task.own_last - task.own_first + 1 as days,
                   task.last_day - task.own_first + 1 as days_from_own_first,
                   task.last_day - task.first_day + 1 as days_of_all,
                   exists (select
                           from look_back
                           where look_back.campaign = :campaign
                             and closed_at is not null) as look_back_closed,
                   coalesce(uncovered.days, '') as uncovered,
                   task.acknowledged_at, receipt.due_at as receipt_due, receipt.dated as receipt_dated,
                   plan.filed_at, plan_owed.due_at as plan_due, plan_owed.dated as plan_dated,
                   task.fed_back_at is not null as fed_back,
                   returned.code is not null as returned,
                   coalesce(task.verdict <> 'FAILED_BY_LEADER', false) as accepted,
                   task.verdict is not null as judged,
                   campaign.info_target
            from taking_part task
                     join campaign on campaign.code = task.assignment
                     cross join lateral (select min(due_at) as due_at, count(*) > 0 as dated
                                         from owed
                                         where owed.code = task.code
                                           and rule = 'task.ack.due') receipt
                     cross join lateral (select min(due_at) as due_at, count(*) > 0 as dated
                                         from owed
                                         where owed.code = task.code
                                           and rule = 'dutyPlan.due') plan_owed
                     cross join lateral (select min(filed_at) as filed_at
                                         from duty_plan
                                         where squad_task = task.code) plan
                     left join uncovered on uncovered.code = task.code
                     left join returned on returned.code = task.code
            order by task.mobile, task.squad
            """;

    private static final String TRACES = TAKING_PART + OWED + ", " + Correction.BEFORE + """
            select code as task, indicator, kind, reference, numerator, denominator, "on", note
            from (
            """
            + String.join(
                    "union all\n",
                    FIELD_WORK,
                    Correction.ORDERS,
                    Correction.RE_CHECKS,
                    Correction.SAMPLED,
                    Assessed.CHECKED,
                    Assessed.REVIEWED,
                    REPORTS,
                    ITEMS,
                    Assessed.COMPLAINED)
            + """
            ) as behind (code, indicator, kind, reference, numerator, denominator, "on", note)
            order by code, indicator, "on", reference
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    TallyRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Done> squads(String campaign) {
        return jdbc.sql(SQUADS)
                .param("campaign", campaign)
                .param("now", Timestamp.from(clock.instant()))
                .query(Done.class)
                .list();
    }

    /** By the code of the squad's task. */
    Map<String, List<Trace>> traces(String campaign, boolean afterLookBack) {
        Map<String, List<Trace>> byTask = new HashMap<>();
        jdbc.sql(TRACES)
                .param("campaign", campaign)
                .param("finally", afterLookBack)
                .param("now", Timestamp.from(clock.instant()))
                .query((RowCallbackHandler)
                        row -> byTask.computeIfAbsent(row.getString("task"), task -> new ArrayList<>())
                                .add(trace(row)));
        return byTask;
    }

    private static Trace trace(ResultSet row) throws SQLException {
        return new Trace(
                row.getString("indicator"),
                Trace.Kind.valueOf(row.getString("kind")),
                row.getString("reference"),
                row.getBigDecimal("numerator"),
                row.getBigDecimal("denominator"),
                row.getObject("on", LocalDate.class),
                row.getString("note"));
    }
}
