-- Only the ninety days of 行政处罚法第六十条 are paused and extended by order. What a party is given and how long things
-- are seized (行政强制法第二十五条) is the law's own; a seizure keeps its one extension itself.
alter table case_pause
    add constraint only_the_ninety_days_rest check (clock = 'apl.60');

alter table case_extension
    add constraint only_the_ninety_days_are_extended check (clock = 'apl.60');

-- How heavy a kind of penalty is, in the order of 行政处罚法第九条; amounts tell fines and confiscations apart.
create function weight_of_penalty(kind text) returns int
    language sql
    immutable
as
$$
select case
           when kind in ('WARNING', 'CRITICISM') then 1
           when kind in ('FINE', 'CONFISCATION') then 2
           else 2 + array_position(array ['SUSPEND_LICENCE', 'DOWNGRADE', 'REVOKE', 'RESTRICT', 'STOP', 'CLOSE', 'BAN'], kind)
           end
$$;

-- A penalty rests on the notice that was given of it (行政处罚法第四十四条), is no heavier (第四十五条), follows the hearing
-- that was asked for (第六十五条), and the review that it passed was its own (第五十八条).
create function refuse_other_than_told() returns trigger language plpgsql as
$$
declare
    told prior_notice;
begin
    if new.decided_at is null then
        return new;
    end if;
    if new.review_no is not null
        and not exists (select
                        from legal_review
                        where case_code = new.case_code
                          and no = new.review_no
                          and proposal_no = new.proposal_no
                          and notice_no is not distinct from new.notice_no) then
        raise exception 'the review of % was of another proposal', new.case_code using errcode = 'check_violation';
    end if;
    if new.verdict <> 'PENALTY' then
        return new;
    end if;
    select * into told from prior_notice where case_code = new.case_code and no = new.notice_no;
    if told.given_at is null or told.proposal_no <> new.proposal_no then
        raise exception 'the party of % was not told of this penalty', new.case_code using errcode = 'check_violation';
    end if;
    if weight_of_penalty(new.kind) > weight_of_penalty(told.kind)
        or coalesce(new.amount, 0) > coalesce(told.amount, 0)
        or coalesce(new.confiscation, 0) > coalesce(told.confiscation, 0) then
        raise exception 'the penalty of % is heavier than the party was told', new.case_code
            using errcode = 'check_violation';
    end if;
    if exists (select
               from defence_statement
               where case_code = new.case_code and notice_no = new.notice_no and kind = 'HEARING')
        and not exists (select
                        from hearing
                        where case_code = new.case_code
                          and notice_no = new.notice_no
                          and ended_at is not null
                          and (end_reason = 'WITHDRAWN' or held_on <= new.decided_on)) then
        raise exception 'the hearing of % comes before its decision', new.case_code using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger decision_as_it_was_told
    before insert or update
    on penalty_decision
    for each row
execute function refuse_other_than_told();

-- Seven working days are never less than seven days (行政处罚法第六十四条); the exact day is the calendar's.
alter table hearing
    add constraint announced_seven_days_before check (held_on >= notified_on + 7);

-- Of a closed case nobody looks after what is held (行政处罚法第五十六条、行政强制法第二十八条).
create function refuse_closing_with_measures() returns trigger language plpgsql as
$$
begin
    if new.closed_on is not null
        and exists (select from coercive_measure where case_code = new.code and ended_on is null) then
        raise exception 'things are still held for %', new.code using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create constraint trigger nothing_is_held_after_the_closing
    after update of closed_on
    on enforcement_case
    deferrable initially deferred
    for each row
    when (new.closed_on is not null and old.closed_on is null)
execute function refuse_closing_with_measures();
