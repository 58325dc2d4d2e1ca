-- Information items, publications and public participation (notice, lines 35 and 55; domain P9, 5.5).
-- publicity.withdraw is not to exceed the three working days of 行政处罚法第四十八条.
with known (position, key, unit, value, meaning) as (values
    (160, 'publicity.check', 'WORKDAY', '1', '信息法制审查期限'),
    (161, 'publicity.approve', 'WORKDAY', '1', '信息审定期限'),
    (162, 'publicity.publish', 'WORKDAY', '1', '信息发布期限'),
    (163, 'publicity.withdraw', 'WORKDAY', '3', '撤下已发布内容的期限')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- Without a squad it is a topic of 办公室; without a campaign it is routine. Both moments are whole minutes.
create table info_item
(
    id               bigint generated always as identity primary key,
    code             text        not null unique,
    year             integer     not null check (year between 2020 and 2100),
    no               integer     not null check (no >= 1),
    squad            text references squad (code),
    campaign         text references campaign (code),
    author           text        not null check (char_length(author) between 1 and 50),
    text_hash        text        not null check (text_hash ~ '^[0-9a-f]{64}$'),
    texts            integer     not null check (texts >= 1),
    event_at         timestamptz not null,
    submitted_at     timestamptz not null,
    submitted_by     text        not null,
    allowed_minutes  integer     not null check (allowed_minutes > 0),
    delay_minutes    integer     not null generated always as
        ((extract(epoch from submitted_at - event_at) / 60)::integer) stored,
    on_time          boolean     not null generated always as
        (extract(epoch from submitted_at - event_at) / 60 <= allowed_minutes) stored,
    breaking         boolean     not null,
    contains_persons boolean     not null,
    contains_minors  boolean     not null,
    case_involved    boolean     not null,
    other_agency     boolean     not null,
    sensitive        boolean     not null,
    status           text        not null check (status in ('SUBMITTED', 'RETURNED', 'STORED', 'CHECKING',
                                                            'APPROVING', 'APPROVED', 'PUBLISHED', 'WITHDRAWN')),
    edited_by        text,
    adopted_at       timestamptz,
    channels         text[]      not null default '{}'
        check (channels <@ array ['NEWS_MEDIA', 'WECHAT', 'GOV_SITE', 'OTHER']),
    checks           text[]      not null default '{}' check (checks <@ array ['LEGAL', 'PRIVACY', 'LEADER']),
    checked_by       text,
    approved_by      text,
    approved_at      timestamptz,
    version          integer     not null,
    unique (year, no),
    check (code = 'INFO-' || year || '-' || lpad(no::text, greatest(4, length(no::text)), '0')),
    constraint event_within_30_days check (event_at <= submitted_at and event_at >= submitted_at - interval '30 days'),
    constraint edited_when_decided check (status = 'SUBMITTED' or edited_by is not null),
    constraint adopted_when_it_goes_on check (
        (status in ('CHECKING', 'APPROVING', 'APPROVED', 'PUBLISHED', 'WITHDRAWN') and adopted_at is not null
            and cardinality(channels) > 0)
            or (status in ('RETURNED', 'STORED') and adopted_at is null)
            or status = 'SUBMITTED'),
    constraint adopted_after_submitted check (adopted_at >= submitted_at),
    constraint checked_when_needed check (
        not checks && array ['LEGAL', 'PRIVACY'] or checked_by is not null
            or status in ('SUBMITTED', 'RETURNED', 'STORED', 'CHECKING')),
    constraint approved_when_published check (
        (status in ('APPROVED', 'PUBLISHED', 'WITHDRAWN')) = (approved_by is not null)
            and (approved_by is null) = (approved_at is null)),
    constraint news_media_by_the_leadership check (not 'NEWS_MEDIA' = any (channels) or 'LEADER' = any (checks)),
    constraint checked_by_another_person check (checked_by <> edited_by),
    constraint approved_by_another_person check (approved_by <> edited_by)
);

-- What was returned may be submitted anew; nothing else twice.
create unique index info_item_text on info_item (coalesce(squad, ''), text_hash) where status <> 'RETURNED';
create index info_item_squad on info_item (squad, event_at);
create index info_item_campaign on info_item (campaign, squad);
create index info_item_event on info_item (event_at);
create index info_item_status on info_item (status);

create table info_text
(
    item       bigint      not null references info_item (id),
    no         integer     not null check (no >= 1),
    title      text        not null check (char_length(title) between 5 and 60),
    body       text        not null check (char_length(body) between 50 and 3000),
    written_by text        not null,
    written_at timestamptz not null,
    primary key (item, no)
);

create table info_event
(
    id      bigint generated always as identity primary key,
    item    bigint      not null references info_item (id),
    kind    text        not null check (kind ~ '^[A-Z_]+$'),
    text    text check (char_length(text) between 1 and 1000),
    by_whom text        not null,
    by_name text        not null,
    at      timestamptz not null
);

create index info_event_item on info_event (item, id);

-- Of an item (INFO-2023-0001), or of the publicity step of a campaign (TH-2023-01) or a look-back (LB-2023-01).
create table publication
(
    id                bigint generated always as identity primary key,
    subject           text        not null check (subject ~ '^((TH|LB)-\d{4}-\d{2,}|INFO-\d{4}-\d{4,})$'),
    no                integer     not null check (no >= 1),
    item              text generated always as (case when subject like 'INFO-%' then subject end) stored
        references info_item (code),
    campaign          text generated always as (case when subject like 'TH-%' then subject end) stored
        references campaign (code),
    look_back         text generated always as (case when subject like 'LB-%' then subject end) stored,
    channel           text        not null check (channel in ('NEWS_MEDIA', 'WECHAT', 'GOV_SITE', 'OTHER', 'NONE')),
    level             text check (level in ('DISTRICT', 'CITY', 'NATIONAL')),
    title             text check (char_length(title) between 5 and 60),
    body              text check (char_length(body) between 50 and 3000),
    url               text check (char_length(url) <= 500 and url ~ '^https?://\S+$'),
    proof_note        text check (char_length(proof_note) between 1 and 500),
    published_at      timestamptz not null,
    published_by      text        not null,
    published_by_name text        not null,
    recorded_at       timestamptz not null,
    unique (subject, no),
    constraint title_and_body_of_what_is_published check (channel = 'NONE' or num_nulls(title, body) = 0),
    constraint proof_or_reason check (proof_note is not null or (channel <> 'NONE' and url is not null)),
    constraint item_is_published_somewhere check (item is null or (channel <> 'NONE' and level is not null)),
    constraint only_print_without_address check (
        item is null or url is not null or channel in ('NEWS_MEDIA', 'OTHER')),
    constraint not_in_the_future check (published_at <= recorded_at)
);

create index publication_item on publication (item);
create index publication_campaign on publication (campaign);
create index publication_look_back on publication (look_back);
create index publication_published on publication (published_at);

insert into publication (subject, no, channel, title, body, url, proof_note, published_at, published_by,
                         published_by_name, recorded_at)
select campaign, no, channel, title, body, url, proof_note, published_at, published_by, published_by_name, published_at
from campaign_publication
order by published_at, campaign, no;

drop table campaign_publication;

-- 撤下: one decision for all that stands of a subject; when each was taken down is recorded once.
create table withdrawal
(
    id            bigint generated always as identity primary key,
    subject       text        not null,
    reason        text        not null check (reason in ('WRONG_FACTS', 'DECISION_ANNULLED', 'PERSONS_REQUEST',
                                                         'OTHER')),
    text          text        not null check (char_length(text) between 5 and 500),
    asked_by      text        not null,
    asked_by_name text        not null,
    asked_at      timestamptz not null
);

create index withdrawal_subject on withdrawal (subject);

create table take_down
(
    publication        bigint primary key references publication (id),
    withdrawal         bigint not null references withdrawal (id),
    taken_down_at      timestamptz,
    taken_down_by      text,
    taken_down_by_name text,
    note               text check (char_length(note) between 1 and 300),
    check (num_nonnulls(taken_down_at, taken_down_by, taken_down_by_name) in (0, 3)),
    check (note is null or taken_down_at is not null)
);

create index take_down_withdrawal on take_down (withdrawal);
create index take_down_open on take_down (publication) where taken_down_at is null;

-- F-27 社会参与 (notice, line 55). A ticket is entered once.
create table public_participation
(
    id               bigint generated always as identity primary key,
    kind             text        not null check (kind in ('REPORT', 'SUGGESTION', 'VOLUNTEER', 'OPEN_DAY')),
    count            integer     not null check (count between 1 and 100000),
    held_on          date        not null,
    point            text references inspection_point (code),
    campaign         text references campaign (code),
    ticket           text check (char_length(ticket) between 1 and 50),
    recorded_by      text        not null,
    recorded_by_name text        not null,
    recorded_at      timestamptz not null
);

create unique index public_participation_ticket on public_participation (ticket);
create index public_participation_point on public_participation (point);
create index public_participation_campaign on public_participation (campaign);
create index public_participation_day on public_participation (held_on);

create trigger info_text_append_only
    before update or delete
    on info_text
    for each row
execute function refuse_change();

create trigger info_event_append_only
    before update or delete
    on info_event
    for each row
execute function refuse_change();

create trigger publication_append_only
    before update or delete
    on publication
    for each row
execute function refuse_change();

create trigger withdrawal_append_only
    before update or delete
    on withdrawal
    for each row
execute function refuse_change();

create trigger public_participation_append_only
    before update or delete
    on public_participation
    for each row
execute function refuse_change();
