-- Performance of a decision (domain P6, steps 18 to 22): its service, what was paid, urging and the court's
-- enforcement, remedies, and the publication with its withdrawal. Statutory periods are computed from these days.
insert into statutory_period (key, law, article, meaning, amount, unit, valid_from, valid_to)
values
    ('all.45', '中华人民共和国行政诉讼法', '第四十五条', '收到复议决定书后提起行政诉讼', 15, 'CALENDAR', '2015-05-01', null),
    ('all.46', '中华人民共和国行政诉讼法', '第四十六条', '知道行政行为后提起行政诉讼', 6, 'MONTH', '2015-05-01', null),
    ('cpl.announcement', '中华人民共和国民事诉讼法', '第九十二条', '公告后视为送达', 60, 'CALENDAR', '2013-01-01', '2021-12-31'),
    ('cpl.announcement', '中华人民共和国民事诉讼法', '第九十五条', '公告后视为送达', 30, 'CALENDAR', '2022-01-01', null);

-- case.serve, case.handIn and case.withdraw remind of periods of the law (行政处罚法第六十一条、第七十一条、第四十八条)
-- and are not to exceed them; the others count from the end of what the party is given.
with known (position, key, unit, value, meaning) as (values
    (330, 'case.serve', 'WORKDAY', '7', '处罚决定书送达期限，自决定之日起算'),
    (331, 'case.perform', 'WORKDAY', '2', '核实履行情况期限，自缴款期满之日起算'),
    (332, 'case.enforce', 'WORKDAY', '10', '催告和申请强制执行的期限，自可以办理之日起算'),
    (335, 'case.court', 'MONTH', '6', '查询法院执行结果的期限，自申请之日起算'),
    (333, 'case.handIn', 'WORKDAY', '2', '当场收缴罚款上缴期限'),
    (334, 'case.withdraw', 'WORKDAY', '3', '撤回已公开处罚决定的期限')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- One row a case from its decision on. fine: as it is now, less than in the decision once a remedy has changed it.
-- other_duty: what else is to be done, a confiscation for instance. The rest are the days on which a step was done.
create table performance
(
    case_code         text        not null primary key references enforcement_case (code),
    decision_no       text        not null check (char_length(decision_no) between 2 and 60),
    decided_on        date        not null,
    on_the_spot       boolean     not null,
    fine              numeric(12, 2) check (fine > 0),
    other_duty        text check (char_length(other_duty) between 2 and 300),
    duty_done_on      date check (duty_done_on >= decided_on),
    duty_note         text check (char_length(duty_note) between 2 and 300),
    method            text check (method in ('ON_THE_SPOT', 'DIRECT', 'LEFT', 'POST', 'ELECTRONIC', 'ANNOUNCEMENT')),
    served_on         date check (served_on >= decided_on),
    effective_on      date,
    proof             text check (char_length(proof) between 2 and 200),
    consent           text check (char_length(consent) between 2 and 200),
    service_note      text check (char_length(service_note) between 2 and 300),
    served_by         text,
    lapsed_on         date,
    urged_on          date,
    urging_no         text check (char_length(urging_no) between 2 and 60),
    applied_on        date,
    court             text check (char_length(court) between 2 and 60),
    court_closed_on   date check (court_closed_on >= applied_on),
    court_note        text check (char_length(court_note) between 5 and 300),
    remitted_on       date,
    remission         text check (char_length(remission) between 5 and 500),
    remitted_by       text,
    annulled_on       date,
    version           int         not null,
    check (num_nulls(duty_done_on, duty_note) in (0, 2)),
    check (num_nulls(method, served_on, effective_on, proof, served_by) in (0, 5)),
    constraint electronic_service_needs_consent check ((consent is not null) = (method is not distinct from 'ELECTRONIC')),
    constraint announcement_takes_time check (effective_on >= served_on and (method = 'ANNOUNCEMENT') = (effective_on > served_on)),
    constraint on_the_spot_is_handed_over check ((method = 'ON_THE_SPOT') = on_the_spot),
    constraint nothing_lapses_before_service check (lapsed_on > effective_on),
    constraint urged_after_it_lapsed check (urged_on is null or lapsed_on is not null),
    check (num_nulls(urged_on, urging_no) in (0, 2)),
    constraint court_after_urging check (applied_on > urged_on),
    check (applied_on is null or urged_on is not null),
    check (num_nulls(applied_on, court) in (0, 2)),
    check (num_nulls(court_closed_on, court_note) in (0, 2)),
    check (court_closed_on is null or applied_on is not null),
    check (num_nulls(remitted_on, remission, remitted_by) in (0, 3))
);

create index performance_decided on performance (decided_on);

-- F-41. handed_in_on: only of what officers collected themselves (行政处罚法第七十一条). The exact bound, with the
-- surcharge of the day, is the door's; the law's own, the fine once more, is here.
create table payment
(
    case_code    text           not null references performance (case_code),
    no           int            not null check (no >= 1),
    paid_on      date           not null,
    amount       numeric(12, 2) not null check (amount > 0),
    channel      text           not null check (channel in ('BANK', 'ELECTRONIC', 'COURT', 'ON_THE_SPOT')),
    receipt_no   text           not null check (char_length(receipt_no) between 2 and 60),
    instalment   int check (instalment >= 1),
    handed_in_on date check (handed_in_on >= paid_on),
    recorded_by  text           not null,
    recorded_at  timestamptz    not null,
    primary key (case_code, no),
    constraint one_payment_a_receipt unique (case_code, receipt_no),
    check (handed_in_on is null or channel = 'ON_THE_SPOT')
);

create function refuse_overpaid() returns trigger
    language plpgsql
as
$$
begin
    if (select coalesce(sum(amount), 0) from payment where case_code = new.case_code)
        > (select 2 * coalesce(fine, 0) from performance where case_code = new.case_code) then
        raise exception 'payment of % beyond fine and surcharge', new.case_code using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger payment_within_the_law
    after insert
    on payment
    for each row
execute function refuse_overpaid();

create function refuse_other_payment() returns trigger
    language plpgsql
as
$$
begin
    if tg_op = 'DELETE' or old.handed_in_on is not null
        or (to_jsonb(old) - 'handed_in_on') is distinct from (to_jsonb(new) - 'handed_in_on') then
        raise exception 'payments are only added and handed in' using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger payment_append_only
    before update or delete
    on payment
    for each row
execute function refuse_other_payment();

-- 延期、分期缴纳 (行政处罚法第六十六条): a further grant replaces the one before. paid: what had been paid of the fine.
create table deferral
(
    case_code   text           not null references performance (case_code),
    no          int            not null check (no >= 1),
    granted_on  date           not null,
    paid        numeric(12, 2) not null check (paid >= 0),
    reason      text           not null check (char_length(reason) between 5 and 500),
    granted_by  text           not null,
    granted_at  timestamptz    not null,
    primary key (case_code, no)
);

create table instalment
(
    case_code text           not null,
    deferral  int            not null,
    no        int            not null check (no between 1 and 36),
    due_on    date           not null,
    amount    numeric(12, 2) not null check (amount > 0),
    primary key (case_code, deferral, no),
    foreign key (case_code, deferral) references deferral (case_code, no),
    unique (case_code, deferral, due_on)
);

create trigger deferral_append_only
    before update or delete
    on deferral
    for each row
execute function refuse_change();

create trigger instalment_append_only
    before update or delete
    on instalment
    for each row
execute function refuse_change();

-- 行政复议、行政诉讼. new_fine: what CHANGED left of a fine; none left when it is null.
create table remedy
(
    case_code   text        not null references performance (case_code),
    no          int         not null check (no >= 1),
    kind        text        not null check (kind in ('RECONSIDERATION', 'LITIGATION')),
    filed_on    date        not null,
    body        text        not null check (char_length(body) between 2 and 60),
    recorded_by text        not null,
    recorded_at timestamptz not null,
    decided_on  date check (decided_on >= filed_on),
    result      text check (result in ('UPHELD', 'CHANGED', 'ANNULLED', 'ILLEGAL', 'WITHDRAWN')),
    document_no text check (char_length(document_no) between 2 and 60),
    new_fine    numeric(12, 2) check (new_fine > 0),
    closed_by   text,
    closed_at   timestamptz,
    primary key (case_code, no),
    check (num_nulls(decided_on, result, document_no, closed_by, closed_at) in (0, 5)),
    check (new_fine is null or result = 'CHANGED')
);

create unique index remedy_one_at_a_time on remedy (case_code) where decided_on is null;
create index remedy_result on remedy (decided_on) where result in ('CHANGED', 'ANNULLED', 'ILLEGAL');

-- Decisions of social influence (行政处罚法第四十八条): where they were made public; what the law wants back is owed
-- from owed_since on.
create table decision_publication
(
    case_code    text        not null primary key references performance (case_code),
    published_on date        not null,
    item         text references info_item (code),
    url          text check (char_length(url) <= 500 and url ~ '^https?://\S+$'),
    note         text        not null check (char_length(note) between 5 and 500),
    published_by text        not null,
    published_at timestamptz not null,
    owed_since   date,
    withdrawn_on date check (withdrawn_on >= published_on),
    reason       text check (char_length(reason) between 5 and 500),
    withdrawn_by text,
    check (num_nulls(withdrawn_on, reason, withdrawn_by) in (0, 3)),
    check (withdrawn_on is null or owed_since is not null),
    constraint published_somewhere check (num_nonnulls(item, url) >= 1)
);

create index decision_publication_item on decision_publication (item);
create index decision_publication_owed on decision_publication (owed_since) where withdrawn_on is null;

create table performance_event
(
    id        bigint generated always as identity primary key,
    case_code text        not null references performance (case_code),
    kind      text        not null check (kind ~ '^[A-Z_]+$'),
    text      text check (char_length(text) between 1 and 1000),
    by_whom   text        not null,
    by_name   text        not null,
    at        timestamptz not null
);

create index performance_event_case on performance_event (case_code, id);

create trigger performance_event_append_only
    before update or delete
    on performance_event
    for each row
execute function refuse_change();
