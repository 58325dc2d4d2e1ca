-- 催办 by hand, beside the levels that a deadline climbs by itself: once a day for a thing, whoever does it. reference
-- names what is owed: a deadline, or an order to correct.
create table urging
(
    id        bigint generated always as identity primary key,
    reference text        not null check (char_length(reference) between 1 and 200),
    subject   text        not null check (char_length(subject) between 1 and 200),
    title     text        not null check (char_length(title) between 1 and 200),
    squad     text references squad (code),
    level     integer     not null check (level between 1 and 3),
    told      text[]      not null check (cardinality(told) > 0),
    text      text        not null check (char_length(text) between 5 and 300),
    by_whom   text        not null,
    by_name   text        not null,
    at        timestamptz not null,
    on_day    date        not null,
    constraint one_urging_a_day unique (subject, on_day)
);

create index urging_told on urging using gin (told);
create index urging_squad on urging (squad, on_day);
create index urging_reference on urging (reference);

create trigger urging_append_only
    before update or delete on urging
    for each row execute function refuse_change();

-- The levels that the ladder raised are counted by the day too.
create index deadline_raised_at on deadline_raised (at);

create index deadline_late on deadline (due_at) where met_at is null and cancelled_at is null and paused_at is null;
