package cn.leiting.merit;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The raw figures of all shares of improvements, in one statement. Visits and rounds are counted by the functions that
 * count them for a campaign, orders and re-checks by the same rules.
 */
@Component
class MeritRows {

    private static final String TAKING_PART = """
            with taking_part as (
                select task.*, share.first_day
                from squad_task task
                         join improvement_squad share
                              on share.improvement = task.assignment and share.squad = task.squad
                where task.assignment = any (:improvements)
                  and share.status = 'GIVEN'
                  and task.state not in ('CANCELLED', 'ABSORBED')),
            """;

    /** Owed is what was done, and what was still open when it fell due. */
    private static final String REPORTS = """
            reports as (
                select code,
                       count(*) as owed,
                       count(*) filter (where rule = 'feedback.final') as finals,
                       count(*) filter (where met_at < due_at + interval '1 second'
                           or met_at is not null and due_at is null) as in_time
                from deadline
                         join taking_part on taking_part.code = subject
                where rule in ('feedback.interim.due', 'feedback.final')
                  and (met_at is not null or due_at < coalesce(cancelled_at, :now))
                group by code),
            returned as (
                select distinct taking_part.code
                from taking_part
                         join feedback on feedback.squad_task = taking_part.code and feedback.kind = 'FINAL'
                    and (feedback.submitted_at <= taking_part.reopened_at) is not true
                         join feedback_review on feedback_review.feedback = feedback.id
                where decision = 'RETURN'),
            """;

    /** A problem that a failed re-check found again is the one of the first time; excused points leave both sides. */
    private static final String FOUND = """
            visits as (
                select taking_part.code,
                       count(*) filter (where validity = 'VALID')   as valid,
                       count(*) filter (where validity = 'INVALID') as invalid
                from taking_part
                         join inspection_purpose purpose on purpose.squad_task = taking_part.code
                         join inspection visit on visit.id = purpose.inspection
                group by taking_part.code),
            found as (
                select task.code, finding.id
                from taking_part task
                         join inspection_purpose purpose on purpose.squad_task = task.code
                         join inspection visit on visit.id = purpose.inspection and visit.validity = 'VALID'
                         join finding on finding.inspection = visit.id
                where not exists (select from re_check where re_check.found = finding.id)
                  and not exists (select
                                  from assigned_point
                                  where assigned_point.assignment = task.assignment
                                    and assigned_point.point = visit.point
                                    and excused)),
            checked as (
                select found.code, found.id, re_check.result,
                       row_number() over (partition by found.code, found.id order by visit.started_at desc) as last,
                       row_number() over (partition by found.code, found.id, re_check.result = 'CANNOT_CHECK'
                           order by visit.started_at) as place
                from found
                         join re_check on re_check.finding = found.id
                         join inspection visit on visit.id = re_check.inspection and visit.validity = 'VALID'),
            """;

    private static final String CORRECTED = """
            orders as (
                select found.code,
                       count(*) as due,
                       count(*) filter (where status = 'CLOSED' and closed_on <= day.last) as in_time
                from found
                         join rectification_order issued on issued.finding = found.id
                         cross join lateral (select case extended_by when 'LEADER' then extended_to else due_on end as last) day
                where status <> 'CANCELLED'
                  and (status <> 'OPEN' or day.last < (:now::timestamptz at time zone 'Asia/Shanghai')::date)
                  and not (status = 'OPEN' and exists (select
                                                       from checked
                                                       where checked.id = found.id
                                                         and checked.code = found.code
                                                         and last = 1
                                                         and result = 'CANNOT_CHECK'))
                group by found.code),
            rechecks as (
                select code, count(*) as made, count(*) filter (where result = 'PASS') as passed
                from checked
                where result <> 'CANNOT_CHECK'
                  and place = 1
                group by code)
            """;

    private static final String SELECT = TAKING_PART + REPORTS + FOUND + CORRECTED + """
            select task.assignment as improvement, task.squad, task.state = 'EXEMPTED' as exempt, task.first_day,
                   rounds.required, rounds.made, coalesce(visits.valid, 0) as valid, coalesce(visits.invalid, 0) as invalid,
                   coalesce(orders.due, 0) as orders_due, coalesce(orders.in_time, 0) as orders_in_time,
                   coalesce(rechecks.made, 0) as rechecks, coalesce(rechecks.passed, 0) as passed,
                   coalesce(reports.owed, 0) as owed, coalesce(reports.finals, 0) as finals,
                   coalesce(reports.in_time, 0) as in_time, task.fed_back_at is not null as fed_back,
                   returned.code is not null as returned,
                   coalesce(task.verdict <> 'FAILED_BY_LEADER', false) as accepted, task.verdict is not null as judged
            from taking_part task
                     left join visits on visits.code = task.code
                     join squad_task_rounds((select array_agg(code) from taking_part)) rounds on rounds.task = task.code
                     left join orders on orders.code = task.code
                     left join rechecks on rechecks.code = task.code
                     left join reports on reports.code = task.code
                     left join returned on returned.code = task.code
            order by task.assignment, task.squad
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    MeritRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Share> of(Collection<String> improvements) {
        return jdbc.sql(SELECT)
                .param("improvements", improvements.toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .query(Share.class)
                .list();
    }
}
