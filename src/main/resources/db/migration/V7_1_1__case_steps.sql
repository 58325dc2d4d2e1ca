-- The first steps of a case (domain P6, steps 1 to 8): its assessment, orders to correct, transfers, filing, the decision on
-- the spot; and how a finding becomes a case.
with known (position, key, unit, value, meaning) as (values
    (310, 'case.register', 'CALENDAR', '15', '案源核查登记期限'),
    (311, 'case.order', 'WORKDAY', '2', '案件责令改正期限'),
    (312, 'case.recheck', 'WORKDAY', '1', '案件改正期满后复查期限'),
    (313, 'case.transfer', 'WORKDAY', '3', '案件移送期限'),
    (314, 'case.onTheSpot', 'WORKDAY', '1', '当场处罚登记期限'),
    (315, 'case.copy', 'WORKDAY', '1', '当场处罚决定报所属机关备案期限'),
    (316, 'case.file', 'WORKDAY', '5', '立案审批期限'),
    (317, 'case.close', 'WORKDAY', '5', '结案期限'),
    (318, 'case.reminder', 'CALENDAR', '1', '办案期限提醒日的次日')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- As whom the law takes a sole trader where it sets limits for citizens and for organisations; practice differs.
alter table parameter_key
    drop constraint parameter_key_unit_check,
    add constraint parameter_key_unit_check
        check (unit in ('WORKDAY', 'CALENDAR', 'MONTH', 'HOUR', 'COUNT', 'PERCENT', 'METRE', 'CLOCK', 'WEEKLY', 'DAYS',
                        'YUAN', 'PARTY'));

alter table parameter
    drop constraint value_fits_unit,
    add constraint value_fits_unit check (value ~ case unit
        when 'WORKDAY' then '^(0|[1-9]\d{0,2})$'
        when 'CALENDAR' then '^(0|[1-9]\d{0,2})$'
        when 'MONTH' then '^(0|[1-9]\d{0,2})$'
        when 'HOUR' then '^(0|[1-9]\d{0,2})$'
        when 'COUNT' then '^(0|[1-9]\d{0,3})$'
        when 'METRE' then '^(0|[1-9]\d{0,3})$'
        when 'PERCENT' then '^(100|[1-9]?\d(\.\d{1,2})?)$'
        when 'CLOCK' then '^([01]\d|2[0-3]):[0-5]\d$'
        when 'WEEKLY' then '^(MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY ([01]\d|2[0-3]):[0-5]\d$'
        when 'DAYS' then '^[1-9]\d{0,2}(,[1-9]\d{0,2}){0,9}$'
        when 'YUAN' then '^(0|[1-9]\d{0,8})$'
        when 'PARTY' then '^(CITIZEN|ORGANISATION)$' end);

insert into parameter_key (key, unit, meaning, position)
values ('soleTrader.as', 'PARTY', '个体工商户按何种当事人适用限额', 319);

insert into parameter (key, unit, value, valid_from)
values ('soleTrader.as', 'PARTY', 'CITIZEN', date '2022-01-01');

-- What D-04 was asked for a case, as last assessed.
create table case_assessment
(
    case_code         text        not null primary key references enforcement_case (code),
    crime_suspected   boolean     not null,
    competent         boolean     not null,
    corrected_on_spot boolean     not null,
    harm              text        not null check (harm in ('NONE', 'MINOR', 'SERIOUS')),
    facts_clear       boolean     not null,
    party_unknown     boolean     not null,
    assessed_by       text        not null,
    assessed_at       timestamptz not null
);

-- 案件移送 to us: who sent what.
create table case_received
(
    case_code text not null primary key references enforcement_case (code),
    sender    text not null check (char_length(sender) between 2 and 60)
);

-- 责令改正 of a case, where the law first wants an order; those of inspections are in rectification_order.
create table case_order
(
    case_code     text        not null references enforcement_case (code),
    no            int         not null check (no >= 1),
    kind          text        not null check (kind in ('IMMEDIATE', 'DEADLINE')),
    demand        text        not null check (char_length(demand) between 10 and 1000),
    issued_on     date        not null,
    due_on        date        not null,
    handed_over   text        not null check (handed_over in ('SIGNED', 'REFUSED', 'ABSENT')),
    witness       text check (char_length(witness) between 2 and 50),
    issued_by     text        not null,
    issued_at     timestamptz not null,
    re_checked_on date,
    corrected     boolean,
    found         text check (char_length(found) between 5 and 500),
    re_checked_by text,
    re_checked_at timestamptz,
    primary key (case_code, no),
    check (due_on >= issued_on),
    check (kind = 'IMMEDIATE' or due_on > issued_on),
    check (handed_over = 'SIGNED' or witness is not null),
    check (num_nulls(re_checked_on, corrected, found, re_checked_by, re_checked_at) in (0, 5)),
    constraint re_checked_when_it_has_run_out check (corrected is not false or re_checked_on > due_on)
);

create unique index one_open_order_a_case on case_order (case_code) where re_checked_on is null;

-- 移送 to others, and what they answered.
create table case_transfer
(
    case_code   text        not null references enforcement_case (code),
    no          int         not null check (no >= 1),
    kind        text        not null check (kind in ('AGENCY', 'CRIME')),
    agency      text        not null references unit (code),
    letter_no   text        not null check (char_length(letter_no) between 2 and 60),
    reason      text        not null check (char_length(reason) between 10 and 1000),
    goods       text check (char_length(goods) between 2 and 500),
    sent_on     date        not null,
    sent_by     text        not null,
    sent_at     timestamptz not null,
    accepted    boolean,
    answered_on date,
    answer      text check (char_length(answer) between 5 and 500),
    recorded_by text,
    recorded_at timestamptz,
    primary key (case_code, no),
    check (num_nulls(accepted, answered_on, answer, recorded_by, recorded_at) in (0, 5)),
    check (answered_on >= sent_on)
);

create unique index one_open_transfer_a_case on case_transfer (case_code) where answered_on is null;
create index case_transfer_agency on case_transfer (agency);

-- 立案审批 (F-32).
create table case_filing
(
    case_code  text        not null references enforcement_case (code),
    no         int         not null check (no >= 1),
    filed      boolean     not null,
    decided_on date        not null,
    basis      text        not null check (char_length(basis) between 5 and 1000),
    approver   text        not null references person (user_id),
    decided_at timestamptz not null,
    primary key (case_code, no)
);

create index case_filing_approver on case_filing (approver);

-- 当场处罚 (F-31). limit_as: as whom the party is taken where the law sets the limit (行政处罚法第五十一条).
create table on_the_spot_decision
(
    case_code                    text           not null primary key references enforcement_case (code),
    party_kind                   text           not null check (party_kind in ('CITIZEN', 'ORGANISATION', 'SOLE_TRADER')),
    limit_as                     text           not null check (limit_as in ('CITIZEN', 'ORGANISATION')),
    penalty_kind                 text           not null check (penalty_kind in ('WARNING', 'FINE')),
    amount                       numeric(12, 2),
    decision_no                  text           not null unique check (char_length(decision_no) between 4 and 40),
    legal_basis                  text           not null check (char_length(legal_basis) between 5 and 300),
    statement                    text check (char_length(statement) between 1 and 500),
    handed_over                  text           not null check (handed_over in ('SIGNED', 'REFUSED')),
    collected_on_spot            boolean        not null,
    collect_reason               text check (collect_reason in ('SMALL', 'HARD_LATER', 'REMOTE')),
    receipt_no                   text unique check (char_length(receipt_no) between 2 and 40),
    reconsideration_first_stated boolean        not null,
    decided_on                   date           not null,
    decided_by                   text           not null,
    decided_at                   timestamptz    not null,
    copied_on                    date,
    copied_by                    text,
    check (party_kind = 'SOLE_TRADER' or limit_as = party_kind),
    check ((penalty_kind = 'FINE') = (amount is not null)),
    constraint within_the_limits_of_article_51
        check (amount > 0 and amount <= case limit_as when 'CITIZEN' then 200 else 3000 end),
    constraint only_fines_are_collected check (not collected_on_spot or penalty_kind = 'FINE'),
    constraint collected_with_a_receipt check (collected_on_spot = (receipt_no is not null)
        and collected_on_spot = (collect_reason is not null)),
    constraint small_is_a_hundred_yuan check (collect_reason is distinct from 'SMALL' or amount <= 100),
    constraint reconsideration_first_since_2024
        check (reconsideration_first_stated = (decided_on >= date '2024-01-01')),
    check ((copied_on is null) = (copied_by is null)),
    check (copied_on >= decided_on)
);

create index on_the_spot_decision_uncopied on on_the_spot_decision (decided_on) where copied_on is null;

-- Registered without a person at hand: the instance of the model is still to be started.
create table case_start
(
    case_code text not null primary key references enforcement_case (code)
);

-- Findings of earlier releases that were disposed as cases when there were none.
create table finding_awaiting_case
(
    finding bigint not null primary key references finding (id)
);

insert into finding_awaiting_case (finding)
select finding.id
from finding
         join inspection on inspection.id = finding.inspection and inspection.validity <> 'INVALID'
where finding.disposition = 'CASE';
