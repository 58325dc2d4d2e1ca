-- Mail (domain 4.11): an outbox that a worker empties, addresses, and what a report's delivery needs beside it.

-- To a group of a unit (townXujing), or to one person.
create table mail_address
(
    holder          text        not null primary key check (char_length(holder) between 1 and 64),
    address         text        not null check (char_length(address) <= 200 and address ~ '^[^\s@<>,;"]+@[^\s@<>,;"]+$'),
    changed_by      text        not null,
    changed_by_name text        not null,
    changed_at      timestamptz not null
);

create table mail_attachment
(
    sha256  text  not null primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    content bytea not null check (octet_length(content) between 1 and 20971520)
);

-- The key makes a mail once; the message's id goes with every attempt, so that a server that has it already can tell.
-- SENDING is committed before the server is spoken to: what a crash leaves there is UNSURE, and never sent again by itself.
create table mail_outbox
(
    id              bigint generated always as identity primary key,
    key             text        not null unique check (char_length(key) between 1 and 300),
    about           text        not null generated always as (regexp_replace(key, '/[^/]*$', '')) stored,
    message_id      text        not null unique check (message_id ~ '^<[^\s<>@]+@[^\s<>@]+>$'),
    recipient       text        not null check (char_length(recipient) <= 200 and recipient ~ '^[^\s@<>,;"]+@[^\s@<>,;"]+$'),
    subject         text        not null check (char_length(subject) between 1 and 200 and subject !~ '[\r\n]'),
    text            text        not null check (char_length(text) between 1 and 20000),
    attachment_name text check (char_length(attachment_name) between 1 and 200),
    attachment      text references mail_attachment (sha256),
    state           text        not null default 'PENDING'
        check (state in ('PENDING', 'SENDING', 'SENT', 'FAILED', 'UNSURE')),
    attempts        integer     not null default 0 check (attempts >= 0),
    next_at         timestamptz not null,
    attempted_at    timestamptz,
    sent_at         timestamptz,
    error           text check (char_length(error) between 1 and 500),
    created_at      timestamptz not null,
    check ((attachment is null) = (attachment_name is null)),
    check ((state = 'SENT') = (sent_at is not null)),
    check (state <> 'SENDING' or attempted_at is not null),
    check (state not in ('FAILED', 'UNSURE') or error is not null)
);

create index mail_outbox_next on mail_outbox (next_at, id) where state = 'PENDING';
create index mail_outbox_sending on mail_outbox (attempted_at) where state = 'SENDING';
create index mail_outbox_stuck on mail_outbox (id) where state in ('FAILED', 'UNSURE');
create index mail_outbox_about on mail_outbox (about);
create index mail_outbox_attachment on mail_outbox (attachment);

create table mail_event
(
    id      bigint generated always as identity primary key,
    mail    bigint      not null references mail_outbox (id),
    kind    text        not null check (kind in ('SENT', 'PUT_OFF', 'FAILED', 'UNSURE', 'AGAIN')),
    text    text check (char_length(text) between 1 and 500),
    by_whom text        not null,
    by_name text        not null,
    at      timestamptz not null
);

create index mail_event_mail on mail_event (mail, id);

create trigger mail_event_append_only
    before update or delete
    on mail_event
    for each row
execute function refuse_change();

create trigger mail_attachment_append_only
    before update
    on mail_attachment
    for each row
execute function refuse_change();
