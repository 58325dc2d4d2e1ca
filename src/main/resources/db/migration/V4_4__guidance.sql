-- Guidance on difficult cases (domain P7): the request, each version of the opinion, what was decided.
with known (position, key, unit, value, meaning) as (values
    (130, 'hardcase.triage', 'WORKDAY', '1', '疑难案件受理期限'),
    (131, 'hardcase.sign', 'WORKDAY', '1', '疑难案件指导意见审签期限'),
    (132, 'hardcase.adopt', 'WORKDAY', '2', '疑难案件指导意见采纳情况反馈期限')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- Numbers run without gaps within a year. Without a squad the whole campaign asks, and nobody adopts.
create table hard_case
(
    id         bigint generated always as identity primary key,
    code       text    not null unique,
    year       integer not null check (year between 2020 and 2100),
    no         integer not null check (no >= 1),
    source     text    not null check (char_length(source) between 1 and 60),
    squad      text references squad (code),
    question   text    not null check (char_length(question) between 20 and 2000),
    status     text    not null check (status in ('REQUESTED', 'ACCEPTED', 'DRAFTED', 'SIGNED', 'CLOSED',
                                                  'NOT_DIFFICULT', 'OTHER_BODY')),
    due_kind   text check (due_kind in ('NORMAL', 'COMPLEX', 'URGENT')),
    opinions   integer not null default 0 check (opinions >= 0),
    drafted_by text,
    signed_by  text,
    adopted    text check (adopted in ('ADOPTED', 'PARTLY', 'NOT')),
    version    integer not null,
    unique (year, no),
    check (code = 'HC-' || year || '-' || lpad(no::text, greatest(3, length(no::text)), '0')),
    check ((status in ('ACCEPTED', 'DRAFTED', 'SIGNED', 'CLOSED')) = (due_kind is not null)),
    check ((opinions > 0) = (drafted_by is not null)),
    check (status not in ('DRAFTED', 'SIGNED', 'CLOSED') or drafted_by is not null),
    check ((status in ('SIGNED', 'CLOSED')) = (signed_by is not null)),
    constraint signed_by_another_person check (signed_by <> drafted_by),
    constraint only_a_squad_adopts check (adopted is null or (squad is not null and status = 'CLOSED')),
    constraint a_squad_says_what_it_did check (squad is null or status <> 'CLOSED' or adopted is not null)
);

-- The same question of the same source is one request; hashed, for a question exceeds an index entry.
create unique index hard_case_asked on hard_case (source, md5(question));
create index hard_case_squad on hard_case (squad);

create table hard_case_opinion
(
    hard_case   bigint      not null references hard_case (id),
    no          integer     not null check (no >= 1),
    answer      text        not null check (char_length(answer) between 20 and 3000),
    legal_basis text        not null check (char_length(legal_basis) between 2 and 1000),
    drafted_by  text        not null,
    drafted_at  timestamptz not null,
    primary key (hard_case, no)
);

create table hard_case_event
(
    id        bigint generated always as identity primary key,
    hard_case bigint      not null references hard_case (id),
    kind      text        not null,
    text      text check (char_length(text) between 1 and 1000),
    by_whom   text        not null,
    by_name   text        not null,
    at        timestamptz not null
);

create index hard_case_event_hard_case on hard_case_event (hard_case, id);

create trigger hard_case_opinion_append_only
    before update or delete
    on hard_case_opinion
    for each row
execute function refuse_change();

create trigger hard_case_event_append_only
    before update or delete
    on hard_case_event
    for each row
execute function refuse_change();
