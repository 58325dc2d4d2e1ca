-- The scoring of a campaign: who supplied its adjustments and who checked them. No score is computed yet.
with known (position, key, unit, value, meaning) as (values
    (135, 'score.supply', 'WORKDAY', '3', '评分加减分事项补充期限'),
    (136, 'score.check', 'WORKDAY', '2', '评分核对期限')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

create table scoring
(
    id          bigint generated always as identity primary key,
    code        text    not null unique,
    campaign    text    not null check (campaign ~ '^TH-\d{4}-\d{2,}$'),
    stage       text    not null check (stage in ('PROVISIONAL', 'FINAL')),
    status      text    not null check (status in ('BEGUN', 'SUPPLIED', 'CHECKED')),
    supplied_by text,
    checked_by  text,
    version     integer not null,
    unique (campaign, stage),
    check (code = 'SC-' || substr(campaign, 4) || ':' || stage),
    check (status = 'BEGUN' or supplied_by is not null),
    check ((status = 'CHECKED') = (checked_by is not null)),
    constraint checked_by_another_person check (checked_by <> supplied_by)
);

create table scoring_event
(
    id      bigint generated always as identity primary key,
    scoring bigint      not null references scoring (id),
    kind    text        not null,
    text    text check (char_length(text) between 1 and 1000),
    by_whom text        not null,
    by_name text        not null,
    at      timestamptz not null
);

create index scoring_event_scoring on scoring_event (scoring, id);

create trigger scoring_event_append_only
    before update or delete
    on scoring_event
    for each row
execute function refuse_change();
