-- What becomes of points over the years: changes, merges, moves, excusals; and where a stall is allowed (domain 9.3,
-- no. 23, 27 to 29).
with known (position, key, unit, value, meaning) as (values
    (240, 'excuse.sample', 'PERCENT', '10', '免检点位抽查比例')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- A merged point names the one that stands for it, never another merged one: whoever follows it once has arrived.
create function refuse_merged_chain() returns trigger language plpgsql as
$$
begin
    if exists (select
               from inspection_point
               where code = new.merged_into
                 and (status = 'MERGED' or squad_code <> new.squad_code))
        or new.status = 'MERGED' and exists (select
                                             from inspection_point
                                             where merged_into = new.code) then
        raise exception using errcode = 'check_violation', constraint = 'point_merged_once',
            message = 'point ' || new.code || ' is merged over a chain or into another town';
    end if;
    return null;
end
$$;

create constraint trigger point_merged_once
    after update of status, merged_into on inspection_point
    deferrable initially deferred
    for each row
    when (new.status = 'MERGED')
execute function refuse_merged_chain();

-- 变更记录: what a point was before and after each change, from this release on.
create table point_change
(
    id      bigint generated always as identity primary key,
    point   text        not null references inspection_point (code),
    kind    text        not null check (kind in ('CREATED', 'CHANGED', 'MOVED', 'CLOSED', 'MERGED')),
    before  jsonb,
    after   jsonb       not null,
    by_whom text        not null,
    by_name text        not null,
    at      timestamptz not null,
    check ((before is null) = (kind = 'CREATED')),
    check (after <> before)
);

create index point_change_point on point_change (point, id);

create trigger point_change_append_only
    before update or delete
    on point_change
    for each row
execute function refuse_change();

create function facts_of(point inspection_point) returns jsonb
    language sql
    immutable
as
$$
select jsonb_strip_nulls(jsonb_build_object(
        'kind', point.kind, 'name', point.name, 'address', point.address, 'lat', point.lat, 'lon', point.lon,
        'radius', point.radius_m, 'trial', point.trial, 'status', point.status, 'merged', point.merged_into,
        'reason', point.closed_reason))
$$;

create function note_new_points() returns trigger language plpgsql as
$$
begin
    insert into point_change (point, kind, after, by_whom, by_name, at)
    select point.code, 'CREATED', facts_of(point), point.changed_by,
           coalesce(person.name, case point.changed_by when 'system' then '系统' else point.changed_by end),
           point.changed_at
    from points point
             left join person on person.user_id = point.changed_by
    order by point.code;
    return null;
end
$$;

create function note_changed_points() returns trigger language plpgsql as
$$
begin
    insert into point_change (point, kind, before, after, by_whom, by_name, at)
    select point.code,
           case
               when point.status <> earlier.status and point.status <> 'ACTIVE' then point.status
               when facts_of(point) - 'lat' - 'lon' = facts_of(earlier) - 'lat' - 'lon' then 'MOVED'
               else 'CHANGED'
           end,
           facts_of(earlier), facts_of(point), point.changed_by,
           coalesce(person.name, case point.changed_by when 'system' then '系统' else point.changed_by end),
           point.changed_at
    from points point
             join earlier_points earlier on earlier.code = point.code
             left join person on person.user_id = point.changed_by
    where facts_of(point) <> facts_of(earlier)
    order by point.code;
    return null;
end
$$;

create trigger new_points_are_noted
    after insert
    on inspection_point
    referencing new table as points
    for each statement
execute function note_new_points();

create trigger changed_points_are_noted
    after update
    on inspection_point
    referencing old table as earlier_points new table as points
    for each statement
execute function note_changed_points();

-- Visits stand with the point that counts: a merged point's go over to the one that stands for it, and keep the code
-- under which they were recorded. So whatever is counted by point follows a merge by itself.
alter table inspection
    add column recorded_point text references inspection_point (code),
    add constraint recorded_at_another_code check (recorded_point <> point);

create index inspection_recorded_point on inspection (recorded_point) where recorded_point is not null;

-- A phone that was offline still names the merged point. The lock waits for a merge that is under way.
create function follow_merged_point() returns trigger language plpgsql as
$$
declare
    standing text;
begin
    select merged_into
    into standing
    from inspection_point
    where code = new.point
        for key share;
    if standing is not null then
        new.recorded_point := new.point;
        new.point := standing;
    end if;
    return new;
end
$$;

create trigger visit_follows_its_point
    before insert
    on inspection
    for each row
execute function follow_merged_point();

-- What was given under the merged code is given under the other. Where both were, the merged one is excused: one object
-- is inspected once. Ended assignments as well, for their visits go over.
create function take_all_along() returns trigger language plpgsql as
$$
begin
    update inspection
    set recorded_point = coalesce(recorded_point, point),
        point          = new.merged_into
    where point = new.code;
    update assigned_point assigned
    set point = new.merged_into
    where point = new.code
      and not exists (select
                      from assigned_point other
                      where other.assignment = assigned.assignment
                        and other.point = new.merged_into);
    update assigned_point
    set excused       = true,
        excuse_reason = '与点位' || new.merged_into || '是同一对象，已并入。'
    where point = new.code
      and not excused;
    return null;
end
$$;

create trigger merged_point_takes_all_along
    after update of merged_into
    on inspection_point
    for each row
    when (new.merged_into is not null)
execute function take_all_along();

-- 点位移位建议, as decided: what three visits had in common; visits up to the last one count for no other proposal.
create table point_move
(
    id         bigint generated always as identity primary key,
    point      text          not null references inspection_point (code),
    accepted   boolean       not null,
    lat        numeric(9, 6) not null,
    lon        numeric(9, 6) not null,
    visits     bigint[]      not null check (cardinality(visits) = 3),
    last_visit bigint        not null references inspection (id),
    reason     text          not null check (char_length(reason) between 5 and 200),
    by_whom    text          not null,
    by_name    text          not null,
    at         timestamptz   not null,
    unique (point, last_visit)
);

create index point_move_visit on point_move (last_visit);

create trigger point_move_append_only
    before update or delete
    on point_move
    for each row
execute function refuse_change();

-- 免检: a point that cannot be inspected in one assignment, asked for by the squad's leader.
create table point_excusal
(
    id                bigint generated always as identity primary key,
    assignment        text        not null,
    point             text        not null,
    squad             text        not null references squad (code),
    kind              text        not null check (kind in ('CLOSED_DOWN', 'NO_ACCESS', 'SEASONAL', 'MOVED')),
    reason            text        not null check (char_length(reason) between 10 and 500),
    status            text        not null check (status in ('REQUESTED', 'GRANTED', 'DENIED', 'REVOKED')),
    requested_by      text        not null,
    requested_by_name text        not null,
    requested_at      timestamptz not null,
    decided_by        text,
    decided_by_name   text,
    decided_at        timestamptz,
    note              text check (char_length(note) between 5 and 500),
    drawn_at          timestamptz,
    confirmed         boolean,
    checked_by        text,
    checked_by_name   text,
    checked_at        timestamptz,
    finding           text check (char_length(finding) between 5 and 500),
    version           int         not null,
    foreign key (assignment, point) references assigned_point (assignment, point) on update cascade,
    check (num_nulls(decided_by, decided_by_name, decided_at) in (0, 3)),
    check ((decided_by is null) = (status = 'REQUESTED')),
    check (status <> 'DENIED' or note is not null),
    check (drawn_at is null or status in ('GRANTED', 'REVOKED')),
    check (num_nulls(confirmed, checked_by, checked_by_name, checked_at, finding) in (0, 5)),
    check (confirmed is null or drawn_at is not null),
    check ((status = 'REVOKED') = (confirmed is not null and not confirmed)),
    constraint requested_by_one_decided_by_another check (decided_by <> requested_by)
);

create unique index point_excusal_open on point_excusal (assignment, point) where status in ('REQUESTED', 'GRANTED');
create index point_excusal_point on point_excusal (assignment, point);
create index point_excusal_squad on point_excusal (squad, status);

-- Whoever knows the seed finds the same order of an assignment's excused points again (lot_of).
create table point_excusal_draw
(
    assignment text        primary key references assignment (code),
    seed       bigint      not null,
    made_at    timestamptz not null
);

-- 允许设摊的区域: since December 2022 a stall is no violation inside of one, on its days and at its hours. Hours that
-- end before they start go on past midnight. Stored in WGS-84.
create table stall_zone
(
    code       text          primary key,
    squad      text          not null references town_box (squad_code),
    kind       text          not null check (kind in ('FAIR', 'OUTDOOR_AREA', 'RELIEF', 'CONTROL')),
    name       text          not null check (char_length(name) between 2 and 60),
    lat        numeric(9, 6) not null,
    lon        numeric(9, 6) not null,
    radius_m   int           not null check (radius_m between 10 and 2000),
    weekdays   int[]         not null check (cardinality(weekdays) between 1 and 7
                                                 and weekdays <@ array [1, 2, 3, 4, 5, 6, 7]),
    starts     time[]        not null check (cardinality(starts) between 1 and 5),
    ends       time[]        not null,
    document   text          not null check (char_length(document) between 2 and 100),
    valid_from date          not null,
    valid_to   date check (valid_to >= valid_from),
    changed_by text          not null,
    changed_at timestamptz   not null,
    constraint zone_code_names_its_squad check (code ~ ('^Z-' || squad || '-\d{3}$')),
    check (cardinality(starts) = cardinality(ends))
);

create index stall_zone_squad on stall_zone (squad, valid_from);

create function require_zone_inside_its_town() returns trigger language plpgsql as
$$
begin
    if not exists (select
                   from town_box
                   where squad_code = new.squad
                     and new.lat between lat_min and lat_max
                     and new.lon between lon_min and lon_max) then
        raise exception using errcode = 'check_violation', constraint = 'zone_inside_its_town',
            message = 'zone ' || new.code || ' lies outside its town';
    end if;
    return null;
end
$$;

create constraint trigger zone_inside_its_town after insert or update of squad, lat, lon on stall_zone
    for each row execute function require_zone_inside_its_town();

-- Who brought a version of a checklist; none for those that came with a release.
alter table checklist_version
    add column issued_by      text,
    add column issued_by_name text,
    add column issued_at      timestamptz,
    add check (num_nulls(issued_by, issued_by_name, issued_at) in (0, 3));
