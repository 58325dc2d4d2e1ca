-- 案件一览: what its filters and its order ask for.
with known (position, key, unit, value, meaning) as (values
    (350, 'case.near', 'CALENDAR', '5', '案件法定期限届满前列入提示的日数')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

create index enforcement_case_registered on enforcement_case (registered_at, code);
create index enforcement_case_closed on enforcement_case (closed_on) where closed_on is not null;
