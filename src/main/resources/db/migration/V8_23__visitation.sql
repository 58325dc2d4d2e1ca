-- The squad's last valid visit to a place is found by the place's own index, and what it answered is looked up for that visit
-- alone: before, each point that supervision had seen read all visits of the squad in all years.
create or replace view supervision_contradiction as
select seen.id as visit_point, visit.id as visit, visit.assignment, visit.squad, seen.point, seen.violation, seen.seen_at,
       said.id as inspection, said.at as reported_at
from supervision_visit visit
         join visit_point seen on seen.visit = visit.id and seen.result = 'PROBLEM'
         cross join lateral (select newest.*
                             from points_of_same_place(seen.point) as place
                                      cross join lateral (select reported.id, coalesce(ended_at, started_at) as at, reported.result,
                                                                 started_at
                                                          from inspection reported
                                                          where reported.point = place
                                                            and reported.squad = visit.squad
                                                            and reported.validity = 'VALID'
                                                            and started_at <= seen.seen_at
                                                            and coalesce(ended_at, started_at) <= seen.seen_at
                                                          order by started_at desc, reported.id desc
                                                          limit 1) newest
                             order by newest.started_at desc, newest.id desc
                             limit 1) said
where visit.status = 'SIGNED'
  and said.result = 'NORMAL'
  and said.at >= seen.seen_at - interval '24 hours'
  and exists (select
              from inspection_item_result answered
                       join checklist_item asked
                            on asked.theme || '-' || asked.version = answered.checklist and asked.code = answered.item
              where answered.inspection = said.id
                and answered.result = 'OK'
                and asked.violation_code = seen.violation
              offset 0);
