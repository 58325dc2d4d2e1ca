-- What the visits of a task, or those of a squad's month that served none (日常), add to the summary of a year. A year has
-- some fifty thousand visits; read anew for each look at the page they take seconds. Kept when first asked for, and again
-- when anything they were counted from has changed: a record that arrives late is never lost.
create table kept_figures
(
    -- TH-2023-01:310118106, or 310118106:2023-01
    scope        text   not null primary key
        check (scope ~ '^((TH|LB|FI)-\d{4}-\d{2,}:\d{9}|\d{9}:\d{4}-\d{2})$'),
    assigned     int    not null check (assigned >= 0),
    excused      int    not null check (excused >= 0),
    done         int    not null check (done >= 0),
    open         int    not null check (open >= 0),
    valid        int    not null check (valid >= 0),
    invalid      int    not null check (invalid >= 0),
    auxiliaries  int    not null check (auxiliaries >= 0),
    times        int    not null check (times >= 0),
    findings     int    not null check (findings >= 0),
    educated     int    not null check (educated >= 0),
    corrected    int    not null check (corrected >= 0),
    ordered      int    not null check (ordered >= 0),
    cases        int    not null check (cases >= 0),
    transferred  int    not null check (transferred >= 0),
    kinds        text[] not null,
    by_violation text[] not null
);

-- Written by every change in its own transaction, several times if it likes: nobody waits for anybody here. Removed by whoever
-- counts, before he counts: what is committed after that stays for the next.
create table figures_changed
(
    scope text not null
);

create index figures_changed_scope on figures_changed (scope);

create function month_scope(squad text, day date) returns text
    language sql
    stable
as
$$
select squad || ':' || to_char(day, 'YYYY-MM')
$$;

-- A visit for two tasks of a squad in the same year counts for the first of them, its rounds for each.
create function count_figures(scopes text[]) returns setof kept_figures
    language sql
    stable
as
$$
with asked as (
    select scope, left(scope, 9) as squad, to_date(substr(scope, 11), 'YYYY-MM') as first_day
    from unnest(scopes) scope
    where scope ~ '^\d'),
seen as materialized (
    select purpose.squad_task as scope, visit.id, visit.point, visit.auxiliaries, visit.validity
    from inspection_purpose purpose
             join inspection visit on visit.id = purpose.inspection
    where purpose.squad_task = any (scopes)
      and not exists (select
                      from inspection_purpose other
                      where other.inspection = purpose.inspection
                        and other.squad_task < purpose.squad_task
                        and right(other.squad_task, 9) = right(purpose.squad_task, 9)
                        and substr(other.squad_task, 4, 4) = substr(purpose.squad_task, 4, 4))
    union all
    select asked.scope, visit.id, visit.point, visit.auxiliaries, visit.validity
    from asked
             join inspection visit
                  on visit.squad = asked.squad
                      and visit.business_date >= first_day
                      and visit.business_date < first_day + interval '1 month'
    where not exists (select from inspection_purpose where inspection = visit.id)),
visits as (
    select scope,
           count(*) filter (where validity = 'VALID')         as valid,
           count(*) filter (where validity = 'INVALID')       as invalid,
           sum(auxiliaries) filter (where validity = 'VALID') as auxiliaries
    from seen
    group by scope),
people as (
    select scope, count(*) as times
    from seen
             join inspection_officer on inspection = seen.id
    where validity = 'VALID'
    group by scope),
kinds as (
    select scope, array_agg(kind || ' ' || visits order by kind) as kinds
    from (select scope, kind, count(*) as visits
          from seen
                   join inspection_point on code = point
          where validity = 'VALID'
          group by scope, kind) counted
    group by scope),
violations as (
    select scope, violation,
           count(*)                                                  as findings,
           count(*) filter (where disposition = 'EDUCATED')          as educated,
           count(*) filter (where disposition = 'CORRECTED_ON_SPOT') as corrected,
           count(*) filter (where disposition = 'ORDERED')           as ordered,
           count(*) filter (where disposition = 'CASE')              as cases,
           count(*) filter (where disposition = 'TRANSFERRED')       as transferred
    from seen
             join finding on inspection = seen.id
    where validity = 'VALID'
    group by scope, violation),
found as (
    select scope, sum(findings) as findings, sum(educated) as educated, sum(corrected) as corrected,
           sum(ordered) as ordered, sum(cases) as cases, sum(transferred) as transferred,
           array_agg(violation || ' ' || findings order by violation) as by_violation
    from violations
    group by scope)
select scope, coalesce(assigned, 0), coalesce(excused, 0), coalesce(done, 0), coalesce(open, 0), coalesce(valid, 0),
       coalesce(invalid, 0), coalesce(auxiliaries, 0), coalesce(times, 0), coalesce(findings, 0), coalesce(educated, 0),
       coalesce(corrected, 0), coalesce(ordered, 0), coalesce(cases, 0), coalesce(transferred, 0),
       coalesce(kinds, '{}'), coalesce(by_violation, '{}')
from unnest(scopes) scope
         left join squad_task_points(array(select scope from unnest(scopes) scope where scope !~ '^\d')) points
                   on points.task = scope
         left join visits using (scope)
         left join people using (scope)
         left join kinds using (scope)
         left join found using (scope)
$$;

-- Counts what is missing or has changed. One at a time: of two that count the same, the earlier could otherwise be the last to
-- write. Every statement in here sees what was committed before it began (READ COMMITTED).
create function refresh_figures(scopes text[]) returns void
    language plpgsql
as
$$
declare
    stale text[] := array(select asked.scope
                          from unnest(scopes) asked (scope)
                          where not exists (select from kept_figures kept where kept.scope = asked.scope)
                             or exists (select from figures_changed changed where changed.scope = asked.scope));
begin
    if cardinality(stale) = 0 then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtext('kept_figures'));
    delete from figures_changed where scope = any (stale);
    delete from kept_figures where scope = any (stale);
    insert into kept_figures select * from count_figures(stale);
end
$$;

-- Of these visits: their tasks, or, of those that serve none, their squads' months. Not in SQL, which is planned anew for each visit.
create function note_figures(visits bigint[]) returns void
    language plpgsql
as
$$
begin
    insert into figures_changed
    select distinct coalesce(squad_task, month_scope(squad, business_date))
    from inspection
             left join inspection_purpose on inspection = id
    where id = any (visits);
end
$$;

create function note_figures_of_parts() returns trigger
    language plpgsql
as
$$
begin
    perform note_figures(array(select distinct inspection from changed));
    return null;
end
$$;

-- What now serves a task may have served none before, and the other way round.
create function note_figures_of_purposes() returns trigger
    language plpgsql
as
$$
begin
    insert into figures_changed
    select squad_task
    from changed
    union
    select month_scope(squad, business_date)
    from inspection
    where id in (select inspection from changed);
    perform note_figures(array(select other.inspection
                               from inspection_purpose other
                                        join changed on changed.inspection = other.inspection
                                            and changed.squad_task <> other.squad_task));
    return null;
end
$$;

create function note_figures_of_moved_visits() returns trigger
    language plpgsql
as
$$
begin
    insert into figures_changed select distinct month_scope(squad, business_date) from earlier;
    perform note_figures(array(select id from changed));
    return null;
end
$$;

create function note_figures_of_assigned_points() returns trigger
    language plpgsql
as
$$
begin
    insert into figures_changed select distinct assignment || ':' || squad from changed;
    if tg_op = 'UPDATE' then
        insert into figures_changed select distinct assignment || ':' || squad from earlier;
    end if;
    return null;
end
$$;

create function note_figures_of_a_point() returns trigger
    language plpgsql
as
$$
begin
    perform note_figures(array(select id from inspection where point = new.code));
    return null;
end
$$;

-- A new visit is noted with its officers, without whom there is none.
create trigger visits_change_figures after update on inspection
    referencing old table as earlier new table as changed for each statement execute function note_figures_of_moved_visits();

create trigger new_purposes_change_figures after insert on inspection_purpose
    referencing new table as changed for each statement execute function note_figures_of_purposes();
create trigger lost_purposes_change_figures after delete on inspection_purpose
    referencing old table as changed for each statement execute function note_figures_of_purposes();
create trigger purposes_are_not_changed before update on inspection_purpose
    for each row execute function refuse_change();

create trigger new_officers_change_figures after insert on inspection_officer
    referencing new table as changed for each statement execute function note_figures_of_parts();
create trigger lost_officers_change_figures after delete on inspection_officer
    referencing old table as changed for each statement execute function note_figures_of_parts();

create trigger new_findings_change_figures after insert on finding
    referencing new table as changed for each statement execute function note_figures_of_parts();
create trigger findings_change_figures after update on finding
    referencing new table as changed for each statement execute function note_figures_of_parts();
create trigger lost_findings_change_figures after delete on finding
    referencing old table as changed for each statement execute function note_figures_of_parts();

create trigger new_re_checks_change_figures after insert on re_check
    referencing new table as changed for each statement execute function note_figures_of_parts();

create trigger new_assigned_points_change_figures after insert on assigned_point
    referencing new table as changed for each statement execute function note_figures_of_assigned_points();
create trigger assigned_points_change_figures after update on assigned_point
    referencing old table as earlier new table as changed for each statement execute function note_figures_of_assigned_points();
create trigger lost_assigned_points_change_figures after delete on assigned_point
    referencing old table as changed for each statement execute function note_figures_of_assigned_points();

create trigger points_change_figures after update of kind on inspection_point
    for each row when (old.kind <> new.kind) execute function note_figures_of_a_point();
