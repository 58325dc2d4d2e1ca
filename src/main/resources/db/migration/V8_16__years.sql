-- What years of records make slow: few rows of many that every summary asks for.
create index assigned_point_excused on assigned_point (point) where excused;
create index re_check_hindered on re_check (inspection) where result = 'CANNOT_CHECK';

-- Of squad_task_figures only the points, for those who count the visits of many tasks themselves.
create function squad_task_points(tasks text[])
    returns table
            (
                task     text,
                assigned bigint,
                excused  bigint,
                done     bigint,
                open     bigint
            )
    language sql
    stable
as
$$
with rounds as (select purpose.squad_task as task, visited.point,
                       count(*) filter (where hindered is null) as made, count(hindered) as hindered
                from inspection_purpose purpose
                         join inspection visited on visited.id = purpose.inspection
                         left join (select inspection as hindered
                                    from re_check
                                    where result = 'CANNOT_CHECK') again on again.hindered = visited.id
                where purpose.squad_task = any (tasks)
                  and visited.validity = 'VALID'
                group by purpose.squad_task, visited.point)
select given.code,
       count(point.point),
       count(*) filter (where point.excused or due = 0),
       count(*) filter (where not point.excused and due > 0 and coalesce(made, 0) >= due),
       count(*) filter (where not point.excused and coalesce(made, 0) < due)
from squad_task given
         left join assigned_point point on point.assignment = given.assignment and point.squad = given.squad
         left join rounds on rounds.task = given.code and rounds.point = point.point
         cross join lateral (select rounds_due(required_rounds, made, hindered) as due) as left_over
where given.code = any (tasks)
group by given.code
$$;
