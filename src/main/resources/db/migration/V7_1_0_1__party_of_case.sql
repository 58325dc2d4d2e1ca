-- A look at a party is a look for a case.
alter table party_read
    add constraint party_read_case foreign key (case_code) references enforcement_case (code);

create index party_read_case on party_read (case_code, id) where case_code is not null;

-- 已认定的违法行为: acts that a decision has found to be violations, punished or spared as minor or first ones (行政处罚法
-- 第三十三条第一款). An order that was followed, without a decision, finds nothing.
create view established_violation as
select code as case_code, squad, party, violation, place, act_on, status, outcome
from enforcement_case
where party is not null
  and (outcome in ('WARNING', 'FINE_SIMPLIFIED', 'FINE_ORDINARY', 'OTHER_PENALTY', 'NO_PENALTY_MINOR',
                   'NO_PENALTY_FIRST')
    or outcome is null and status in ('DECIDED', 'SERVED', 'ENFORCING', 'PERFORMED'));
