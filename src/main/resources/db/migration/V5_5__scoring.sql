-- A scoring is computed, checked, published, open to appeals, confirmed and locked (domain P10, §6.6).
with known (position, key, unit, value, meaning) as (values
    (180, 'score.block', 'WORKDAY', '15', '申诉期满后，未办结的申诉最多暂缓锁定评分的期限'),
    (181, 'score.confirm', 'WORKDAY', '2', '评分确认期限')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

alter table scoring
    drop constraint scoring_status_check,
    drop constraint scoring_check1,
    drop constraint scoring_check2,
    add column first_published_at timestamptz,
    add column published_at timestamptz,
    add column confirmed_by text,
    add column locked_at timestamptz;

-- What was checked before there was a score has none yet: it waits to be computed.
update scoring
set status     = 'SUPPLIED',
    checked_by = null
where status = 'CHECKED';

alter table scoring
    add constraint scoring_status_check
        check (status in ('BEGUN', 'SUPPLIED', 'COMPUTED', 'CHECKED', 'PUBLISHED', 'CONFIRMED', 'LOCKED')),
    add check (status = 'BEGUN' or supplied_by is not null),
    add check ((status in ('CHECKED', 'PUBLISHED', 'CONFIRMED', 'LOCKED')) = (checked_by is not null)),
    add check (status not in ('PUBLISHED', 'CONFIRMED', 'LOCKED') or published_at is not null),
    add check ((first_published_at is null) = (published_at is null)),
    add check (first_published_at <= published_at),
    add check ((status in ('CONFIRMED', 'LOCKED')) = (confirmed_by is not null)),
    add check ((status = 'LOCKED') = (locked_at is not null)),
    add constraint confirmed_by_another_person check (confirmed_by <> supplied_by and confirmed_by <> checked_by);

create index scoring_status on scoring (status) where status <> 'LOCKED';

create function refuse_locked_scoring() returns trigger
    language plpgsql as
$$
begin
    raise exception 'scoring % is locked', old.code;
end
$$;

create trigger scoring_locked
    before update or delete
    on scoring
    for each row
    when (old.status = 'LOCKED')
execute function refuse_locked_scoring();

create function refuse_early_final() returns trigger
    language plpgsql as
$$
begin
    if not exists (select
                   from scoring
                   where campaign = new.campaign
                     and stage = 'PROVISIONAL'
                     and status = 'LOCKED') then
        raise exception 'the provisional scoring of % is not locked', new.campaign;
    end if;
    return new;
end
$$;

create trigger scoring_final_after_provisional
    before insert
    on scoring
    for each row
    when (new.stage = 'FINAL')
execute function refuse_early_final();

-- F-28 加减分事项: another person confirms a row; one that was withdrawn stays as withdrawn.
create table score_adjustment
(
    id             bigint generated always as identity primary key,
    scoring        bigint      not null references scoring (id),
    squad          text        not null references squad (code),
    code           text        not null check (code ~ '^(X[1-6]|Y[1-3])$'),
    count          integer     not null check (count between 1 and 99),
    evidence_ref   text        not null check (char_length(evidence_ref) between 1 and 200),
    text           text        not null check (char_length(text) between 10 and 500),
    carried_from   bigint references score_adjustment (id),
    by_whom        text        not null,
    by_name        text        not null,
    at             timestamptz not null,
    confirmed_by   text,
    confirmed_name text,
    confirmed_at   timestamptz,
    withdrawn_by   text,
    withdrawn_name text,
    withdrawn_at   timestamptz,
    unique (scoring, carried_from),
    check (num_nonnulls(confirmed_by, confirmed_name, confirmed_at) in (0, 3)),
    check (num_nonnulls(withdrawn_by, withdrawn_name, withdrawn_at) in (0, 3)),
    constraint confirmed_by_another_person check (confirmed_by <> by_whom)
);

create index score_adjustment_squad on score_adjustment (squad);
create index score_adjustment_carried_from on score_adjustment (carried_from);

-- F-29 申诉: once a level and indicator.
create table score_appeal
(
    id                    bigint generated always as identity primary key,
    scoring               bigint      not null references scoring (id),
    squad                 text        not null references squad (code),
    indicator             text        not null check (indicator ~ '^[A-G][1-3]$'),
    level                 integer     not null check (level in (1, 2)),
    card_version          integer     not null check (card_version >= 1),
    reason                text        not null check (char_length(reason) between 20 and 2000),
    claimed_value         numeric(5, 4) check (claimed_value between 0 and 1),
    evidence_ref          text check (char_length(evidence_ref) between 1 and 200),
    filed_by              text        not null,
    filed_name            text        not null,
    filed_at              timestamptz not null,
    corrected_numerator   numeric(10, 2),
    corrected_denominator numeric(10, 2),
    corrected_by          text,
    result                text        not null check (result in ('PENDING', 'UPHELD', 'CHANGED', 'LAPSED')),
    comment               text check (char_length(comment) between 5 and 1000),
    decided_by            text,
    decided_name          text,
    decided_at            timestamptz,
    unique (scoring, squad, indicator, level),
    check (num_nonnulls(corrected_numerator, corrected_denominator, corrected_by) in (0, 3)),
    check (corrected_numerator >= 0 and corrected_denominator >= 0),
    check (corrected_numerator <= corrected_denominator or indicator in ('F1', 'F2')),
    check (corrected_denominator > 0 or corrected_numerator = 0),
    check (num_nonnulls(decided_by, decided_name, decided_at) in (0, 3)),
    check ((result in ('UPHELD', 'CHANGED')) = (decided_by is not null)),
    check (result not in ('UPHELD', 'CHANGED') or comment is not null),
    check (result <> 'CHANGED' or corrected_numerator is not null)
);

create index score_appeal_squad on score_appeal (squad);
create index score_appeal_pending on score_appeal (scoring) where result = 'PENDING';

-- Who made or checked the score, or decided on the first level, does not decide.
create function refuse_own_decision() returns trigger
    language plpgsql as
$$
begin
    if exists (select
               from scoring
               where id = new.scoring
                 and new.decided_by in (supplied_by, checked_by))
        or exists (select
                   from score_appeal earlier
                   where earlier.scoring = new.scoring
                     and earlier.squad = new.squad
                     and earlier.indicator = new.indicator
                     and earlier.level < new.level
                     and earlier.decided_by = new.decided_by) then
        raise exception 'an appeal is decided by another person';
    end if;
    return new;
end
$$;

create trigger score_appeal_decided_by_another_person
    before update
    on score_appeal
    for each row
    when (new.decided_by is not null)
execute function refuse_own_decision();

create function refuse_decided_appeal() returns trigger
    language plpgsql as
$$
begin
    raise exception 'appeal % is closed', old.id;
end
$$;

create trigger score_appeal_closed
    before update or delete
    on score_appeal
    for each row
    when (old.result <> 'PENDING')
execute function refuse_decided_appeal();
