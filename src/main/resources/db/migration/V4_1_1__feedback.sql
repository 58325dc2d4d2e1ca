-- What squads report of their tasks, and what is said of it (domain 5.3). A final version from before the day on
-- which its task was reopened counts as an interim one (domain 9.1 no. 4).

-- F-13. A version never changes; what happens to it later has rows of its own.
create table feedback
(
    id            bigint generated always as identity primary key,
    squad_task    text        not null references squad_task (code),
    kind          text        not null check (kind in ('INTERIM', 'FINAL')),
    no            integer     not null check (no >= 1),
    narrative     text        not null check (char_length(narrative) between 50 and 3000),
    problems      text        not null check (char_length(problems) between 1 and 1000),
    next_steps    text        not null check (char_length(next_steps) between 1 and 1000),
    typical_case  text check (char_length(typical_case) between 1 and 1000),
    data_dispute  text check (char_length(data_dispute) between 1 and 500),
    hard_case     boolean     not null,
    question      text check (char_length(question) between 20 and 2000),
    figures       jsonb       not null check (jsonb_typeof(figures) = 'object'),
    submitted_by  text        not null,
    submitted_at  timestamptz not null,
    unique (squad_task, kind, no),
    unique (id, submitted_by),
    check (hard_case = (question is not null))
);

-- What the automatic check found in it.
create table feedback_check
(
    feedback   bigint      not null primary key references feedback (id),
    defects    text[]      not null,
    checked_at timestamptz not null
);

-- F-15. One of each section per version; nobody reviews what is one's own, nor both times.
create table feedback_review
(
    feedback bigint      not null,
    section  text        not null check (section in ('COORDINATION', 'SUPERVISION')),
    decision text        not null check (decision in ('ACCEPT', 'RETURN', 'ACCEPT_WITH_REMARK')),
    defects  text[]      not null
        check (defects <@ array ['COVERAGE', 'EVIDENCE', 'DATA', 'NARRATIVE', 'LATE', 'OTHER']),
    comment  text check (char_length(comment) between 5 and 1000),
    author   text        not null,
    by_whom  text        not null,
    at       timestamptz not null,
    primary key (feedback, section),
    unique (feedback, by_whom),
    foreign key (feedback, author) references feedback (id, submitted_by),
    check (by_whom <> author),
    check (decision <> 'RETURN' or (cardinality(defects) > 0 and comment is not null)),
    check (decision <> 'ACCEPT' or cardinality(defects) = 0)
);

-- The lead leader's, after the last return.
create table rejection_decision
(
    id         bigint generated always as identity primary key,
    squad_task text        not null references squad_task (code),
    decision   text        not null check (decision in ('ACCEPT', 'RETRY', 'FAIL')),
    comment    text        not null check (char_length(comment) between 5 and 1000),
    by_whom    text        not null,
    at         timestamptz not null
);

create index rejection_decision_task on rejection_decision (squad_task);

-- Points without a finding that supervision looks at: the first ones by md5(seed || ' ' || point).
create table sample
(
    squad_task text        not null primary key references squad_task (code),
    seed       bigint      not null,
    percent    numeric     not null check (percent between 0 and 100),
    drawn_at   timestamptz not null
);

create table sampled_point
(
    squad_task text    not null references sample (squad_task),
    place      integer not null check (place >= 1),
    point      text    not null references inspection_point (code),
    primary key (squad_task, place),
    unique (squad_task, point)
);

create index sampled_point_point on sampled_point (point);

create trigger feedback_append_only
    before update or delete
    on feedback
    for each row
execute function refuse_change();

create trigger feedback_check_append_only
    before update or delete
    on feedback_check
    for each row
execute function refuse_change();

create trigger feedback_review_append_only
    before update or delete
    on feedback_review
    for each row
execute function refuse_change();

create trigger rejection_decision_append_only
    before update or delete
    on rejection_decision
    for each row
execute function refuse_change();

create trigger sample_append_only
    before update or delete
    on sample
    for each row
execute function refuse_change();

create trigger sampled_point_append_only
    before update or delete
    on sampled_point
    for each row
execute function refuse_change();
