-- From the investigation to the decision (domain P6, F-33 to F-39, section 5.4).

with known (position, key, unit, value, meaning) as (values
    (320, 'case.investigate', 'CALENDAR', '30', '案件调查取证期限'),
    (321, 'case.propose', 'WORKDAY', '3', '案件处理意见提出期限'),
    (322, 'case.notice', 'WORKDAY', '2', '处罚事先告知期限'),
    (323, 'case.hearing', 'WORKDAY', '15', '听证举行期限，自当事人要求听证起算'),
    (324, 'case.review', 'WORKDAY', '5', '法制审核期限'),
    (325, 'case.discuss', 'WORKDAY', '5', '集体讨论期限'),
    (326, 'case.decide', 'WORKDAY', '3', '处罚决定作出期限'),
    (327, 'hearing.individual', 'YUAN', '5000', '对个人的较大数额罚款、没收，达到即应告知听证权利'),
    (328, 'hearing.organisation', 'YUAN', '50000', '对单位的较大数额罚款、没收，达到即应告知听证权利'),
    (329, 'hardcase.silentDays', 'CALENDAR', '60', '立案后多少日未提出处理意见的，建议提请法制指导')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- 证据: the eight kinds of 行政处罚法第四十六条; where: number of the file, or the SHA-256 of a photo.
create table case_evidence
(
    id          bigint generated always as identity primary key,
    case_code   text        not null references enforcement_case (code),
    kind        text        not null check (kind in ('DOCUMENTARY', 'MATERIAL', 'AUDIOVISUAL', 'ELECTRONIC', 'WITNESS',
                                                     'PARTY_STATEMENT', 'APPRAISAL', 'RECORD')),
    title       text        not null check (char_length(title) between 2 and 200),
    gathered_on date        not null,
    location    text check (char_length(location) between 2 and 200),
    by_whom     text        not null,
    at          timestamptz not null
);

create index case_evidence_case on case_evidence (case_code, id);

-- 调查文书: what was written, and whether the party signed it; whoever refuses is noted (domain §4.14).
create table inquiry_document
(
    id           bigint generated always as identity primary key,
    case_code    text        not null references enforcement_case (code),
    kind         text        not null check (kind in ('SITE_RECORD', 'INTERVIEW', 'PRESERVATION', 'SEIZURE', 'ITEM_LIST',
                                                      'SAMPLING', 'APPRAISAL', 'REPORT', 'OTHER')),
    title        text        not null check (char_length(title) between 2 and 200),
    made_on      date        not null,
    signed       text        not null check (signed in ('SIGNED', 'REFUSED', 'ABSENT', 'NOT_NEEDED')),
    refusal_note text check (char_length(refusal_note) between 5 and 300),
    file         text check (char_length(file) between 2 and 200),
    by_whom      text        not null,
    at           timestamptz not null,
    constraint refusal_is_noted check ((signed in ('REFUSED', 'ABSENT')) = (refusal_note is not null))
);

create index inquiry_document_case on inquiry_document (case_code, id);

create trigger case_evidence_append_only
    before update or delete
    on case_evidence
    for each row
execute function refuse_change();

create trigger inquiry_document_append_only
    before update or delete
    on inquiry_document
    for each row
execute function refuse_change();

-- 先行登记保存（行政处罚法第五十六条）、查封扣押（行政强制法第二十五条）. A preservation is due by the table of working
-- days, whenever it is looked at; a seizure never lasts longer than sixty days, and the same things are seized once.
create table coercive_measure
(
    id               bigint generated always as identity primary key,
    case_code        text        not null references enforcement_case (code),
    kind             text        not null check (kind in ('PRESERVATION', 'SEIZURE')),
    items            text        not null check (char_length(items) between 2 and 1000),
    decision_no      text        not null check (char_length(decision_no) between 2 and 60),
    approved_by      text        not null references person (user_id),
    from_day         date        not null,
    extended_days    int check (extended_days between 1 and 30),
    extension_reason text check (char_length(extension_reason) between 5 and 500),
    extended_by      text references person (user_id),
    ended_on         date check (ended_on >= from_day),
    result           text check (result in ('RELEASED', 'SEIZED', 'APPRAISED', 'CONFISCATED', 'TRANSFERRED')),
    by_whom          text        not null,
    at               timestamptz not null,
    last_day         date generated always as (from_day + 30 + coalesce(extended_days, 0)) stored,
    constraint never_beyond_sixty_days check (kind <> 'SEIZURE' or last_day <= from_day + 60),
    constraint only_a_seizure_is_extended
        check (num_nulls(extended_days, extension_reason, extended_by) = 3
            or (kind = 'SEIZURE' and num_nulls(extended_days, extension_reason, extended_by) = 0)),
    check ((ended_on is null) = (result is null)),
    check (kind = 'PRESERVATION' or result is null or result not in ('SEIZED', 'APPRAISED'))
);

create index coercive_measure_case on coercive_measure (case_code, id);
create index coercive_measure_running on coercive_measure (from_day) where ended_on is null;
create index coercive_measure_approver on coercive_measure (approved_by);
create index coercive_measure_extender on coercive_measure (extended_by);
create unique index seized_once on coercive_measure (case_code, md5(items)) where kind = 'SEIZURE';

-- One extension, never taken back, and no end that is changed: what was ordered stays as it was ordered.
create function keep_measure() returns trigger language plpgsql as
$$
begin
    if tg_op = 'DELETE'
        or old.ended_on is not null
        or old.extended_days is not null and new.extended_days is distinct from old.extended_days
        or (new.case_code, new.kind, new.items, new.from_day) <> (old.case_code, old.kind, old.items, old.from_day) then
        raise exception 'a measure is extended once and ended once';
    end if;
    return new;
end
$$;

create trigger coercive_measure_stays
    before update or delete
    on coercive_measure
    for each row
execute function keep_measure();

-- 疑难情形 (domain D-07), as the handlers see them; which of them make a case hard says the decision table.
create table hard_sign
(
    case_code text        not null references enforcement_case (code),
    sign      text        not null check (sign in ('SEVERAL_LAWS', 'CRIME', 'VULNERABLE', 'MEDIA', 'JURISDICTION',
                                                   'PUBLIC_INTEREST')),
    by_whom   text        not null,
    at        timestamptz not null,
    primary key (case_code, sign)
);

-- 处理意见 (F-34) and what D-06 made of the facts. Written until it is handed in; a further one is a further row.
create table penalty_proposal
(
    case_code      text    not null references enforcement_case (code),
    no             int     not null check (no >= 1),
    facts          text    not null check (char_length(facts) between 50 and 5000),
    factors        text[]  not null check (cardinality(factors) between 1 and 20 and array_position(factors, null) is null),
    reasons        text    not null check (char_length(reasons) between 10 and 3000),
    established    boolean not null,
    age            text    not null check (age in ('UNDER_14', 'FROM_14_TO_17', 'ADULT', 'NO_PERSON')),
    incapacity     boolean not null,
    ended_on       date,
    grave          boolean not null,
    fault          boolean not null,
    minor          boolean not null,
    corrected      boolean not null,
    harm           text    not null check (harm in ('NONE', 'MINOR', 'SERIOUS')),
    first          boolean not null,
    mitigation     text    not null check (mitigation in ('NONE', 'LIGHTER', 'MITIGATED')),
    fined_already  boolean not null,
    answer         text    not null check (answer in ('NOT_ESTABLISHED', 'MUST_NOT', 'MAY_NOT', 'LIGHTER', 'MITIGATED',
                                                      'NO_SECOND_FINE', 'PENALISE')),
    basis          text    not null check (char_length(basis) between 2 and 200),
    outcome        text check (outcome in ('NO_PENALTY_MINOR', 'NO_PENALTY_FIRST', 'NO_PENALTY_OTHER', 'NOT_ESTABLISHED')),
    verdict        text    not null check (verdict in ('PENALTY', 'NO_PENALTY', 'NOT_ESTABLISHED', 'TRANSFER')),
    kind           text check (kind in ('WARNING', 'CRITICISM', 'FINE', 'CONFISCATION', 'SUSPEND_LICENCE', 'DOWNGRADE',
                                        'REVOKE', 'RESTRICT', 'STOP', 'CLOSE', 'BAN')),
    amount         numeric(12, 2) check (amount > 0),
    confiscation   numeric(12, 2) check (confiscation > 0),
    written_by     text    not null,
    written_at     timestamptz not null,
    handed_in_by   text,
    handed_in_at   timestamptz,
    primary key (case_code, no),
    check ((verdict = 'PENALTY') = (kind is not null)),
    check (kind is not null or num_nulls(amount, confiscation) = 2),
    check (kind <> 'FINE' or amount is not null),
    check (kind <> 'CONFISCATION' or confiscation is not null),
    check (num_nulls(handed_in_by, handed_in_at) in (0, 2)),
    constraint what_must_not_be_penalised check (verdict <> 'PENALTY' or answer not in ('NOT_ESTABLISHED', 'MUST_NOT')),
    constraint no_second_fine check (verdict <> 'PENALTY' or answer <> 'NO_SECOND_FINE' or amount is null)
);

create unique index one_open_proposal on penalty_proposal (case_code) where handed_in_at is null;

-- 事先告知 (F-35; 行政处罚法第四十四条). Until when a hearing can be asked for is computed whenever it is looked at.
create table prior_notice
(
    case_code     text        not null references enforcement_case (code),
    no            int         not null check (no >= 1),
    proposal_no   int         not null,
    kind          text        not null check (kind in ('WARNING', 'CRITICISM', 'FINE', 'CONFISCATION', 'SUSPEND_LICENCE',
                                                       'DOWNGRADE', 'REVOKE', 'RESTRICT', 'STOP', 'CLOSE', 'BAN')),
    amount        numeric(12, 2) check (amount > 0),
    confiscation  numeric(12, 2) check (confiscation > 0),
    facts         text        not null check (char_length(facts) between 20 and 5000),
    grounds       text        not null check (char_length(grounds) between 10 and 3000),
    basis         text        not null check (char_length(basis) between 2 and 500),
    rights_told   boolean     not null check (rights_told),
    hearing_told  boolean     not null,
    change_reason text check (char_length(change_reason) between 10 and 1000),
    notified_on   date        not null,
    written_by    text        not null,
    written_at    timestamptz not null,
    given_by      text,
    given_at      timestamptz,
    primary key (case_code, no),
    foreign key (case_code, proposal_no) references penalty_proposal (case_code, no),
    check (num_nulls(given_by, given_at) in (0, 2))
);

create unique index one_open_notice on prior_notice (case_code) where given_at is null;
create index prior_notice_proposal on prior_notice (case_code, proposal_no);

-- 陈述、申辩、听证要求、放弃 (F-36); late_reason: why a late demand of a hearing is taken.
create table defence_statement
(
    id          bigint generated always as identity primary key,
    case_code   text        not null,
    notice_no   int         not null,
    kind        text        not null check (kind in ('STATEMENT', 'HEARING', 'WAIVER')),
    received_on date        not null,
    text        text        not null check (char_length(text) between 2 and 3000),
    late_reason text check (char_length(late_reason) between 5 and 500),
    by_whom     text        not null,
    at          timestamptz not null,
    foreign key (case_code, notice_no) references prior_notice (case_code, no),
    check (kind = 'HEARING' or late_reason is null)
);

create index defence_statement_notice on defence_statement (case_code, notice_no, id);
create unique index asked_for_a_hearing_once on defence_statement (case_code, notice_no) where kind = 'HEARING';

create trigger defence_statement_append_only
    before update or delete
    on defence_statement
    for each row
execute function refuse_change();

-- 听证 (F-37; 行政处罚法第六十四条): announced first, then held.
create table hearing
(
    case_code      text        not null,
    notice_no      int         not null,
    chair          text        not null references person (user_id),
    notified_on    date        not null,
    held_on        date        not null,
    place          text        not null check (char_length(place) between 2 and 200),
    public         boolean     not null,
    private_reason text check (char_length(private_reason) between 5 and 300),
    present        text check (char_length(present) between 2 and 500),
    record         text check (char_length(record) between 10 and 5000),
    end_reason     text check (end_reason in ('COMPLETED', 'NO_SHOW', 'LEFT', 'WITHDRAWN')),
    written_by     text        not null,
    written_at     timestamptz not null,
    ended_by       text,
    ended_at       timestamptz,
    primary key (case_code, notice_no),
    foreign key (case_code, notice_no) references prior_notice (case_code, no),
    check (public = (private_reason is null)),
    check (held_on > notified_on),
    check (num_nulls(ended_by, ended_at) in (0, 2)),
    check (ended_at is null or (end_reason is not null and record is not null))
);

create index hearing_chair on hearing (chair);

-- 法制审核 (F-38; 行政处罚法第五十八条), of one proposal and one notice.
create table legal_review
(
    case_code   text        not null,
    no          int         not null check (no >= 1),
    proposal_no int         not null,
    notice_no   int,
    reviewer    text        not null,
    result      text        not null check (result in ('PASS', 'RETURN', 'FAIL')),
    opinion     text        not null check (char_length(opinion) between 10 and 2000),
    reasons     text[]      not null check (cardinality(reasons) >= 1),
    reviewed_at timestamptz not null,
    primary key (case_code, no),
    unique (case_code, no, result),
    foreign key (case_code, proposal_no) references penalty_proposal (case_code, no),
    foreign key (case_code, notice_no) references prior_notice (case_code, no)
);

create index legal_review_reviewer on legal_review (reviewer);

-- 集体讨论 (行政处罚法第五十七条第二款).
create table collective_discussion
(
    case_code   text        not null,
    no          int         not null check (no >= 1),
    proposal_no int         not null,
    notice_no   int,
    held_on     date        not null,
    persons     text[]      not null check (cardinality(persons) between 2 and 30 and array_position(persons, null) is null),
    agreed      boolean     not null,
    record      text        not null check (char_length(record) between 20 and 3000),
    by_whom     text        not null,
    at          timestamptz not null,
    primary key (case_code, no),
    foreign key (case_code, proposal_no) references penalty_proposal (case_code, no),
    foreign key (case_code, notice_no) references prior_notice (case_code, no)
);

-- 决定 (F-39; 行政处罚法第五十七条、第五十九条). review_passed stands only beside a review that was passed.
create table penalty_decision
(
    case_code    text        not null primary key references enforcement_case (code),
    body         text        not null check (char_length(body) between 2 and 60),
    decision_no  text        not null check (char_length(decision_no) between 2 and 60),
    year         int         not null check (year between 2020 and 2100),
    proposal_no  int         not null,
    notice_no    int,
    waived       boolean     not null,
    heard_until  date,
    review_owed  boolean     not null,
    review_no    int,
    review_passed text check (review_passed = 'PASS'),
    verdict      text        not null check (verdict in ('PENALTY', 'NO_PENALTY', 'NOT_ESTABLISHED', 'TRANSFER')),
    kind         text check (kind in ('WARNING', 'CRITICISM', 'FINE', 'CONFISCATION', 'SUSPEND_LICENCE', 'DOWNGRADE',
                                      'REVOKE', 'RESTRICT', 'STOP', 'CLOSE', 'BAN')),
    amount       numeric(12, 2) check (amount > 0),
    confiscation numeric(12, 2) check (confiscation > 0),
    outcome      text        not null check (outcome in ('WARNING', 'FINE_ORDINARY', 'OTHER_PENALTY', 'NO_PENALTY_MINOR',
                                                         'NO_PENALTY_FIRST', 'NO_PENALTY_OTHER', 'NOT_ESTABLISHED',
                                                         'TRANSFERRED_CRIME', 'TRANSFERRED_AGENCY')),
    facts        text        not null check (char_length(facts) between 20 and 5000),
    basis        text        not null check (char_length(basis) between 2 and 500),
    performance  text check (char_length(performance) between 5 and 500),
    remedy       text        not null check (char_length(remedy) between 5 and 500),
    education    text check (char_length(education) between 5 and 1000),
    decided_on   date        not null,
    written_by   text        not null,
    written_at   timestamptz not null,
    decided_by   text references person (user_id),
    decided_at   timestamptz,
    constraint one_number_a_body_and_year unique (body, year, decision_no),
    foreign key (case_code, proposal_no) references penalty_proposal (case_code, no),
    foreign key (case_code, notice_no) references prior_notice (case_code, no),
    foreign key (case_code, review_no, review_passed) references legal_review (case_code, no, result),
    check (year = extract(year from decided_on)),
    check ((verdict = 'PENALTY') = (kind is not null)),
    check (kind is not null or num_nulls(amount, confiscation) = 2),
    check (kind <> 'FINE' or amount is not null),
    check (kind <> 'CONFISCATION' or confiscation is not null),
    check (num_nulls(review_no, review_passed) in (0, 2)),
    check (num_nulls(decided_by, decided_at) in (0, 2)),
    constraint content_of_article_59 check (verdict <> 'PENALTY' or performance is not null),
    constraint no_penalty_without_notice
        check (verdict <> 'PENALTY' or decided_at is null or notice_no is not null),
    constraint not_before_the_party_was_heard
        check (verdict <> 'PENALTY' or decided_at is null or waived or decided_on > heard_until),
    constraint not_without_a_passed_review check (not review_owed or decided_at is null or review_passed is not null)
);

create index penalty_decision_decider on penalty_decision (decided_by);

-- What was handed in, given, ended or decided is never changed again.
create function refuse_change_once_final() returns trigger language plpgsql as
$$
begin
    if to_jsonb(old) ->> tg_argv[0] is not null then
        raise exception 'what is final in % stays as it is', tg_table_name;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;

create trigger penalty_proposal_stays
    before update or delete
    on penalty_proposal
    for each row
execute function refuse_change_once_final('handed_in_at');

create trigger prior_notice_stays
    before update or delete
    on prior_notice
    for each row
execute function refuse_change_once_final('given_at');

create trigger hearing_stays
    before update or delete
    on hearing
    for each row
execute function refuse_change_once_final('ended_at');

create trigger penalty_decision_stays
    before update or delete
    on penalty_decision
    for each row
execute function refuse_change_once_final('decided_at');

create trigger legal_review_append_only
    before update or delete
    on legal_review
    for each row
execute function refuse_change();

create trigger collective_discussion_append_only
    before update or delete
    on collective_discussion
    for each row
execute function refuse_change();

-- 职责分离 (行政处罚法第五十八条、第六十四条、第五十七条): whoever has handled a case at any time neither chairs its hearing
-- nor reviews nor decides it, and whoever has done one of these does not handle it afterwards.
create function refuse_handler() returns trigger language plpgsql as
$$
declare
    who text := to_jsonb(new) ->> tg_argv[0];
begin
    if who is not null and handles_case(new.case_code, who) then
        raise exception 'a handler of % may not be its % in %', new.case_code, tg_argv[0], tg_table_name
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger hearing_not_by_a_handler
    before insert or update
    on hearing
    for each row
execute function refuse_handler('chair');

create trigger review_not_by_a_handler
    before insert
    on legal_review
    for each row
execute function refuse_handler('reviewer');

create trigger decision_not_by_a_handler
    before insert or update
    on penalty_decision
    for each row
execute function refuse_handler('decided_by');

create function refuse_reviewer() returns trigger language plpgsql as
$$
begin
    if exists (select from legal_review where case_code = new.case_code and reviewer = new.decided_by) then
        raise exception 'the reviewer of % may not decide it', new.case_code using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger decision_not_by_the_reviewer
    before insert or update
    on penalty_decision
    for each row
execute function refuse_reviewer();

create function refuse_whoever_judged() returns trigger language plpgsql as
$$
begin
    if exists (select from hearing where case_code = new.case_code and chair = new.person)
        or exists (select from legal_review where case_code = new.case_code and reviewer = new.person)
        or exists (select from penalty_decision where case_code = new.case_code and decided_by = new.person) then
        raise exception '% has judged % and may not handle it', new.person, new.case_code
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger handler_has_not_judged
    before insert
    on case_handler
    for each row
execute function refuse_whoever_judged();

-- 案件的疑难问题: a squad asks about a finding or about a case.
alter table hard_case
    add column case_code text references enforcement_case (code),
    drop constraint a_squad_asks_about_its_finding,
    add constraint a_squad_asks_about_its_finding_or_case
        check (num_nonnulls(finding, case_code) = 0
            or (num_nonnulls(finding, case_code) = 1 and squad is not null and own_view is not null));

create index hard_case_of_case on hard_case (case_code) where case_code is not null;
