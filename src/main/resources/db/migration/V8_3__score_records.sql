-- What every point of a score was counted from, version by version, and what a leadership's order changed in a locked
-- score (domain 6.1 no. 3, 6.6).

-- The rounds of each point that is not excused: what is required of it, and what was made of that.
create function squad_task_point_rounds(tasks text[])
    returns table
            (
                task     text,
                point    text,
                required int,
                made     bigint
            )
    language sql
    stable
as
$$
select given.code,
       point.point,
       rounds_due(point.required_rounds, visits.made, visits.hindered),
       least(coalesce(visits.made, 0), point.required_rounds)
from squad_task given
         join assigned_point point
              on point.assignment = given.assignment
                  and point.squad = given.squad
                  and not point.excused
         left join (select purpose.squad_task, visited.point,
                           count(*) filter (where hindered is null) as made, count(hindered) as hindered
                    from inspection_purpose purpose
                             join inspection visited on visited.id = purpose.inspection
                             left join (select inspection as hindered
                                        from re_check
                                        where result = 'CANNOT_CHECK') again on again.hindered = visited.id
                    where purpose.squad_task = any (tasks)
                      and visited.validity = 'VALID'
                    group by purpose.squad_task, visited.point) visits
                   on visits.squad_task = given.code
                       and visits.point = point.point
where given.code = any (tasks)
$$;

-- The sums are those of the points.
create or replace function squad_task_rounds(tasks text[])
    returns table
            (
                task     text,
                required bigint,
                made     bigint
            )
    language sql
    stable
as
$$
select given.task, coalesce(sum(point.required), 0), coalesce(sum(point.made), 0)::bigint
from unnest(tasks) as given (task)
         join squad_task on squad_task.code = given.task
         left join squad_task_point_rounds(tasks) point on point.task = given.task
group by given.task
order by given.task
$$;

-- The records of one version of a card, by indicator: their numerators and denominators add up to what was counted.
create table score_record
(
    scoring   text    not null,
    squad     text    not null,
    version   integer not null,
    indicator text    not null check (indicator ~ '^[A-G][1-3]$'),
    records   jsonb   not null check (jsonb_typeof(records) = 'array'),
    primary key (scoring, squad, version, indicator),
    foreign key (scoring, squad, version) references score_card (scoring, squad, version)
);

create trigger score_record_append_only
    before update or delete
    on score_record
    for each row
execute function refuse_change();

-- 重新计分: a locked score is counted anew only because the bureau's leadership orders it, and says why.
create table score_recomputation
(
    id         bigint generated always as identity primary key,
    scoring    text        not null references scoring (code),
    reason     text        not null check (char_length(reason) between 10 and 200),
    ordered_by text        not null,
    by_name    text        not null,
    ordered_at timestamptz not null
);

create index score_recomputation_scoring on score_recomputation (scoring, id);

-- All squads, those whose card stayed as it was too.
create table score_recomputation_squad
(
    recomputation  bigint  not null references score_recomputation (id),
    scoring        text    not null,
    squad          text    not null,
    version_before integer not null,
    version_after  integer not null,
    primary key (recomputation, squad),
    foreign key (scoring, squad, version_before) references score_card (scoring, squad, version),
    foreign key (scoring, squad, version_after) references score_card (scoring, squad, version),
    check (version_after in (version_before, version_before + 1))
);

create index score_recomputation_squad_before on score_recomputation_squad (scoring, squad, version_before);
create index score_recomputation_squad_after on score_recomputation_squad (scoring, squad, version_after);

create trigger score_recomputation_append_only
    before update or delete
    on score_recomputation
    for each row
execute function refuse_change();

create trigger score_recomputation_squad_append_only
    before update or delete
    on score_recomputation_squad
    for each row
execute function refuse_change();

create function refuse_early_recomputation() returns trigger
    language plpgsql as
$$
begin
    if not exists (select from scoring where code = new.scoring and status = 'LOCKED') then
        raise exception 'scoring % is not locked', new.scoring;
    end if;
    return new;
end
$$;

create trigger score_recomputation_after_lock
    before insert
    on score_recomputation
    for each row
execute function refuse_early_recomputation();

-- 依据: the record that suggested an adjustment, e.g. X1:4711; one that was typed by hand has none.
alter table score_adjustment
    add column ground text check (ground ~ '^(X[1-6]|Y[1-3]):' and char_length(ground) between 4 and 100),
    add constraint ground_of_its_code check (split_part(ground, ':', 1) = code),
    add constraint one_ground_counts_once check (ground is null or count = 1);

create unique index score_adjustment_ground on score_adjustment (scoring, ground) where withdrawn_at is null;
create index score_adjustment_by_ground on score_adjustment (ground) where withdrawn_at is null;
