-- Complaints of citizens (12345 tickets; domain 5.3, P5 and 6.2 G2) and the clusters that are found among them. No data
-- of the people who complain: a text is refused that holds a phone or an identity number.
with known (position, key, unit, value, meaning) as (values
    (230, 'complaint.cluster.count', 'COUNT', '5', '诉件聚集的最少件数（同一类型）'),
    (231, 'complaint.cluster.days', 'CALENDAR', '7', '诉件聚集的期间'),
    (232, 'complaint.cluster.towns', 'COUNT', '2', '诉件聚集涉及的最少街镇数')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- The kind is a violation of the catalogue, or OTHER; late is computed when read.
create table complaint
(
    ticket_no   text        not null primary key check (ticket_no ~ '^[A-Za-z0-9_-]{4,40}$'),
    kind        text        not null,
    violation   text generated always as (nullif(kind, 'OTHER')) stored references violation_code (code),
    received_at timestamptz not null,
    received_on date generated always as ((received_at at time zone 'Asia/Shanghai')::date) stored,
    due_at      timestamptz not null,
    point       text references inspection_point (code),
    squad       text        not null references squad (code),
    text        text        not null check (char_length(text) between 2 and 500),
    closed_at   timestamptz,
    satisfied   boolean,
    result      text check (char_length(result) between 2 and 500),
    version     integer     not null default 1,
    constraint complaint_is_due_after_its_receipt check (due_at > received_at),
    constraint complaint_is_closed_after_its_receipt check (closed_at >= received_at),
    check ((closed_at is null) = (result is null)),
    check (satisfied is null or closed_at is not null)
);

create index complaint_kind on complaint (kind, received_on);
create index complaint_squad on complaint (squad, received_at, ticket_no);
create index complaint_received on complaint (received_at, ticket_no);
create index complaint_point on complaint (point, received_on) where point is not null;
create index complaint_open on complaint (due_at) where closed_at is null;
create index complaint_violation on complaint (violation);

create table complaint_event
(
    id      bigint generated always as identity primary key,
    ticket  text        not null references complaint (ticket_no),
    kind    text        not null check (kind in ('RECEIVED', 'CORRECTED', 'CLOSED')),
    text    text check (char_length(text) between 1 and 1000),
    by_whom text        not null,
    by_name text        not null,
    at      timestamptz not null
);

create index complaint_event_ticket on complaint_event (ticket, id);

create trigger complaint_event_append_only
    before update or delete
    on complaint_event
    for each row
execute function refuse_change();

-- 诉件聚集: as it was when it was found. Complaints of its kind and days belong to it, also those that come later;
-- therefore no other of the same kind has one of these days.
create table complaint_cluster
(
    code       text        not null primary key check (code ~ '^CC-\d{4}-\d{3,}$'),
    kind       text        not null references violation_code (code),
    first_day  date        not null,
    last_day   date        not null,
    complaints integer     not null check (complaints >= 1),
    squads     text[]      not null check (cardinality(squads) >= 1),
    evidence   text        not null check (char_length(evidence) between 1 and 1000),
    found_at   timestamptz not null,
    check (last_day >= first_day),
    constraint one_cluster_of_a_kind_a_day exclude using gist (kind with =, daterange(first_day, last_day, '[]') with &&)
);

create index complaint_cluster_found on complaint_cluster (found_at, code);

create trigger complaint_cluster_append_only
    before update or delete
    on complaint_cluster
    for each row
execute function refuse_change();
