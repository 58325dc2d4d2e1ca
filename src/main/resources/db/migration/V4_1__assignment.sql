-- What squads are given to do: assignments, one task per squad, points and duty plans (domain 5.3). A squad's task is changed about ten times in its life: room is left on its pages, and no
-- index names its state, so that these changes touch no index.

create table assignment
(
    code         text        not null primary key check (code ~ '^(TH|LB|FI)-\d{4}-\d{2,}$'),
    mode         text        not null check (mode in ('CAMPAIGN', 'LOOK_BACK', 'FURTHER_IMPROVEMENT')),
    title        text        not null check (char_length(title) between 1 and 100),
    theme        text        not null references campaign_theme (code),
    checklist    text        not null check (char_length(checklist) between 1 and 80),
    first_day    date        not null,
    last_day     date        not null,
    extended     boolean     not null default false,
    suspended    boolean     not null default false,
    cancelled    boolean     not null default false,
    opened_at    timestamptz not null,
    closed_at    timestamptz,
    check (last_day >= first_day),
    constraint at_most_70_days_unless_extended check (extended or last_day - first_day <= 70),
    check (not cancelled or closed_at is not null)
);

create index assignment_theme on assignment (theme);
create index assignment_days on assignment (first_day, last_day);
create index assignment_open on assignment (code) where closed_at is null;

create table squad_task
(
    code             text    not null primary key,
    assignment       text    not null references assignment (code),
    squad            text    not null references squad (code),
    state            text    not null check (state in ('WAITING', 'ASSIGNED', 'ACKNOWLEDGED', 'PLANNED', 'RUNNING',
                                                       'TO_FEED_BACK', 'FED_BACK', 'REVIEWED', 'RETURNED', 'REJECTED',
                                                       'ACCEPTED', 'FAILED', 'EXEMPTED', 'CANCELLED', 'ABSORBED')),
    added_reason     text check (char_length(added_reason) between 1 and 500),
    dispatched_at    timestamptz,
    acknowledged_at  timestamptz,
    acknowledged_by  text,
    accountable      text references person (user_id),
    note             text check (char_length(note) between 1 and 300),
    planned_at       timestamptz,
    began_at         timestamptz,
    field_ended_at   timestamptz,
    field_ended_by   text,
    field_remark     text check (char_length(field_remark) between 1 and 500),
    fed_back_at      timestamptz,
    reviewed_at      timestamptz,
    returns          integer not null default 0 check (returns >= 0),
    verdict          text check (verdict in ('COUNTERSIGNED', 'NO_OBJECTION', 'ACCEPTED_BY_LEADER', 'FAILED_BY_LEADER')),
    verdict_at       timestamptz,
    hard_case        boolean not null default false,
    question         text check (char_length(question) between 20 and 2000),
    exemption_kind   text check (exemption_kind in ('WHOLE', 'POINTS', 'TIME')),
    exemption_reason text check (exemption_reason in ('FORCE_MAJEURE', 'OTHER_ORDER', 'NO_OBJECT', 'OTHER')),
    exemption_text   text check (char_length(exemption_text) between 10 and 500),
    exempted_by      text,
    exempted_at      timestamptz,
    fail_reason      text check (char_length(fail_reason) between 1 and 200),
    closed_at        timestamptz,
    reopened_at      timestamptz,
    version          integer not null default 1,
    unique (assignment, squad),
    check (code = assignment || ':' || squad),
    check ((closed_at is not null) = (state in ('ACCEPTED', 'FAILED', 'EXEMPTED', 'CANCELLED', 'ABSORBED'))),
    check (state <> 'WAITING' or dispatched_at is null),
    check (dispatched_at is not null or state in ('WAITING', 'EXEMPTED', 'CANCELLED', 'ABSORBED')),
    check ((acknowledged_at is null) = (accountable is null) and (acknowledged_at is null) = (acknowledged_by is null)),
    check (acknowledged_at is not null
        or state in ('WAITING', 'ASSIGNED', 'FAILED', 'EXEMPTED', 'CANCELLED', 'ABSORBED')),
    check (state <> 'TO_FEED_BACK' or field_ended_at is not null),
    check (state not in ('FED_BACK', 'REVIEWED', 'RETURNED', 'REJECTED', 'ACCEPTED') or fed_back_at is not null),
    check (state not in ('RETURNED', 'REJECTED') or returns >= 1),
    check ((verdict is null) = (verdict_at is null)),
    check (verdict is null or state not in ('WAITING', 'ASSIGNED', 'ACKNOWLEDGED', 'PLANNED', 'RUNNING',
                                            'TO_FEED_BACK', 'FED_BACK', 'RETURNED')),
    constraint accepted_by_verdict
        check (state <> 'ACCEPTED' or coalesce(verdict, '') in ('COUNTERSIGNED', 'NO_OBJECTION', 'ACCEPTED_BY_LEADER')),
    check (hard_case = (question is not null)),
    check (num_nulls(exemption_kind, exemption_reason, exemption_text, exempted_by, exempted_at) in (0, 5)),
    check (state <> 'EXEMPTED' or coalesce(exemption_kind, '') = 'WHOLE'),
    check ((state = 'FAILED') = (fail_reason is not null))
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

create index squad_task_squad on squad_task (squad);
create index squad_task_accountable on squad_task (accountable);
create index squad_task_open on squad_task (assignment) where closed_at is null;
create index squad_task_open_of_squad on squad_task (squad) where closed_at is null;

-- F-07. Written before the assignment exists, and fixed once it does: therefore no foreign key to it.
create table assigned_point
(
    assignment      text    not null check (assignment ~ '^(TH|LB|FI)-\d{4}-\d{2,}$'),
    point           text    not null references inspection_point (code),
    squad           text    not null references squad (code),
    priority        integer not null check (priority between 1 and 3),
    reason          text    not null check (reason in ('PAST_FINDING', 'COMPLAINT', 'KEY_AREA', 'ROUTINE', 'RANDOM')),
    required_rounds integer not null check (required_rounds between 1 and 20),
    excused         boolean not null default false,
    excuse_reason   text check (char_length(excuse_reason) between 10 and 500),
    primary key (assignment, point),
    check (excused = (excuse_reason is not null))
);

create index assigned_point_squad on assigned_point (assignment, squad);
create index assigned_point_of_squad on assigned_point (squad);
create index assigned_point_point on assigned_point (point);

-- F-10. A late change is a new version.
create table duty_plan
(
    id          bigint generated always as identity primary key,
    squad_task  text        not null references squad_task (code),
    version     integer     not null check (version >= 1),
    commander   text        not null references person (user_id),
    focus       text        not null check (char_length(focus) between 1 and 500),
    safety_note text check (char_length(safety_note) between 1 and 300),
    filed_by    text        not null,
    filed_at    timestamptz not null,
    unique (squad_task, version)
);

create index duty_plan_commander on duty_plan (commander);

-- An end not after the start is the next day's.
create table duty_shift
(
    plan        bigint  not null references duty_plan (id),
    seq         integer not null check (seq >= 1),
    day         date    not null,
    kind        text    not null check (kind in ('EARLY', 'DAY', 'EVENING', 'NIGHT', 'STAGGERED')),
    starts      time    not null,
    ends        time    not null check (ends <> starts),
    auxiliaries integer not null check (auxiliaries between 0 and 200),
    vehicles    integer not null check (vehicles between 0 and 100),
    area        text    not null check (char_length(area) between 1 and 100),
    primary key (plan, seq)
);

create table duty_officer
(
    plan    bigint  not null,
    shift   integer not null,
    officer text    not null references person (user_id),
    primary key (plan, shift, officer),
    foreign key (plan, shift) references duty_shift (plan, seq)
);

create index duty_officer_officer on duty_officer (officer);

create function refuse_lonely_shift() returns trigger
    language plpgsql as
$$
begin
    if (select count(*) from duty_officer where plan = new.plan and shift = new.seq) < 2 then
        raise exception 'shift % of plan % has fewer than two officers', new.seq, new.plan
            using errcode = 'check_violation';
    end if;
    return null;
end
$$;

create constraint trigger duty_shift_two_officers
    after insert
    on duty_shift
    deferrable initially deferred
    for each row
execute function refuse_lonely_shift();

create trigger duty_plan_append_only
    before update or delete
    on duty_plan
    for each row
execute function refuse_change();

create trigger duty_shift_append_only
    before update or delete
    on duty_shift
    for each row
execute function refuse_change();

create trigger duty_officer_append_only
    before update or delete
    on duty_officer
    for each row
execute function refuse_change();
