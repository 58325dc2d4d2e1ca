-- 日报 of each campaign and day (issue 7, no. 7; domain RP-01): made from the records of the business date, which is
-- that of the shift and not of the calendar; frozen in versions.
with known (position, key, unit, value, meaning) as (values
    (451, 'bulletin.made', 'CLOCK', '07:30', '日报生成时间（次日）'),
    (452, 'bulletin.shown', 'CLOCK', '08:00', '日报未经发布也列入首页的时间（次日）'),
    (453, 'bulletin.corrections', 'CALENDAR', '30', '行动办结后仍补编、更正日报的期间')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- no: 第几期, without a gap. looked_at: records that came after it have not been looked at.
create table bulletin
(
    subject   text        not null references assignment (code),
    day       date        not null,
    no        int         not null check (no >= 1),
    looked_at timestamptz not null,
    primary key (subject, day),
    unique (subject, no)
);

create index bulletin_day on bulletin (day desc);

create table bulletin_version
(
    subject text        not null,
    day     date        not null,
    version int         not null check (version >= 1),
    cause   text        not null check (cause in ('DAILY', 'MADE_UP', 'LATE_RECORDS')),
    hash    text        not null check (hash ~ '^[0-9a-f]{64}$'),
    made_at timestamptz not null,
    squads  jsonb       not null check (jsonb_typeof(squads) = 'array'),
    primary key (subject, day, version),
    foreign key (subject, day) references bulletin (subject, day),
    constraint only_a_first_version_is_not_a_correction check ((cause = 'LATE_RECORDS') = (version > 1))
);

create trigger bulletin_version_append_only
    before update or delete
    on bulletin_version
    for each row
execute function refuse_change();

-- What 执法协调科 adds in its own words; the newest is shown.
create table bulletin_note
(
    id      bigint generated always as identity primary key,
    subject text        not null,
    day     date        not null,
    text    text        not null check (char_length(text) between 5 and 1000),
    by_whom text        not null,
    by_name text        not null,
    at      timestamptz not null,
    foreign key (subject, day) references bulletin (subject, day)
);

create index bulletin_note_bulletin on bulletin_note (subject, day, id desc);

create trigger bulletin_note_append_only
    before update or delete
    on bulletin_note
    for each row
execute function refuse_change();

create table bulletin_release
(
    subject text        not null,
    day     date        not null,
    by_whom text        not null,
    by_name text        not null,
    at      timestamptz not null,
    primary key (subject, day),
    foreign key (subject, day) references bulletin (subject, day)
);

create trigger bulletin_release_append_only
    before update or delete
    on bulletin_release
    for each row
execute function refuse_change();
