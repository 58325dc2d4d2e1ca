package cn.leiting.bulletin;

/**
 * The statements over the rooms whose records a bulletin tells: of {@code :subject}, of the business date {@code :day},
 * and at {@code :morning}, the next one.
 */
final class DaySql {

    private DaySql() {}

    private static final String TASKS = """
            with task as (
                select task.code, task.squad
                from squad_task task
                where task.assignment = :subject
                  and task.dispatched_at is not null
                  and (task.state not in ('EXEMPTED', 'CANCELLED', 'ABSORBED')
                    or (task.closed_at at time zone 'Asia/Shanghai')::date >= :day)),
            visit as (
                select task.squad, visit.id, visit.point, visit.validity
                from task
                         join inspection_purpose purpose on purpose.squad_task = task.code
                         join inspection visit on visit.id = purpose.inspection
                where visit.business_date = :day),
            ordered as (
                select task.squad, given.finding, given.order_no, given.refused_on,
                       case when given.extended_on <= :day then given.extended_to else given.due_on end as due,
                       given.issued_on <= :day
                           and coalesce(given.closed_on > :day, true)
                           and coalesce(given.refused_on > :day, true)
                           and coalesce((given.cancelled_at at time zone 'Asia/Shanghai')::date > :day, true) as open
                from task
                         join inspection_purpose purpose on purpose.squad_task = task.code
                         join finding on finding.inspection = purpose.inspection
                         join rectification_order given on given.finding = finding.id)
            """;

    /** The newest plan of each task; an officer of two shifts is one person. */
    static final String SQUADS = TASKS + """
            , shift as (
                select task.squad, shift.*
                from task
                         join duty_plan plan on plan.squad_task = task.code
                         join duty_shift shift on shift.plan = plan.id
                where shift.day = :day
                  and not exists (select
                                  from duty_plan later
                                  where later.squad_task = plan.squad_task and later.version > plan.version))
            select task.squad, unit.name,
                   (select count(*) from shift where shift.squad = task.squad) as shifts,
                   (select count(distinct officer)
                    from shift
                             join duty_officer on duty_officer.plan = shift.plan and duty_officer.shift = shift.seq
                    where shift.squad = task.squad) as officers,
                   (select coalesce(sum(auxiliaries), 0) from shift where shift.squad = task.squad) as auxiliaries,
                   (select coalesce(sum(vehicles), 0) from shift where shift.squad = task.squad) as vehicles,
                   (select count(*)
                    from visit
                             join inspection_officer on inspection_officer.inspection = visit.id
                    where visit.squad = task.squad and validity = 'VALID') as person_times,
                   (select count(*) from visit where visit.squad = task.squad and validity = 'INVALID') as invalid,
                   (select count(*) from ordered where ordered.squad = task.squad and open) as orders_open,
                   (select count(*) from ordered where ordered.squad = task.squad and open and due <= :day) as orders_late,
                   coalesce(checked.passed, 0) as passed, coalesce(checked.failed, 0) as failed,
                   complained.received, complained.closed, complained.open
            from task
                     join squad on squad.code = task.squad
                     join unit on unit.code = task.squad
                     left join lateral (select count(*) filter (where re_check.result = 'PASS') as passed,
                                               count(*) filter (where re_check.result = 'FAIL') as failed
                                        from ordered
                                                 join re_check on re_check.finding = ordered.finding
                                                 join inspection again on again.id = re_check.inspection
                                        where ordered.squad = task.squad
                                          and again.business_date = :day
                                          and again.validity = 'VALID') checked on true
                     cross join lateral (select count(*) filter (where received_on = :day) as received,
                                                count(*) filter (where (closed_at at time zone 'Asia/Shanghai')::date = :day) as closed,
                                                count(*) filter (where coalesce((closed_at at time zone 'Asia/Shanghai')::date > :day, true)) as open
                                         from complaint
                                         where complaint.squad = task.squad
                                           and received_on <= :day
                                           and (closed_at is null or closed_at >= :day::date - 1)) complained
            order by squad.kind = 'MOBILE', task.squad
            """;

    static final String VISITS = TASKS + """
            select visit.squad, point.kind, count(*) as visits
            from visit
                     join inspection_point point on point.code = visit.point
            where visit.validity = 'VALID'
            group by visit.squad, point.kind
            """;

    static final String FINDINGS = TASKS + """
            select visit.squad, finding.violation, finding.disposition, count(*) as findings
            from visit
                     join finding on finding.inspection = visit.id
            where visit.validity = 'VALID'
            group by visit.squad, finding.violation, finding.disposition
            """;

    /** A met deadline was late when it was met after that morning; one that was paused is not told while it is. */
    static final String LINES = TASKS + """
            select squad, list, text
            from (select squad, 'PROBLEM' as list,
                         '责令改正' || order_no || '应于' || to_char(due, 'FMYYYY"年"FMMM"月"FMDD"日"') || '前改正，到期未办结。' as text
                  from ordered
                  where open and due <= :day
                  union all
                  select squad, 'NOTABLE', '责令改正' || order_no || '拒不改正。'
                  from ordered
                  where refused_on = :day
                  union all
                  select visit.squad, 'NOTABLE', '点位' || relapse.point || '同一问题复查合格后反弹。'
                  from visit
                           join valid_relapse relapse on relapse.inspection = visit.id
                  union all
                  select task.squad, 'NOTABLE', '提出疑难案件' || hard_case.code || '。'
                  from task
                           join hard_case on hard_case.source = task.code
                  where (requested_at at time zone 'Asia/Shanghai')::date = :day
                  union all
                  select task.squad, 'NOTABLE', '辖区出现诉件聚集' || complaint_cluster.code || '，共' || complaints || '件。'
                  from task
                           join complaint_cluster on task.squad = any (squads)
                  where (found_at at time zone 'Asia/Shanghai')::date = :day
                  union all
                  select task.squad, 'LATE',
                         title || '应于' || to_char(due_at at time zone 'Asia/Shanghai', 'FMYYYY"年"FMMM"月"FMDD"日"') || '前完成，已逾期。'
                  from task
                           join deadline on deadline.subject = task.code
                  where due_at < :morning
                    and cancelled_at is null
                    and coalesce(met_at >= :morning, true)
                    and (paused_at is null or paused_at >= :morning)) line
            order by squad, list, text
            """;
}
