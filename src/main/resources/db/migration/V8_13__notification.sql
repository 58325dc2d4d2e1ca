-- Notifications (issue 8, no. 6): what each person is told, once, on the page always and by mail where they want it.
with known (position, key, unit, value, meaning) as (values
    (530, 'notice.keep', 'CALENDAR', '365', '通知的保存期间')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- key: what it is about and makes it once; about: the deadline whose end settles it, so that it waits for nobody any
-- more. Numbers of persons and telephones are kept out, whoever tells.
create table notice
(
    id         bigint generated always as identity primary key,
    key        text        not null unique check (char_length(key) between 3 and 300),
    kind       text        not null
        check (kind in ('TASK', 'DEADLINE', 'URGING', 'HANDOVER', 'COPY', 'GUIDANCE', 'REPORT', 'APPEAL', 'MAIL', 'OTHER')),
    about      text check (char_length(about) between 1 and 200),
    text       text        not null check (char_length(text) between 2 and 300),
    link       text        not null check (char_length(link) <= 300 and link ~ '^/([^/\\\s][^\\\s]*)?$'),
    at         timestamptz not null,
    settled_at timestamptz,
    check (settled_at is null or about is not null),
    constraint of_the_kind_that_its_key_says check (kind = 'OTHER' or starts_with(key, kind || '/')),
    constraint without_numbers_of_persons check (text !~ '(^|\D)(1[3-9]\d{9}|\d{17}[\dXx])(\D|$)')
);

create index notice_at on notice (at);
create index notice_unsettled on notice (about) where about is not null and settled_at is null;

-- Once for each person. mail_due_at: when it goes out by mail, null where it does not or has gone.
create table notice_receipt
(
    user_id     text   not null check (char_length(user_id) between 1 and 64),
    notice      bigint not null references notice (id) on delete cascade,
    read_at     timestamptz,
    settled_at  timestamptz,
    mail_due_at timestamptz,
    mailed_at   timestamptz,
    primary key (user_id, notice),
    constraint mailed_once check (mail_due_at is null or mailed_at is null),
    constraint no_mail_about_what_is_read check (mail_due_at is null or num_nonnulls(read_at, settled_at) = 0)
);

create index notice_receipt_notice on notice_receipt (notice);
create index notice_receipt_unread on notice_receipt (user_id) where read_at is null and settled_at is null;
create index notice_receipt_mail on notice_receipt (mail_due_at, user_id) where mail_due_at is not null;

-- No row: no mail. Mails that could not be sent are told on the page alone: a mail about them would be one more.
create table notice_preference
(
    user_id text not null check (char_length(user_id) between 1 and 64),
    kind    text not null
        check (kind in ('TASK', 'DEADLINE', 'URGING', 'HANDOVER', 'COPY', 'GUIDANCE', 'REPORT', 'APPEAL', 'OTHER')),
    mail    text not null check (mail in ('AT_ONCE', 'DAILY')),
    primary key (user_id, kind)
);

-- In which no mail goes out; may reach over midnight.
create table notice_quiet
(
    user_id    text not null primary key check (char_length(user_id) between 1 and 64),
    quiet_from time not null,
    quiet_to   time not null,
    check (quiet_from <> quiet_to)
);

-- Up to where other rooms' tables have been looked through; whoever holds the row is the one node that does it. What was
-- there before this release is old news, except in an empty database.
create table notice_sweep
(
    one        boolean     not null primary key default true check (one),
    seen_until timestamptz not null
);

insert into notice_sweep (seen_until)
select coalesce(max(opened_at), '-infinity')
from deadline;

create index deadline_opened on deadline (opened_at);
create index deadline_told_at on deadline_told (at);
create index urging_at on urging (at);
create index mail_event_failed on mail_event (at) where kind in ('FAILED', 'UNSURE');
