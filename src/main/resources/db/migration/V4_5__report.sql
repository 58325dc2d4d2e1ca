-- Special reports (notice, line 35; domain 4.11): texts by version, three different people, an issue number.
with known (position, key, unit, value, meaning) as (values
    (133, 'report.cosign', 'WORKDAY', '1', '专报会签期限'),
    (134, 'report.sign', 'WORKDAY', '1', '专报签发期限')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- The code is given with the commission, the issue's number (第几期) with the signature.
create table special_report
(
    id          bigint generated always as identity primary key,
    code        text    not null unique,
    year        integer not null check (year between 2020 and 2100),
    no          integer not null check (no >= 1),
    subject     text    not null check (char_length(subject) between 1 and 60),
    title       text    not null check (char_length(title) between 1 and 120),
    status      text    not null check (status in ('DRAFTING', 'DRAFTED', 'COSIGNED', 'SIGNED')),
    texts       integer not null default 0 check (texts >= 0),
    drafted_by  text,
    cosigned_by text,
    signed_by   text,
    signed_on   date,
    issue_year  integer,
    issue_no    integer check (issue_no >= 1),
    version     integer not null,
    unique (year, no),
    unique (issue_year, issue_no),
    check (code = 'SR-' || year || '-' || lpad(no::text, greatest(3, length(no::text)), '0')),
    check ((texts > 0) = (drafted_by is not null)),
    check (status = 'DRAFTING' or drafted_by is not null),
    check ((status in ('COSIGNED', 'SIGNED')) = (cosigned_by is not null)),
    check ((status = 'SIGNED') = (signed_by is not null)),
    check ((status = 'SIGNED') = (signed_on is not null)),
    check ((status = 'SIGNED') = (issue_year is not null)),
    check ((status = 'SIGNED') = (issue_no is not null)),
    check (issue_year = extract(year from signed_on)),
    constraint cosigned_by_another_person check (cosigned_by <> drafted_by),
    constraint signed_by_a_third_person check (signed_by not in (drafted_by, cosigned_by))
);

create unique index special_report_unfinished on special_report (subject) where status <> 'SIGNED';
create index special_report_subject on special_report (subject);

create table special_report_text
(
    special_report bigint      not null references special_report (id),
    no             integer     not null check (no >= 1),
    title          text        not null check (char_length(title) between 5 and 100),
    overall        text        not null check (char_length(overall) between 1 and 3000),
    progress       text        not null check (char_length(progress) between 1 and 3000),
    practices      text        not null check (char_length(practices) between 1 and 3000),
    problems       text        not null check (char_length(problems) between 1 and 3000),
    next_steps     text        not null check (char_length(next_steps) between 1 and 3000),
    drafted_by     text        not null,
    drafted_at     timestamptz not null,
    primary key (special_report, no)
);

create table special_report_event
(
    id             bigint generated always as identity primary key,
    special_report bigint      not null references special_report (id),
    kind           text        not null,
    text           text check (char_length(text) between 1 and 1000),
    by_whom        text        not null,
    by_name        text        not null,
    at             timestamptz not null
);

create index special_report_event_report on special_report_event (special_report, id);

create trigger special_report_text_append_only
    before update or delete
    on special_report_text
    for each row
execute function refuse_change();

create trigger special_report_event_append_only
    before update or delete
    on special_report_event
    for each row
execute function refuse_change();
