package cn.leiting.tally;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The raw figures of all squads of a campaign, in one statement. Visits and findings are counted by the function
 * that fills the 汇总表 too, so that both show the same numbers.
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
    private static final String REPORTS = """
            owed as (
                select subject as code, rule, due_at, met_at
                from deadline
                         join taking_part on taking_part.code = subject
                where rule in ('task.ack.due', 'dutyPlan.due', 'feedback.interim.due', 'feedback.final')
                  and (met_at is not null or due_at < coalesce(cancelled_at, :now))),
            reports as (
                select code,
                       count(*) as owed,
                       count(*) filter (where rule = 'feedback.final') as finals,
                       count(*) filter (where met_at is not null and due_at is null) as undated,
                       count(*) filter (where met_at < due_at + interval '1 second'
                           or met_at is not null and due_at is null) as in_time
                from owed
                where rule like 'feedback.%'
                group by code),
            returned as (
                select distinct taking_part.code
                from taking_part
                         join feedback on feedback.squad_task = taking_part.code and feedback.kind = 'FINAL'
                    and (feedback.submitted_at <= taking_part.reopened_at) is not true
                         join feedback_review on feedback_review.feedback = feedback.id
                where decision = 'RETURN'),
            """;

    /** What was given back counts again when it was submitted anew. */
    private static final String ITEMS = """
            items as (
                select squad, count(*) filter (where on_time) as in_time, count(adopted_at) as adopted
                from info_item
                where campaign = :campaign
                  and status <> 'RETURNED'
                group by squad),
            taught as (
                select task.code, count(*) as taught
                from taking_part task
                         join inspection_purpose purpose on purpose.squad_task = task.code
                         join inspection visit on visit.id = purpose.inspection and visit.validity = 'VALID'
                         join finding on finding.inspection = visit.id
                where finding.education_given
                   or finding.no_education_reason is not null
                group by task.code),
            """;

    /** Before the final score a look-back counts once it is closed; what could not be checked leaves both sides. */
    private static final String SAMPLES = """
            looked_back as (
                select code, first_day, last_day, closed_at
                from look_back
                where campaign = :campaign),
            visited as (
                select task.assignment, task.squad, visit.point, visit.business_date,
                       exists (select from re_check where inspection = visit.id and result = 'CANNOT_CHECK') as hindered
                from squad_task task
                         join inspection_purpose purpose on purpose.squad_task = task.code
                         join inspection visit on visit.id = purpose.inspection and visit.validity = 'VALID'
                where task.assignment = (select code from looked_back)),
            samples as (
                select sample.squad, sample.point, sample.kind, sample.required_rounds,
                       count(*) filter (where not hindered) as made, count(*) filter (where hindered) as hindered
                from looked_back
                         join look_back_sample sample on sample.look_back = looked_back.code
                         left join visited
                                   on visited.assignment = looked_back.code
                                       and visited.squad = sample.squad
                                       and visited.point = sample.point
                                       and visited.business_date between looked_back.first_day and looked_back.last_day
                where sample.removed_reason is null
                  and (:finally or looked_back.closed_at is not null)
                  and not exists (select
                                  from assigned_point
                                  where assignment = looked_back.code
                                    and assigned_point.point = sample.point
                                    and excused)
                  and not exists (select
                                  from squad_task
                                  where assignment = looked_back.code
                                    and squad_task.squad = sample.squad
                                    and state = 'EXEMPTED')
                group by sample.squad, sample.point, sample.kind, sample.required_rounds),
            sampled as (
                select squad, count(*) as drawn, count(*) filter (where made >= required_rounds) as done
                from samples
                where made >= required_rounds
                   or hindered = 0
                group by squad),
            """;

    private static final String SELECT = TAKING_PART + UNCOVERED + REPORTS + ITEMS + Complained.BY_TASK + SAMPLES
            + Reviewed.BY_SQUAD + Correction.SELECT + """
            select task.squad, task.mobile, task.state = 'EXEMPTED' as exempt, task.first_day,
                   task.own_last - task.own_first + 1 as days,
                   task.last_day - task.own_first + 1 as days_from_own_first,
                   task.last_day - task.first_day + 1 as days_of_all,
                   exists (select from looked_back where closed_at is not null) as look_back_closed,
                   coalesce(uncovered.days, '') as uncovered,
                   task.acknowledged_at, receipt.due_at as receipt_due, receipt.dated as receipt_dated,
                   plan.filed_at, plan_owed.due_at as plan_due, plan_owed.dated as plan_dated,
                   rounds.required, rounds.made, figures.valid, figures.invalid, figures.findings,
                   coalesce(orders.due, 0) as orders_due, coalesce(orders.in_time, 0) as orders_in_time,
                   coalesce(taught.taught, 0) as taught, coalesce(rechecks.made, 0) as rechecks,
                   coalesce(rechecks.passed, 0) as passed, coalesce(skipped.number, 0) as skipped,
                   coalesce(sampled.drawn, 0) as drawn, coalesce(sampled.done, 0) as done,
                   coalesce(reports.owed, 0) as owed, coalesce(reports.finals, 0) as finals,
                   coalesce(reports.in_time, 0) as in_time, coalesce(reports.undated, 0) as undated,
                   task.fed_back_at is not null as fed_back,
                   returned.code is not null as returned,
                   coalesce(task.verdict <> 'FAILED_BY_LEADER', false) as accepted,
                   task.verdict is not null as judged,
                   campaign.info_target, coalesce(items.in_time, 0) as items_in_time, coalesce(items.adopted, 0) as adopted,
                   coalesce(complained.owed, 0) as tickets, coalesce(complained.in_time, 0) as tickets_in_time,
                   coalesce(reviewed.files, 0) as files, coalesce(reviewed.marks, 0) as marks
            from taking_part task
                     join campaign on campaign.code = task.assignment
                     join squad_task_figures((select array_agg(code) from taking_part)) figures on figures.task = task.code
                     join squad_task_rounds((select array_agg(code) from taking_part)) rounds on rounds.task = task.code
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
                     left join taught on taught.code = task.code
                     left join orders on orders.code = task.code
                     left join rechecks on rechecks.code = task.code
                     left join skipped on skipped.code = task.code
                     left join sampled on sampled.squad = task.squad
                     left join reports on reports.code = task.code
                     left join returned on returned.code = task.code
                     left join items on items.squad = task.squad
                     left join complained on complained.code = task.code
                     left join reviewed on reviewed.squad = task.squad
            order by task.mobile, task.squad
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    TallyRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Done> of(String campaign, boolean afterLookBack) {
        return jdbc.sql(SELECT)
                .param("campaign", campaign)
                .param("finally", afterLookBack)
                .param("now", Timestamp.from(clock.instant()))
                .query(Done.class)
                .list();
    }
}
