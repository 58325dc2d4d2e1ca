-- Every code that a squad of the district can have, a thousand squads in all. The added ones take part when
-- they are asked, like the mobile squad, and owe nothing to the annual programme.
create temporary table added on commit drop as
select code, 'Q' || translate(right(code, 3), '0123456789', 'abcdefghij') as id, right(code, 3)::int as number
from (select (310118000 + n)::text as code from generate_series(0, 999) n) as codes
where code not in (select code from squad);

insert into unit (code, name, short_name, kind, group_id, in_notice, place)
select code, '第' || number || '城管中队', '第' || number || '中队', 'SQUAD', 'squad' || id, false, 1000 + number
from added;

insert into squad (code, id, town_name, kind)
select code, id, '青浦区', 'MOBILE'
from added;

insert into squad_name (squad_code, style, name)
select code, 'NOTICE', '第' || number || '城管中队'
from added;

insert into deciding_authority (squad_code, name)
select code, '青浦区城市管理行政执法局'
from added;
