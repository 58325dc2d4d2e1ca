-- The look-back (365回头看; notice, line 31; domain P4 and D-09): one of each campaign, its drawn samples, and what
-- is said of it in the end.
with known (position, key, unit, value, meaning) as (values
    (190, 'lookback.confirm', 'WORKDAY', '2', '回头看样本确认期限'),
    (191, 'lookback.supervise', 'WORKDAY', '2', '回头看督查期限'),
    (192, 'lookback.close', 'WORKDAY', '2', '回头看到位检查期限'),
    (193, 'lookback.publicize', 'WORKDAY', '3', '回头看宣传报道期限')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- 抽签: the place of a point in a draw. Whoever knows the seed and the list finds the same order again.
create function lot_of(seed bigint, point text) returns text
    language sql
    immutable
    strict
    parallel safe
as
$$
select md5(seed || ' ' || point)
$$;

-- The state in which the squads and the sections are with it; closed_at: the closing check is complete, and what the
-- squads found does not change any more.
create table look_back
(
    code         text        not null primary key,
    campaign     text        not null unique references campaign (code),
    first_day    date        not null,
    last_day     date        not null,
    seed         bigint      not null,
    status       text        not null check (status in ('BEGUN', 'DRAWN', 'CONFIRMED', 'SUPERVISED', 'CLOSED',
                                                        'PUBLICIZED', 'FINISHED')),
    begun_at     timestamptz not null,
    confirmed_by text,
    confirmed_at timestamptz,
    closed_at    timestamptz,
    finished_at  timestamptz,
    version      integer     not null,
    check (code ~ '^LB-\d{4}-\d{2,}$'),
    constraint named_as_its_campaign check (substr(code, 4) = substr(campaign, 4)),
    check (last_day >= first_day),
    check (num_nulls(confirmed_by, confirmed_at) in (0, 2)),
    check ((confirmed_at is null) = (status in ('BEGUN', 'DRAWN'))),
    check ((closed_at is null) = (status in ('BEGUN', 'DRAWN', 'CONFIRMED', 'SUPERVISED'))),
    check ((finished_at is null) = (status <> 'FINISHED'))
);

create index look_back_days on look_back (first_day, last_day);

-- What the draw knew: every inspected point of the campaign, and its place among those of its squad, kind and rounds.
-- Drawn are the first ones, as many as the decision lookBackSample says.
create table look_back_draw
(
    look_back    text    not null references look_back (code),
    point        text    not null references inspection_point (code),
    squad        text    not null references squad (code),
    had_finding  boolean not null,
    relapsed     boolean not null,
    kind         text    not null check (kind in ('RE_CHECK', 'SPOT_CHECK')),
    percent      numeric not null check (percent between 0 and 100),
    rounds       integer not null check (rounds between 1 and 2),
    place        integer not null check (place >= 1),
    drawn        boolean not null,
    primary key (look_back, point)
);

create index look_back_draw_point on look_back_draw (point);
create index look_back_draw_squad on look_back_draw (squad);

create trigger look_back_draw_append_only
    before update or delete
    on look_back_draw
    for each row
execute function refuse_change();

-- F-17. A removed sample stays, with the reason.
create table look_back_sample
(
    look_back       text    not null references look_back (code),
    point           text    not null references inspection_point (code),
    squad           text    not null references squad (code),
    kind            text    not null check (kind in ('RE_CHECK', 'SPOT_CHECK')),
    origin          text    not null check (origin in ('DRAWN', 'LATE', 'ADDED')),
    required_rounds integer not null check (required_rounds between 1 and 2),
    due_on          date    not null,
    removed_reason  text check (char_length(removed_reason) between 2 and 200),
    primary key (look_back, point)
);

create index look_back_sample_squad on look_back_sample (squad, look_back);
create index look_back_sample_point on look_back_sample (point);

create table look_back_supervision
(
    look_back          text        not null primary key references look_back (code),
    comment            text        not null check (char_length(comment) between 5 and 1000),
    question           text check (char_length(question) between 20 and 2000),
    supervised_by      text        not null,
    supervised_by_name text        not null,
    supervised_at      timestamptz not null
);

create trigger look_back_supervision_append_only
    before update or delete
    on look_back_supervision
    for each row
execute function refuse_change();

-- F-14 of each squad.
create table look_back_check
(
    look_back              text        not null references look_back (code),
    squad                  text        not null references squad (code),
    measures_in_place      boolean     not null,
    rectification_in_place boolean     not null,
    long_term_in_place     boolean     not null,
    comment                text check (char_length(comment) between 1 and 300),
    checked_by             text        not null,
    checked_by_name        text        not null,
    checked_at             timestamptz not null,
    primary key (look_back, squad),
    check (comment is not null or (measures_in_place and rectification_in_place and long_term_in_place))
);

create index look_back_check_squad on look_back_check (squad);

create table look_back_event
(
    id        bigint generated always as identity primary key,
    look_back text        not null references look_back (code),
    kind      text        not null,
    text      text check (char_length(text) between 1 and 1000),
    by_whom   text        not null,
    by_name   text        not null,
    at        timestamptz not null
);

create index look_back_event_look_back on look_back_event (look_back, id);

create trigger look_back_event_append_only
    before update or delete
    on look_back_event
    for each row
execute function refuse_change();
