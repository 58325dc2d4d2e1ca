-- A decision says itself what it established, and one that was annulled or found illegal establishes nothing.
create or replace view established_violation as
select code as case_code, squad, party, violation, place, act_on, status, found.outcome
from enforcement_case
         left join penalty_decision on penalty_decision.case_code = code and decided_at is not null
         cross join lateral (select coalesce(penalty_decision.outcome, enforcement_case.outcome) as outcome) found
where party is not null
  and (found.outcome in ('WARNING', 'FINE_SIMPLIFIED', 'FINE_ORDINARY', 'OTHER_PENALTY', 'NO_PENALTY_MINOR',
                         'NO_PENALTY_FIRST')
    or route = 'SIMPLIFIED' and found.outcome is null and status in ('DECIDED', 'SERVED', 'ENFORCING', 'PERFORMED'))
  and not exists (select
                  from remedy
                  where remedy.case_code = code
                    and result in ('ANNULLED', 'ILLEGAL'));
