-- The year's assessment (domain P10 steps 10 to 13, §6.6): rolled up from the locked cards and the scores of further
-- improvements, checked, confirmed, published, open to appeals, locked. Nothing here counts inspections, cases or money.
with known (position, key, unit, value, meaning) as (values
    (440, 'assessment.firstMonth', 'COUNT', '1', '年度考核的起始月份，1为自然年，12为上年12月至当年11月'),
    (441, 'assessment.zones', 'COUNT', '0', '年度考核是否按街道、镇分区排名，1为是，0为否'),
    (442, 'assessment.improvementShare', 'PERCENT', '15', '再提升得分在年度总分中的比重'),
    (443, 'assessment.check', 'WORKDAY', '5', '年度考核核对期限'),
    (444, 'assessment.confirm', 'WORKDAY', '5', '年度考核确认期限')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- A year of assessment need not be the programme's: it says which days it covers. Current is the version in force.
create table assessment
(
    id                bigint generated always as identity primary key,
    code              text        not null unique,
    year              integer     not null unique check (year between 2020 and 2100),
    first_day         date        not null,
    last_day          date        not null,
    status            text        not null check (status in ('BEGUN', 'ROLLED_UP', 'CHECKED', 'CONFIRMED', 'PUBLISHED',
                                                             'LOCKED')),
    current           integer     not null default 0 check (current >= 0),
    published         integer check (published between 1 and current),
    checked_by        text,
    confirmed_by      text,
    published_at      timestamptz,
    locked_at         timestamptz,
    version           integer     not null,
    check (code = 'AA-' || year),
    check (last_day > first_day),
    check (status = 'BEGUN' or current >= 1),
    check (status not in ('CHECKED', 'CONFIRMED', 'PUBLISHED', 'LOCKED') or checked_by is not null),
    check (status not in ('CONFIRMED', 'PUBLISHED', 'LOCKED') or confirmed_by is not null),
    check (status not in ('PUBLISHED', 'LOCKED') or published_at is not null),
    check ((published is null) = (published_at is null)),
    check ((status = 'LOCKED') = (locked_at is not null)),
    constraint confirmed_by_another_person check (confirmed_by <> checked_by)
);

create index assessment_status on assessment (status) where status <> 'LOCKED';

-- Only a leadership's order moves a locked year, to its next version.
create function refuse_locked_assessment() returns trigger
    language plpgsql as
$$
begin
    if tg_op = 'DELETE'
        or row (new.code, new.year, new.first_day, new.last_day, new.status, new.checked_by, new.confirmed_by,
                new.published_at, new.locked_at)
            is distinct from row (old.code, old.year, old.first_day, old.last_day, old.status, old.checked_by,
                                  old.confirmed_by, old.published_at, old.locked_at)
        or new.current < old.current then
        raise exception 'assessment % is locked', old.code;
    end if;
    return new;
end
$$;

create trigger assessment_locked
    before update or delete
    on assessment
    for each row
    when (old.status = 'LOCKED')
execute function refuse_locked_assessment();

create table assessment_event
(
    id         bigint generated always as identity primary key,
    assessment bigint      not null references assessment (id),
    kind       text        not null,
    text       text check (char_length(text) between 1 and 1000),
    by_whom    text        not null,
    by_name    text        not null,
    at         timestamptz not null
);

create index assessment_event_assessment on assessment_event (assessment, id);

-- Each roll-up as it was, in one canonical text: what page, Excel and JSON show, with everything it was made of.
create table assessment_version
(
    year    integer     not null references assessment (year),
    version integer     not null check (version >= 1),
    content text        not null check (jsonb_typeof(content::jsonb) = 'object'),
    hash    text        not null check (hash ~ '^[0-9a-f]{64}$'),
    ordered boolean     not null,
    reason  text        not null check (char_length(reason) between 1 and 1000),
    by_whom text        not null,
    by_name text        not null,
    at      timestamptz not null,
    primary key (year, version),
    check (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
);

create table annual_assessment
(
    year            integer not null,
    version         integer not null,
    squad           text    not null references squad (code),
    c_avg           numeric(5, 2) check (c_avg between 0 and 100),
    r_avg           numeric(5, 2) check (r_avg between 0 and 100),
    total           numeric(5, 2) check (total between 0 and 100),
    year_end_points numeric(6, 2) check (year_end_points >= 0),
    grade           text check (char_length(grade) between 1 and 10),
    rank            integer check (rank >= 1),
    zone            text check (zone in ('SUBDISTRICT', 'TOWN')),
    status          text    not null check (status in ('RATED', 'UNDETERMINED', 'EXEMPT', 'NON_COMPETING')),
    scored          integer not null check (scored between 0 and eligible),
    eligible        integer not null check (eligible >= 0),
    primary key (year, version, squad),
    foreign key (year, version) references assessment_version (year, version),
    check ((total is null) = (year_end_points is null)),
    constraint only_the_rated_are_ranked check ((rank is not null) = (status = 'RATED')),
    constraint graded_only_where_determined check (grade is null or status in ('RATED', 'NON_COMPETING')),
    constraint no_zone_without_rank check (zone is null or rank is not null)
);

create index annual_assessment_squad on annual_assessment (squad);

-- 年度考核申诉: once a squad, subject and level; what is decided stays.
create table assessment_appeal
(
    id            bigint generated always as identity primary key,
    year          integer     not null references assessment (year),
    squad         text        not null references squad (code),
    subject       text        not null check (subject in ('CAMPAIGNS', 'IMPROVEMENT', 'FALSE_EVIDENCE')),
    level         integer     not null check (level in (1, 2)),
    version       integer     not null check (version >= 1),
    reason        text        not null check (char_length(reason) between 20 and 2000),
    claimed_value numeric(5, 2) check (claimed_value between 0 and 100),
    evidence_ref  text check (char_length(evidence_ref) between 1 and 200),
    filed_by      text        not null,
    filed_name    text        not null,
    filed_at      timestamptz not null,
    result        text        not null check (result in ('PENDING', 'UPHELD', 'CHANGED', 'LAPSED')),
    comment       text check (char_length(comment) between 5 and 1000),
    decided_by    text,
    decided_name  text,
    decided_at    timestamptz,
    unique (year, squad, subject, level),
    check (num_nonnulls(decided_by, decided_name, decided_at) in (0, 3)),
    check ((result in ('UPHELD', 'CHANGED')) = (decided_by is not null)),
    check (result not in ('UPHELD', 'CHANGED') or comment is not null),
    check (subject <> 'FALSE_EVIDENCE' or claimed_value is null)
);

create index assessment_appeal_squad on assessment_appeal (squad);
create index assessment_appeal_pending on assessment_appeal (year) where result = 'PENDING';

create function refuse_own_assessment_decision() returns trigger
    language plpgsql as
$$
begin
    if old.result <> 'PENDING' then
        raise exception 'appeal % is closed', old.id;
    end if;
    if exists (select
               from assessment
               where year = new.year
                 and new.decided_by in (checked_by, confirmed_by))
        or exists (select
                   from assessment_appeal earlier
                   where earlier.year = new.year
                     and earlier.squad = new.squad
                     and earlier.subject = new.subject
                     and earlier.level < new.level
                     and earlier.decided_by = new.decided_by) then
        raise exception 'an appeal is decided by another person';
    end if;
    return new;
end
$$;

create trigger assessment_appeal_decided_by_another_person
    before update
    on assessment_appeal
    for each row
execute function refuse_own_assessment_decision();

-- What a decided appeal, or after the lock an order of the leadership, puts in the place of a figure; the newest counts.
create table assessment_correction
(
    id      bigint generated always as identity primary key,
    year    integer     not null references assessment (year),
    squad   text        not null references squad (code),
    subject text        not null check (subject in ('CAMPAIGNS', 'IMPROVEMENT', 'FALSE_EVIDENCE')),
    value   numeric(5, 2) check (value between 0 and 100),
    appeal  bigint unique references assessment_appeal (id),
    reason  text        not null check (char_length(reason) between 5 and 1000),
    by_whom text        not null,
    at      timestamptz not null,
    check ((subject = 'FALSE_EVIDENCE') = (value is null))
);

create index assessment_correction_year on assessment_correction (year, squad);
create index assessment_correction_squad on assessment_correction (squad);

-- Squads that were merged or split: cards stay with the old squad; from that day on its year is its successors'.
create table squad_succession
(
    id             bigint generated always as identity primary key,
    predecessor    text        not null references squad (code),
    successor      text        not null references squad (code),
    valid_from     date        not null,
    reason         text        not null check (char_length(reason) between 5 and 500),
    by_whom        text        not null,
    by_name        text        not null,
    at             timestamptz not null,
    withdrawn_by   text,
    withdrawn_name text,
    withdrawn_at   timestamptz,
    check (predecessor <> successor),
    check (num_nonnulls(withdrawn_by, withdrawn_name, withdrawn_at) in (0, 3))
);

create unique index squad_succession_once on squad_succession (predecessor, successor) where withdrawn_at is null;
create index squad_succession_successor on squad_succession (successor);

create trigger assessment_event_append_only
    before update or delete
    on assessment_event
    for each row
execute function refuse_change();

create trigger assessment_version_append_only
    before update or delete
    on assessment_version
    for each row
execute function refuse_change();

create trigger annual_assessment_append_only
    before update or delete
    on annual_assessment
    for each row
execute function refuse_change();

create trigger assessment_correction_append_only
    before update or delete
    on assessment_correction
    for each row
execute function refuse_change();
