-- 案件 (domain P6, §5.4): from its source to its closing. What the steps in between leave is in the tables of the rooms
-- inquiry, penalty and performance; the status here is the one place that says where the case is.
create table enforcement_case
(
    code           text        not null primary key check (code ~ '^CASE-\d{9}-\d{4}-\d{6}$'),
    squad          text        not null references squad (code),
    deciding_body  text        not null check (char_length(deciding_body) between 2 and 60),
    external_no    text unique check (char_length(external_no) between 1 and 60),
    source         text        not null check (source in ('FINDING', 'ORDER', 'COMPLAINT', 'TRANSFER_IN', 'PATROL')),
    finding        bigint references finding (id),
    source_ref     text check (char_length(source_ref) between 1 and 60),
    campaign       text check (char_length(campaign) between 1 and 40),
    violation      text        not null references violation_code (code),
    place          text        not null check (char_length(place) between 2 and 120),
    facts          text        not null check (char_length(facts) between 10 and 2000),
    act_on         date        not null,
    discovered_on  date        not null,
    party          bigint references party (id),
    route          text check (route in ('EDUCATE', 'ORDER_IMMEDIATE', 'ORDER_WITH_DEADLINE', 'TRANSFER_AGENCY',
                                         'TRANSFER_CRIME', 'SIMPLIFIED', 'ORDINARY')),
    refused        boolean     not null default false,
    status         text        not null check (status in ('REGISTERED', 'ORDERED', 'TO_TRANSFER', 'TRANSFERRED',
                                                          'ON_THE_SPOT', 'TO_FILE', 'INVESTIGATING', 'PROPOSED',
                                                          'NOTIFIED', 'HEARING', 'REVIEWING', 'DISCUSSING', 'DECIDING',
                                                          'DECIDED', 'SERVED', 'ENFORCING', 'PERFORMED', 'CLOSED')),
    filed_on       date,
    filed_by       text,
    hard           boolean     not null default false,
    outcome        text check (outcome in ('CORRECTED_NO_PENALTY', 'WARNING', 'FINE_SIMPLIFIED', 'FINE_ORDINARY',
                                           'OTHER_PENALTY', 'NO_PENALTY_MINOR', 'NO_PENALTY_FIRST', 'NO_PENALTY_OTHER',
                                           'NOT_ESTABLISHED', 'TRANSFERRED_AGENCY', 'TRANSFERRED_CRIME', 'TERMINATED')),
    closed_on      date,
    closed_by      text,
    registered_by  text        not null,
    registered_at  timestamptz not null,
    version        int         not null,
    constraint named_after_its_squad check (substr(code, 6, 9) = squad),
    constraint one_case_a_finding unique (finding),
    constraint one_case_a_source unique (source, source_ref),
    check ((source = 'FINDING') = (finding is not null and source_ref is null)),
    check (source in ('FINDING', 'PATROL') or source_ref is not null),
    check (discovered_on >= act_on),
    check ((filed_on is null) = (filed_by is null)),
    constraint filed_before_it_is_investigated
        check (filed_on is not null
            or status not in ('INVESTIGATING', 'PROPOSED', 'NOTIFIED', 'HEARING', 'REVIEWING', 'DISCUSSING', 'DECIDING')),
    check (num_nulls(outcome, closed_on, closed_by) in (0, 3)),
    constraint closed_with_an_outcome check ((status = 'CLOSED') = (outcome is not null))
);

create index enforcement_case_squad on enforcement_case (squad, registered_at);
create index enforcement_case_open on enforcement_case (filed_on) where closed_on is null;
create index enforcement_case_status on enforcement_case (status, registered_at);
create index enforcement_case_campaign on enforcement_case (campaign) where campaign is not null;
create index enforcement_case_violation on enforcement_case (violation);
create index enforcement_case_party on enforcement_case (party, act_on);

-- 承办人: two at least on any day on which the case is handled (行政处罚法第四十二条). to_day is the last one.
create table case_handler
(
    case_code text not null references enforcement_case (code),
    person    text not null references person (user_id),
    cert_no   text not null references officer_certificate (no),
    from_day  date not null,
    to_day    date check (to_day >= from_day),
    constraint handles_once exclude using gist
        (case_code with =, person with =, daterange(from_day, to_day, '[]') with &&)
);

create index case_handler_case on case_handler (case_code);
create index case_handler_person on case_handler (person);
create index case_handler_certificate on case_handler (cert_no);

-- Whoever has handled a case at any time may not chair its hearing, review or decide it.
create function handles_case(of_case text, who text) returns boolean
    language sql
    stable
as
$$
select exists (select from case_handler where case_code = of_case and person = who)
$$;

-- 中止、延长 of a statutory clock, with their basis; which clock: the key of statutory_period.
create table case_pause
(
    id        bigint generated always as identity primary key,
    case_code text        not null references enforcement_case (code),
    clock     text        not null check (char_length(clock) between 2 and 40),
    from_day  date        not null,
    to_day    date check (to_day >= from_day),
    basis     text        not null check (char_length(basis) between 2 and 200),
    by_whom   text        not null,
    at        timestamptz not null,
    constraint one_pause_at_a_time exclude using gist
        (case_code with =, clock with =, daterange(from_day, to_day, '[]') with &&)
);

create table case_extension
(
    id        bigint generated always as identity primary key,
    case_code text        not null references enforcement_case (code),
    clock     text        not null check (char_length(clock) between 2 and 40),
    days      int         not null check (days between 1 and 366),
    basis     text        not null check (char_length(basis) between 2 and 200),
    by_whom   text        not null,
    at        timestamptz not null
);

create index case_extension_case on case_extension (case_code);

create trigger case_extension_append_only
    before update or delete
    on case_extension
    for each row
execute function refuse_change();

create table case_event
(
    id        bigint generated always as identity primary key,
    case_code text        not null references enforcement_case (code),
    kind      text        not null,
    text      text check (char_length(text) between 1 and 2000),
    by_whom   text        not null,
    by_name   text        not null,
    at        timestamptz not null
);

create index case_event_case on case_event (case_code, id);

create trigger case_event_append_only
    before update or delete
    on case_event
    for each row
execute function refuse_change();
