-- Whether what was established was fined, on the spot or by a decision, and still is (行政处罚法第二十九条).
create or replace view established_violation as
select code as case_code, enforcement_case.squad, party, violation, place, act_on, status, found.outcome,
       (found.outcome in ('FINE_SIMPLIFIED', 'FINE_ORDINARY') or coalesce(penalty_decision.amount, spot.amount) > 0)
           is true
           and not exists (select
                           from remedy
                           where remedy.case_code = code
                             and result = 'CHANGED'
                             and new_fine is null) as fined
from enforcement_case
         left join penalty_decision on penalty_decision.case_code = code and decided_at is not null
         left join on_the_spot_decision spot on spot.case_code = code
         cross join lateral (select coalesce(penalty_decision.outcome, enforcement_case.outcome) as outcome) found
where party is not null
  and (found.outcome in ('WARNING', 'FINE_SIMPLIFIED', 'FINE_ORDINARY', 'OTHER_PENALTY', 'NO_PENALTY_MINOR',
                         'NO_PENALTY_FIRST')
    or route = 'SIMPLIFIED' and found.outcome is null and status in ('DECIDED', 'SERVED', 'ENFORCING', 'PERFORMED'))
  and not exists (select
                  from remedy
                  where remedy.case_code = code
                    and result in ('ANNULLED', 'ILLEGAL'));
