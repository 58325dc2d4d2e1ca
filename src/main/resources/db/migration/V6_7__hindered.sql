-- What could not be checked (F-18, CANNOT_CHECK) leaves numerator and denominator (domain 6.4, 9.3, no. 28): such a
-- visit is no round, and stands for one round that cannot be made. A point of which none is left counts as excused.
create function rounds_due(required int, made bigint, hindered bigint) returns int
    language sql
    immutable
as
$$
select (required - least(coalesce(hindered, 0), greatest(required - coalesce(made, 0), 0)))::int
$$;

create or replace function squad_task_figures(tasks text[])
    returns table
            (
                task         text,
                assigned     bigint,
                excused      bigint,
                done         bigint,
                open         bigint,
                valid        bigint,
                invalid      bigint,
                person_times bigint,
                findings     bigint,
                educated     bigint,
                corrected    bigint,
                ordered      bigint,
                cases        bigint,
                transferred  bigint,
                by_violation text[]
            )
    language sql
    stable
as
$$
with visit as (select purpose.squad_task as task, visited.id, visited.point, visited.validity
               from inspection_purpose purpose
                        join inspection visited on visited.id = purpose.inspection
               where purpose.squad_task = any (tasks)),
     visits as (select visit.task,
                       count(*) filter (where validity = 'VALID')   as valid,
                       count(*) filter (where validity = 'INVALID') as invalid
                from visit
                group by visit.task),
     rounds as (select visit.task, visit.point,
                       count(*) filter (where hindered is null) as made, count(hindered) as hindered
                from visit
                         left join (select inspection as hindered
                                    from re_check
                                    where result = 'CANNOT_CHECK') again on again.hindered = visit.id
                where validity = 'VALID'
                group by visit.task, visit.point),
     points as (select given.code                                                    as task,
                       count(*)                                                      as assigned,
                       count(*) filter (where point.excused or due = 0)              as excused,
                       count(*) filter (where not point.excused and due > 0
                                          and coalesce(made, 0) >= due)              as done,
                       count(*) filter (where not point.excused
                                          and coalesce(made, 0) < due)               as open
                from squad_task given
                         join assigned_point point
                              on point.assignment = given.assignment
                                  and point.squad = given.squad
                         left join rounds on rounds.task = given.code and rounds.point = point.point
                         cross join lateral (select rounds_due(required_rounds, made, hindered) as due) as left_over
                where given.code = any (tasks)
                group by given.code),
     people as (select visit.task, count(*) as person_times
                from visit
                         join inspection_officer officer on officer.inspection = visit.id
                where validity = 'VALID'
                group by visit.task),
     violations as (select visit.task,
                           finding.violation,
                           count(*)                                                  as findings,
                           count(*) filter (where disposition = 'EDUCATED')          as educated,
                           count(*) filter (where disposition = 'CORRECTED_ON_SPOT') as corrected,
                           count(*) filter (where disposition = 'ORDERED')           as ordered,
                           count(*) filter (where disposition = 'CASE')              as cases,
                           count(*) filter (where disposition = 'TRANSFERRED')       as transferred
                    from visit
                             join finding on finding.inspection = visit.id
                    where validity = 'VALID'
                    group by visit.task, finding.violation),
     found as (select violations.task,
                      sum(findings)                                            as findings,
                      sum(educated)                                            as educated,
                      sum(corrected)                                           as corrected,
                      sum(ordered)                                             as ordered,
                      sum(cases)                                               as cases,
                      sum(transferred)                                         as transferred,
                      array_agg(violation || ' ' || findings order by violation) as by_violation
               from violations
               group by violations.task)
select given.code,
       coalesce(points.assigned, 0),
       coalesce(points.excused, 0),
       coalesce(points.done, 0),
       coalesce(points.open, 0),
       coalesce(visits.valid, 0),
       coalesce(visits.invalid, 0),
       coalesce(people.person_times, 0),
       coalesce(found.findings, 0)::bigint,
       coalesce(found.educated, 0)::bigint,
       coalesce(found.corrected, 0)::bigint,
       coalesce(found.ordered, 0)::bigint,
       coalesce(found.cases, 0)::bigint,
       coalesce(found.transferred, 0)::bigint,
       coalesce(found.by_violation, '{}')
from squad_task given
         left join points on points.task = given.code
         left join visits on visits.task = given.code
         left join people on people.task = given.code
         left join found on found.task = given.code
where given.code = any (tasks)
order by given.code
$$;

create or replace function squad_task_rounds(tasks text[])
    returns table
            (
                task     text,
                required bigint,
                made     bigint
            )
    language sql
    stable
as
$$
select given.code,
       coalesce(sum(rounds_due(point.required_rounds, visits.made, visits.hindered)), 0),
       coalesce(sum(least(coalesce(visits.made, 0), point.required_rounds)), 0)
from squad_task given
         left join assigned_point point
                   on point.assignment = given.assignment
                       and point.squad = given.squad
                       and not point.excused
         left join (select purpose.squad_task, visited.point,
                           count(*) filter (where hindered is null) as made, count(hindered) as hindered
                    from inspection_purpose purpose
                             join inspection visited on visited.id = purpose.inspection
                             left join (select inspection as hindered
                                        from re_check
                                        where result = 'CANNOT_CHECK') again on again.hindered = visited.id
                    where purpose.squad_task = any (tasks)
                      and visited.validity = 'VALID'
                    group by purpose.squad_task, visited.point) visits
                   on visits.squad_task = given.code
                       and visits.point = point.point
where given.code = any (tasks)
group by given.code
order by given.code
$$;
