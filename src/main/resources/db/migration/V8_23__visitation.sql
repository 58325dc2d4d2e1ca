-- 中队最近一次反映：what a squad had last said of a place until then, found by the place's own index. Before, each point that
-- supervision had seen read all visits of the squad in all years.
create function last_said(place text, by_squad text, until timestamptz)
    returns table
            (
                inspection bigint,
                result     text,
                at         timestamptz
            )
    language sql
    stable
as
$$
select newest.id, newest.result, newest.at
from points_of_same_place(place) as same
         cross join lateral (select id, visit.result, started_at, coalesce(ended_at, started_at) as at
                             from inspection visit
                             where visit.point = same
                               and squad = by_squad
                               and validity = 'VALID'
                               and started_at <= until
                               and coalesce(ended_at, started_at) <= until
                             order by started_at desc, id desc
                             limit 1) newest
order by newest.started_at desc, newest.id desc
limit 1
$$;

-- One question for a page and for a contradiction; its answers are looked up for that visit alone.
create or replace view supervision_contradiction as
select seen.id as visit_point, visit.id as visit, visit.assignment, visit.squad, seen.point, seen.violation, seen.seen_at,
       said.inspection, said.at as reported_at
from supervision_visit visit
         join visit_point seen on seen.visit = visit.id and seen.result = 'PROBLEM'
         cross join lateral last_said(seen.point, visit.squad, seen.seen_at) said
where visit.status = 'SIGNED'
  and said.result = 'NORMAL'
  and said.at >= seen.seen_at - interval '24 hours'
  and exists (select
              from inspection_item_result answered
                       join checklist_item asked
                            on asked.theme || '-' || asked.version = answered.checklist and asked.code = answered.item
              where answered.inspection = said.inspection
                and answered.result = 'OK'
                and asked.violation_code = seen.violation
              offset 0);
