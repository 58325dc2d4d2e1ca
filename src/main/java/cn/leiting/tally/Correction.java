package cn.leiting.tally;

/** 整改：the parts of the count that tell what became of findings, C1 and C2 (domain 6.2, 6.4). */
final class Correction {

    /**
     * What the squad found for the campaign at points that nobody excused. A problem that a failed re-check found
     * again is the one of the first time.
     */
    private static final String FOUND = """
            found as (
                select task.code, task.squad, finding.id, visit.point
                from taking_part task
                         join inspection_purpose purpose on purpose.squad_task = task.code
                         join inspection visit on visit.id = purpose.inspection and visit.validity = 'VALID'
                         join finding on finding.inspection = visit.id
                where not exists (select from re_check where re_check.found = finding.id)
                  and not exists (select
                                  from assigned_point
                                  where assigned_point.assignment in (task.assignment, (select code from looked_back))
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

    /**
     * C1: what fell due, or is settled before. A failed re-check sets a new day, but what was late then stays late;
     * what can not be checked leaves both sides.
     */
    private static final String ORDERS = """
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
            """;

    /** C2: the first one that could be made. */
    private static final String RE_CHECKS = """
            rechecks as (
                select code, count(*) as made, count(*) filter (where result = 'PASS') as passed
                from checked
                where result <> 'CANNOT_CHECK'
                  and place = 1
                group by code),
            """;

    /** To be re-checked by the look-back, and nobody went there at all. */
    private static final String SKIPPED = """
            skipped as (
                select found.code, count(*) as number
                from found
                         join samples on samples.squad = found.squad and samples.point = found.point and samples.made = 0
                where samples.kind = 'RE_CHECK'
                  and not exists (select from checked where checked.id = found.id and checked.code = found.code)
                group by found.code)
            """;

    static final String SELECT = FOUND + ORDERS + RE_CHECKS + SKIPPED;

    private Correction() {}
}
