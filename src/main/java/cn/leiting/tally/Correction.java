package cn.leiting.tally;

/** 整改：the records that tell what became of findings, C1 to C3 (domain 6.2, 6.4). */
final class Correction {

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
            """;

    /**
     * What the squad found for the campaign at points that nobody excused. A problem that a failed re-check found
     * again is the one of the first time.
     */
    private static final String FOUND = """
            found as (
                select task.code, task.squad, finding.id, visit.point, visit.business_date
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
                select found.code, found.id, visit.id as visit, visit.business_date, re_check.result,
                       row_number() over (partition by found.code, found.id order by visit.started_at desc) as last,
                       row_number() over (partition by found.code, found.id, re_check.result = 'CANNOT_CHECK'
                           order by visit.started_at) as place
                from found
                         join re_check on re_check.finding = found.id
                         join inspection visit on visit.id = re_check.inspection and visit.validity = 'VALID'),
            """;

    /** To be re-checked by the look-back, and nobody went there at all. */
    private static final String SKIPPED = """
            rechecks as (
                select code, visit, business_date, result
                from checked
                where result <> 'CANNOT_CHECK'
                  and place = 1),
            skipped as (
                select found.code, found.id, found.business_date
                from found
                         join samples on samples.squad = found.squad and samples.point = found.point and samples.made = 0
                where samples.kind = 'RE_CHECK'
                  and not exists (select from checked where checked.id = found.id and checked.code = found.code))
            """;

    static final String BEFORE = SAMPLES + FOUND + SKIPPED;

    /**
     * C1: what fell due, or is settled before. A failed re-check sets a new day, but what was late then stays late;
     * what can not be checked leaves both sides.
     */
    static final String ORDERS = """
            select found.code, 'C1', 'ORDER', order_no, (status = 'CLOSED' and closed_on <= day.last)::int, 1, day.last, null
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
            """;

    /**
     * C2: the first one that could be made. Whoever went to none of them does not do better than who found them
     * unchanged (domain 6.4).
     */
    static final String RE_CHECKS = """
            select code, 'C2', 'VISIT', visit::text, (result = 'PASS')::int, 1, business_date, null
            from rechecks
            union all
            select code, 'C2', 'FINDING', id::text, 0, 1, business_date, '" + Done.NOT_RE_CHECKED + "'
            from skipped
            where code not in (select code from rechecks)
            """;

    /** C3: what could not be checked leaves both sides. */
    static final String SAMPLED = """
            select task.code, 'C3', 'SAMPLE', (select code from looked_back) || ' ' || samples.point,
                   (samples.made >= samples.required_rounds)::int, 1, null::date, null
            from samples
                     join taking_part task on task.squad = samples.squad
            where samples.made >= samples.required_rounds
               or samples.hindered = 0
            """;

    private Correction() {}
}
