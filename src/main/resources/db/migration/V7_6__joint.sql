-- Joint enforcement 联合执法 (notice, line 39; domain P8): what was proposed, the letters to other agencies, what they
-- answered, the plan, what each of them did, and what is left to do.
with known (position, key, unit, value, meaning) as (values
    (270, 'joint.screen', 'WORKDAY', '1', '联合执法提议审核期限'),
    (271, 'joint.revise', 'WORKDAY', '2', '联合执法提议补充期限'),
    (272, 'joint.approve', 'WORKDAY', '1', '联合执法批准期限'),
    (273, 'joint.reply.grace', 'WORKDAY', '2', '联合执法邀请催办后再等待的期限'),
    (274, 'joint.silence', 'WORKDAY', '1', '未答复邀请处理期限'),
    (275, 'joint.plan', 'WORKDAY', '2', '联合执法方案编制期限'),
    (276, 'joint.result', 'WORKDAY', '2', '联合执法结果登记期限，自举行之日起算'),
    (277, 'joint.close', 'WORKDAY', '2', '联合执法总结期限'),
    (278, 'joint.followUp', 'CALENDAR', '30', '联合执法后续事项期限，登记时另定')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- Numbers run without gaps within a year. by_matter: the agencies that the decision agenciesForMatter names. squad: of whom the proposal is; none of a section. held_at and what follows
-- it is the plan of the moment (F-25b).
create table joint_operation
(
    id                    bigint generated always as identity primary key,
    code                  text        not null unique,
    year                  integer     not null check (year between 2020 and 2100),
    no                    integer     not null check (no >= 1),
    kind                  text        not null check (kind in ('DEBRIS', 'SITE', 'FUMES', 'RIVER', 'FOOD_STALL', 'BURNING',
                                                               'OBSTRUCTION', 'OTHER')),
    matter                text        not null check (char_length(matter) between 1 and 500),
    place                 text        not null check (char_length(place) between 1 and 500),
    campaign              text references campaign (code),
    suggested             text[]      not null check (cardinality(suggested) >= 1 and array_position(suggested, null) is null),
    by_matter             text[]      not null check (array_position(by_matter, null) is null),
    first_day             date        not null,
    last_day              date        not null,
    squad                 text references squad (code),
    proposer_group        text        not null references unit (group_id),
    proposed_by           text        not null,
    proposed_at           timestamptz not null,
    status                text        not null check (status in ('PROPOSED', 'RETURNED', 'SCREENED', 'INVITING', 'PLANNED',
                                                                 'CLOSED', 'NOT_NEEDED', 'REJECTED', 'CANCELLED')),
    approved_by           text,
    approved_at           timestamptz,
    held_at               timestamptz,
    assembly_point        text check (char_length(assembly_point) between 1 and 200),
    commander             text check (char_length(commander) between 1 and 50),
    safety_plan           text check (char_length(safety_plan) between 1 and 1000),
    body_cam              boolean,
    enterprise_inspection boolean,
    inspection_code       text check (char_length(inspection_code) between 1 and 50),
    summary               text check (char_length(summary) between 20 and 3000),
    version               integer     not null,
    unique (year, no),
    check (code = 'JO-' || year || '-' || lpad(no::text, greatest(3, length(no::text)), '0')),
    check (last_day >= first_day),
    check (num_nulls(approved_by, approved_at) in (0, 2)),
    check (status not in ('INVITING', 'PLANNED', 'CLOSED') or approved_at is not null),
    check (num_nulls(held_at, assembly_point, commander, safety_plan, body_cam, enterprise_inspection) in (0, 6)),
    check (status not in ('PLANNED', 'CLOSED') or held_at is not null),
    check ((status = 'CLOSED') = (summary is not null)),
    constraint code_of_inspection_from_2025_on check (
        not enterprise_inspection or inspection_code is not null or held_at < timestamptz '2025-01-01 00:00+08')
);

create index joint_operation_campaign on joint_operation (campaign);
create index joint_operation_squad on joint_operation (squad, id);
create index joint_operation_status on joint_operation (status, id);

-- 邀请函: as it was sent; another day or another request is another letter.
create table joint_letter
(
    id              bigint generated always as identity primary key,
    year            integer not null check (year between 2020 and 2100),
    no              integer not null check (no >= 1),
    joint_operation bigint  not null references joint_operation (id),
    agency          text    not null references unit (code),
    dated           date    not null,
    matter          text    not null,
    place           text    not null,
    first_day       date    not null,
    last_day        date    not null,
    reply_by        date,
    unique (year, no),
    unique (id, joint_operation, agency)
);

create index joint_letter_invited on joint_letter (joint_operation, agency);
create index joint_letter_agency on joint_letter (agency);

create trigger joint_letter_append_only
    before update or delete
    on joint_letter
    for each row
execute function refuse_change();

-- asked_on: the day of the letter, from which the reply counts; letter: none before it is issued. given_up: the
-- operation goes on without a reply. A decline is a normal answer.
create table joint_invitation
(
    joint_operation bigint  not null references joint_operation (id),
    agency          text    not null references unit (code),
    asked_on        date,
    letter          bigint,
    reply           text check (reply in ('ACCEPT', 'DECLINE', 'OTHER_DATE')),
    proposed_on     date,
    remark          text check (char_length(remark) between 1 and 500),
    channel         text check (channel in ('ACCOUNT', 'RECORDED')),
    replied_by      text,
    replied_by_name text,
    replied_at      timestamptz,
    given_up        boolean not null default false,
    dropped_reason  text check (char_length(dropped_reason) between 5 and 1000),
    task            text check (char_length(task) between 1 and 300),
    primary key (joint_operation, agency),
    foreign key (letter, joint_operation, agency) references joint_letter (id, joint_operation, agency),
    check (num_nulls(reply, channel, replied_by, replied_by_name, replied_at) in (0, 5)),
    check (proposed_on is not null or reply is distinct from 'OTHER_DATE'),
    check (letter is null or asked_on is not null),
    check (not given_up or reply is null)
);

create index joint_invitation_agency on joint_invitation (agency, joint_operation);
create index joint_invitation_letter on joint_invitation (letter, joint_operation, agency);

-- The squads that take part; attended: null until it is recorded. Absence without a reason is what X5 means.
create table joint_squad
(
    joint_operation bigint not null references joint_operation (id),
    squad           text   not null references squad (code),
    attended        boolean,
    reason          text check (char_length(reason) between 2 and 300),
    recorded_by     text,
    recorded_at     timestamptz,
    primary key (joint_operation, squad),
    check (num_nulls(attended, recorded_by, recorded_at) in (0, 3)),
    check (reason is null or not attended)
);

create index joint_squad_squad on joint_squad (squad, joint_operation);

-- F-25. Nobody ranks agencies by it.
create table joint_result
(
    joint_operation  bigint      not null references joint_operation (id),
    agency           text        not null references unit (code),
    attended         boolean     not null,
    persons          integer     not null check (persons between 0 and 1000),
    duty             text check (char_length(duty) between 1 and 300),
    measure          text check (char_length(measure) between 1 and 500),
    cases            integer     not null check (cases between 0 and 1000),
    recorded_by      text        not null,
    recorded_by_name text        not null,
    recorded_at      timestamptz not null,
    primary key (joint_operation, agency),
    foreign key (joint_operation, agency) references joint_invitation (joint_operation, agency),
    check (duty is not null or not attended),
    check ((persons > 0) = attended),
    check (cases = 0 or attended)
);

create index joint_result_agency on joint_result (agency);

create trigger joint_result_append_only
    before update or delete
    on joint_result
    for each row
execute function refuse_change();

create table joint_follow_up
(
    joint_operation bigint not null references joint_operation (id),
    agency          text   not null references unit (code),
    text            text   not null check (char_length(text) between 1 and 300),
    due_on          date   not null,
    note            text check (char_length(note) between 2 and 300),
    done_by         text,
    done_by_name    text,
    done_at         timestamptz,
    primary key (joint_operation, agency),
    foreign key (joint_operation, agency) references joint_result (joint_operation, agency),
    check (num_nulls(note, done_by, done_by_name, done_at) in (0, 4))
);

create index joint_follow_up_open on joint_follow_up (due_on) where done_at is null;
create index joint_follow_up_agency on joint_follow_up (agency);

create table joint_event
(
    id              bigint generated always as identity primary key,
    joint_operation bigint      not null references joint_operation (id),
    kind            text        not null,
    text            text check (char_length(text) between 1 and 1000),
    by_whom         text        not null,
    by_name         text        not null,
    at              timestamptz not null
);

create index joint_event_joint_operation on joint_event (joint_operation, id);

create trigger joint_event_append_only
    before update or delete
    on joint_event
    for each row
execute function refuse_change();
