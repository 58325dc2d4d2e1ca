-- One visit to one point (F-11). The phone makes the client_id, so that what it sends twice is stored
-- once; the hash is over the whole normalised content, its photos' manifest included.
create table inspection
(
    id                 bigint generated always as identity primary key,
    client_id          uuid          not null unique,
    content_hash       text          not null check (content_hash ~ '^[0-9a-f]{64}$'),
    squad              text          not null references squad (code),
    point              text          not null references inspection_point (code),
    business_date      date          not null,
    started_at         timestamptz   not null,
    ended_at           timestamptz,
    received_at        timestamptz   not null,
    late_upload        boolean       not null
        generated always as (received_at - coalesce(ended_at, started_at) > interval '24:00:00') stored,
    legal_class        text          not null
        check (legal_class in ('STREET_PATROL', 'ENTERPRISE_PLANNED', 'ENTERPRISE_TRIGGERED', 'RE_CHECK')),
    inspection_code    text check (length(inspection_code) between 1 and 64),
    trigger_ref        text check (length(trigger_ref) between 1 and 64),
    auxiliaries        int           not null check (auxiliaries between 0 and 50),
    cert_shown         boolean       not null,
    recording_told     boolean       not null,
    body_cam_ref       text check (length(body_cam_ref) <= 100),
    lat                numeric(9, 6) check (lat between -90 and 90),
    lon                numeric(9, 6) check (lon between -180 and 180),
    accuracy_m         numeric(8, 1) check (accuracy_m >= 0),
    datum              text check (datum in ('WGS84', 'GCJ02')),
    gps_missing_reason text check (length(gps_missing_reason) between 2 and 200),
    distance_m         numeric(10, 1) check (distance_m >= 0),
    geo_verdict        text          not null check (geo_verdict in ('OK', 'WARN', 'REJECT', 'UNKNOWN')),
    result             text          not null check (result in ('NORMAL', 'PROBLEM')),
    remark             text check (length(remark) <= 500),
    recorded_by        text          not null,
    validity           text          not null default 'VALID' check (validity in ('VALID', 'INVALID', 'PENDING')),
    invalid_reason     text check (length(invalid_reason) between 5 and 300),
    voided_by          text,
    voided_at          timestamptz,
    check (ended_at >= started_at and ended_at <= started_at + interval '12 hours'),
    check (num_nulls(lat, lon, accuracy_m, datum) in (0, 4)),
    check (lat is not null or gps_missing_reason is not null),
    check ((trigger_ref is not null) = (legal_class = 'ENTERPRISE_TRIGGERED')),
    check (inspection_code is null or legal_class <> 'STREET_PATROL'),
    check (inspection_code is not null or legal_class not like 'ENTERPRISE%' or business_date < date '2025-01-01'),
    check ((validity = 'INVALID') = (invalid_reason is not null)),
    check (num_nulls(voided_by, voided_at) in (0, 2)),
    check (voided_at is null or validity = 'INVALID')
);

create index inspection_of_point on inspection (point, started_at);
create index inspection_squad on inspection (squad, received_at);
create index inspection_shift on inspection (squad, business_date);
create index inspection_enterprise on inspection (point, business_date) where legal_class like 'ENTERPRISE%';

-- Another content under a client_id that is taken: refused, and kept for a person to look at.
create table inspection_clash
(
    client_id    uuid        not null references inspection (client_id),
    content_hash text        not null check (content_hash ~ '^[0-9a-f]{64}$'),
    content      text        not null,
    received_at  timestamptz not null,
    recorded_by  text        not null,
    primary key (client_id, content_hash)
);

-- Why the visit was made: the squad's task, or two of them at once. It counts for each, its people once.
create table inspection_purpose
(
    inspection bigint not null references inspection (id),
    squad_task text   not null references squad_task (code),
    round_no   int    not null check (round_no >= 1),
    primary key (squad_task, inspection)
);

create index inspection_purpose_visit on inspection_purpose (inspection);

-- The certificate is the one valid on the business date (行政处罚法第四十二条).
create table inspection_officer
(
    inspection bigint not null references inspection (id),
    person     text   not null references person (user_id),
    cert_no    text   not null references officer_certificate (no),
    primary key (inspection, person)
);

create index inspection_officer_person on inspection_officer (person);
create index inspection_officer_certificate on inspection_officer (cert_no);

-- checklist: the item's code means what this version of the list says.
create table inspection_item_result
(
    inspection bigint not null references inspection (id),
    item       text   not null,
    checklist  text   not null,
    result     text   not null check (result in ('OK', 'PROBLEM', 'NOT_APPLICABLE')),
    primary key (inspection, item)
);

-- Photos that the phone announced and has still to send.
create table inspection_photo
(
    inspection bigint not null references inspection (id),
    sha256     text   not null check (sha256 ~ '^[0-9a-f]{64}$'),
    relation   text   not null check (relation in ('WIDE', 'CLOSE', 'BEFORE', 'AFTER')),
    primary key (inspection, sha256)
);

create index inspection_photo_hash on inspection_photo (sha256);

-- F-12: one violation, one disposition.
create table finding
(
    id                  bigint generated always as identity primary key,
    inspection          bigint  not null references inspection (id),
    seq                 int     not null check (seq >= 1),
    violation           text    not null references violation_code (code),
    party_unknown       boolean not null,
    description         text    not null check (length(description) between 10 and 1000),
    disposition         text    not null
        check (disposition in ('EDUCATED', 'CORRECTED_ON_SPOT', 'ORDERED', 'CASE', 'TRANSFERRED')),
    education_given     boolean not null,
    education_kind      text    not null check (education_kind in ('ORAL', 'LEAFLET', 'INTERVIEW', 'NONE')),
    no_education_reason text check (length(no_education_reason) between 2 and 200),
    order_due_on        date,
    party_signed        text    not null check (party_signed in ('SIGNED', 'REFUSED', 'ABSENT')),
    witness             text check (length(witness) between 2 and 50),
    unique (inspection, seq),
    check (party_unknown),
    check (education_given = (education_kind <> 'NONE')),
    check (education_given = (no_education_reason is null)),
    check (disposition <> 'EDUCATED' or education_given),
    check ((disposition = 'ORDERED') = (order_due_on is not null)),
    check (party_signed = 'SIGNED' or witness is not null)
);

create index finding_violation on finding (violation);

-- Two officers (行政处罚法第四十二条), looked at when the whole visit has been written.
create function require_two_officers() returns trigger language plpgsql as
$$
begin
    if (select count(*) from inspection_officer where inspection = new.id) < 2 then
        raise exception 'inspection % has fewer than two officers', new.id using errcode = 'check_violation';
    end if;
    return null;
end
$$;

create constraint trigger two_officers
    after insert on inspection
    deferrable initially deferred
    for each row execute function require_two_officers();

create function keep_two_officers() returns trigger language plpgsql as
$$
begin
    if (select count(*) from inspection_officer where inspection = old.inspection) < 2 then
        raise exception 'inspection % has fewer than two officers', old.inspection using errcode = 'check_violation';
    end if;
    return null;
end
$$;

create constraint trigger two_officers_stay
    after update or delete on inspection_officer
    deferrable initially deferred
    for each row execute function keep_two_officers();

-- The data block of each of these tasks: only valid visits count, voided ones are shown as invalid. A visit
-- that serves two tasks counts in both. A point is done when it has all its rounds.
create function squad_task_figures(tasks text[])
    returns table
            (
                task         text,
                assigned     bigint,
                excused      bigint,
                done         bigint,
                open         bigint,
                valid        bigint,
                invalid      bigint,
                person_times bigint,
                findings     bigint,
                educated     bigint,
                corrected    bigint,
                ordered      bigint,
                cases        bigint,
                transferred  bigint,
                by_violation text[]
            )
    language sql
    stable
as
$$
with visit as (select purpose.squad_task as task, visited.id, visited.point, visited.validity
               from inspection_purpose purpose
                        join inspection visited on visited.id = purpose.inspection
               where purpose.squad_task = any (tasks)),
     visits as (select visit.task,
                       count(*) filter (where validity = 'VALID')   as valid,
                       count(*) filter (where validity = 'INVALID') as invalid
                from visit
                group by visit.task),
     rounds as (select visit.task, visit.point, count(*) as made
                from visit
                where validity = 'VALID'
                group by visit.task, visit.point),
     points as (select given.code                                                                         as task,
                       count(*)                                                                           as assigned,
                       count(*) filter (where point.excused)                                              as excused,
                       count(*) filter (where not point.excused and coalesce(made, 0) >= required_rounds) as done,
                       count(*) filter (where not point.excused and coalesce(made, 0) < required_rounds)  as open
                from squad_task given
                         join assigned_point point
                              on point.assignment = given.assignment
                                  and point.squad = given.squad
                         left join rounds on rounds.task = given.code and rounds.point = point.point
                where given.code = any (tasks)
                group by given.code),
     people as (select visit.task, count(*) as person_times
                from visit
                         join inspection_officer officer on officer.inspection = visit.id
                where validity = 'VALID'
                group by visit.task),
     violations as (select visit.task,
                           finding.violation,
                           count(*)                                                  as findings,
                           count(*) filter (where disposition = 'EDUCATED')          as educated,
                           count(*) filter (where disposition = 'CORRECTED_ON_SPOT') as corrected,
                           count(*) filter (where disposition = 'ORDERED')           as ordered,
                           count(*) filter (where disposition = 'CASE')              as cases,
                           count(*) filter (where disposition = 'TRANSFERRED')       as transferred
                    from visit
                             join finding on finding.inspection = visit.id
                    where validity = 'VALID'
                    group by visit.task, finding.violation),
     found as (select violations.task,
                      sum(findings)                                            as findings,
                      sum(educated)                                            as educated,
                      sum(corrected)                                           as corrected,
                      sum(ordered)                                             as ordered,
                      sum(cases)                                               as cases,
                      sum(transferred)                                         as transferred,
                      array_agg(violation || ' ' || findings order by violation) as by_violation
               from violations
               group by violations.task)
select given.code,
       coalesce(points.assigned, 0),
       coalesce(points.excused, 0),
       coalesce(points.done, 0),
       coalesce(points.open, 0),
       coalesce(visits.valid, 0),
       coalesce(visits.invalid, 0),
       coalesce(people.person_times, 0),
       coalesce(found.findings, 0)::bigint,
       coalesce(found.educated, 0)::bigint,
       coalesce(found.corrected, 0)::bigint,
       coalesce(found.ordered, 0)::bigint,
       coalesce(found.cases, 0)::bigint,
       coalesce(found.transferred, 0)::bigint,
       coalesce(found.by_violation, '{}')
from squad_task given
         left join points on points.task = given.code
         left join visits on visits.task = given.code
         left join people on people.task = given.code
         left join found on found.task = given.code
where given.code = any (tasks)
order by given.code
$$;
