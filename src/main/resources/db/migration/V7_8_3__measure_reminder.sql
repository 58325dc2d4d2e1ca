-- Both remind of periods of the law (行政处罚法第五十六条、行政强制法第二十五条) and are not to exceed them.
with known (position, key, unit, value, meaning) as (values
    (336, 'case.preserve', 'WORKDAY', '7', '先行登记保存处理期限'),
    (337, 'case.seize', 'CALENDAR', '30', '查封、扣押期限，延长的另加')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;
