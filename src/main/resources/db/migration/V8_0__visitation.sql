-- Supervision (督查; notice, line 35; domain F-16, D-08, D1, X6): what is drawn to be looked at, the visits to squads, and
-- what supervision makes of findings.
with known (position, key, unit, value, meaning) as (values
    (400, 'supervision.draw', 'CALENDAR', '7', '行动期间督查抽样的间隔'),
    (401, 'guidance.ack', 'WORKDAY', '1', '指导意见签收期限'),
    (402, 'supervision.falseEvidence', 'CALENDAR', '365', '认定虚假证据后加严抽查的天数')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- 抽样: one each time. By the seed and what is noted below whoever likes finds the same order again.
create table supervision_draw
(
    assignment    text        not null references assignment (code),
    no            integer     not null check (no >= 1),
    origin        text        not null check (origin in ('SCHEDULED', 'ON_DEMAND')),
    reason        text check (char_length(reason) between 5 and 300),
    seed          bigint      not null,
    drawn_by      text        not null,
    drawn_by_name text        not null,
    drawn_at      timestamptz not null,
    primary key (assignment, no),
    check ((origin = 'ON_DEMAND') = (reason is not null))
);

-- What the decision supervisionSample was asked of a squad, and what it answered; no score yet counts as 100.
create table supervision_draw_squad
(
    assignment     text    not null,
    no             integer not null,
    squad          text    not null references squad (code),
    last_score     numeric not null check (last_score between 0 and 100),
    false_evidence integer not null check (false_evidence >= 0),
    percent        numeric not null check (percent between 0 and 100),
    primary key (assignment, no, squad),
    foreign key (assignment, no) references supervision_draw (assignment, no)
);

create index supervision_draw_squad_squad on supervision_draw_squad (squad);

-- Every point of the squads, as it was known. reported: by the squad's last valid visit, null where there is none.
-- The first ones by place are drawn: those not drawn before, then those reported normal, then the risks, then the lot.
create table supervision_draw_point
(
    assignment  text    not null,
    no          integer not null,
    point       text    not null references inspection_point (code),
    squad       text    not null,
    reported    text check (reported in ('NORMAL', 'PROBLEM')),
    again       boolean not null,
    late        boolean not null,
    red         boolean not null,
    only_normal boolean not null,
    high_risk   boolean not null,
    place       integer not null check (place >= 1),
    drawn       boolean not null,
    primary key (assignment, no, point),
    unique (assignment, no, squad, place),
    foreign key (assignment, no, squad) references supervision_draw_squad (assignment, no, squad)
);

create index supervision_draw_point_point on supervision_draw_point (point);

-- Findings that were not drawn before.
create table supervision_draw_finding
(
    assignment text    not null,
    no         integer not null,
    finding    bigint  not null references finding (id),
    squad      text    not null,
    place      integer not null check (place >= 1),
    drawn      boolean not null,
    primary key (assignment, no, finding),
    unique (assignment, no, squad, place),
    foreign key (assignment, no, squad) references supervision_draw_squad (assignment, no, squad)
);

create index supervision_draw_finding_finding on supervision_draw_finding (finding) where drawn;

-- 应处尽处 (D1): whether a finding should have been filed as a case or ordered to be corrected, and what the squad did.
-- neglected: less than it should have done. The newest word stands; the journal keeps the others.
create table visit_finding_check
(
    finding   bigint      not null primary key references finding (id),
    should_be text        not null check (should_be in ('FILED', 'ORDERED', 'NONE')),
    was       text        not null check (was in ('FILED', 'ORDERED', 'NONE')),
    reason    text check (char_length(reason) between 5 and 500),
    by_whom   text        not null,
    by_name   text        not null,
    at        timestamptz not null,
    neglected boolean     not null generated always as
        (should_be = 'FILED' and was <> 'FILED' or should_be = 'ORDERED' and was = 'NONE') stored,
    constraint neglect_has_a_reason
        check (reason is not null or should_be = 'NONE' or was = 'FILED' or was = should_be)
);

-- F-16. It is open while its points are recorded, and counts once every inspector has signed it.
create table supervision_visit
(
    id               bigint generated always as identity primary key,
    client_id        uuid        not null unique,
    assignment       text        not null,
    squad            text        not null,
    visited_at       timestamptz not null,
    joint            boolean     not null,
    comment          text check (char_length(comment) between 1 and 500),
    status           text        not null check (status in ('OPEN', 'SUBMITTED', 'SIGNED', 'WITHDRAWN')),
    recorded_by      text        not null,
    recorded_by_name text        not null,
    recorded_at      timestamptz not null,
    submitted_at     timestamptz,
    signed_at        timestamptz,
    withdrawn_reason text check (char_length(withdrawn_reason) between 5 and 300),
    foreign key (assignment, squad) references squad_task (assignment, squad),
    check (visited_at <= recorded_at),
    check (status in ('OPEN', 'WITHDRAWN') or submitted_at is not null),
    check ((status = 'SIGNED') = (signed_at is not null)),
    check ((status = 'WITHDRAWN') = (withdrawn_reason is not null))
);

create index supervision_visit_squad on supervision_visit (squad, visited_at);
create index supervision_visit_assignment on supervision_visit (assignment, squad);

create table supervision_visit_inspector
(
    visit     bigint not null references supervision_visit (id),
    person    text   not null references person (user_id),
    name      text   not null,
    section   text   not null check (section in ('deptCoordination', 'deptSupervision')),
    signed_at timestamptz,
    primary key (visit, person)
);

create index supervision_visit_inspector_person on supervision_visit_inspector (person);

-- What was seen of one thing at one point. reported_by_visit: what the squad's last valid visit before had said, as far as
-- it was known when this was recorded.
create table visit_point
(
    id                bigint generated always as identity primary key,
    visit             bigint      not null references supervision_visit (id),
    point             text        not null references inspection_point (code),
    seen_at           timestamptz not null,
    result            text        not null check (result in ('OK', 'PROBLEM')),
    violation         text references violation_code (code),
    description       text check (char_length(description) between 5 and 500),
    lat               numeric(9, 6) check (lat between -90 and 90),
    lon               numeric(9, 6) check (lon between -180 and 180),
    reported_by_visit bigint references inspection (id),
    unique nulls not distinct (visit, point, violation),
    check ((result = 'PROBLEM') = (violation is not null)),
    check (result = 'OK' or description is not null),
    check (num_nulls(lat, lon) in (0, 2))
);

create index visit_point_point on visit_point (point, seen_at);
create index visit_point_violation on visit_point (violation);
create index visit_point_reported on visit_point (reported_by_visit);

create table visit_photo
(
    visit_point bigint not null references visit_point (id),
    sha256      text   not null references photo_file (sha256),
    primary key (visit_point, sha256)
);

create index visit_photo_hash on visit_photo (sha256);

create function require_inspectors() returns trigger language plpgsql as
$$
begin
    if (select count(*) < 2 or new.joint and count(distinct section) < 2
        from supervision_visit_inspector
        where visit = new.id) then
        raise exception 'supervision visit % lacks an inspector', new.id using errcode = 'check_violation';
    end if;
    return null;
end
$$;

create constraint trigger enough_inspectors
    after insert on supervision_visit
    deferrable initially deferred
    for each row execute function require_inspectors();

create function require_photo_of_visit() returns trigger language plpgsql as
$$
begin
    if not exists (select from visit_photo where visit_point = new.id) then
        raise exception 'visit point % has no photo', new.id using errcode = 'check_violation';
    end if;
    return null;
end
$$;

create constraint trigger seen_with_a_photo
    after insert on visit_point
    deferrable initially deferred
    for each row execute function require_photo_of_visit();

create function refuse_signed_visit() returns trigger language plpgsql as
$$
begin
    if exists (select from supervision_visit where id = new.visit and status <> 'OPEN') then
        raise exception 'supervision visit % is not open', new.visit using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger seen_before_it_is_signed
    before insert on visit_point
    for each row execute function refuse_signed_visit();

-- X6 (domain 6.2): the squad's last valid visit before had called the very thing in order, on the same list, within 24
-- hours. It is proposed, never booked by itself. A visit that a phone sends later counts as it does everywhere.
create view supervision_contradiction as
select seen.id as visit_point, visit.id as visit, visit.assignment, visit.squad, seen.point, seen.violation, seen.seen_at,
       said.id as inspection, said.at as reported_at
from supervision_visit visit
         join visit_point seen on seen.visit = visit.id and seen.result = 'PROBLEM'
         cross join lateral (select reported.id, coalesce(ended_at, started_at) as at, reported.result
                             from inspection reported
                             where reported.point in (select points_of_same_place(seen.point))
                               and reported.squad = visit.squad
                               and reported.validity = 'VALID'
                               and coalesce(ended_at, started_at) <= seen.seen_at
                             order by started_at desc, reported.id desc
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
                and asked.violation_code = seen.violation);

-- 办理记录 of everything above, by the assignment.
create table supervision_event
(
    id         bigint generated always as identity primary key,
    assignment text        not null references assignment (code),
    kind       text        not null,
    text       text check (char_length(text) between 1 and 1000),
    by_whom    text        not null,
    by_name    text        not null,
    at         timestamptz not null
);

create index supervision_event_assignment on supervision_event (assignment, id);

create trigger supervision_draw_append_only
    before update or delete on supervision_draw
    for each row execute function refuse_change();

create trigger supervision_draw_squad_append_only
    before update or delete on supervision_draw_squad
    for each row execute function refuse_change();

create trigger supervision_draw_point_append_only
    before update or delete on supervision_draw_point
    for each row execute function refuse_change();

create trigger supervision_draw_finding_append_only
    before update or delete on supervision_draw_finding
    for each row execute function refuse_change();

create trigger visit_point_append_only
    before update or delete on visit_point
    for each row execute function refuse_change();

create trigger visit_photo_append_only
    before update or delete on visit_photo
    for each row execute function refuse_change();

create trigger supervision_event_append_only
    before update or delete on supervision_event
    for each row execute function refuse_change();
