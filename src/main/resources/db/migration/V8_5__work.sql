-- Long work: asked for by a person, done outside of any request, by whichever node is free (issue 7, no. 8).
with known (position, key, unit, value, meaning) as (values
    (450, 'work.keep', 'CALENDAR', '7', '长任务结果文件的保存期间')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- attempt: how often a node has taken it up; what an earlier attempt still says does not count. beat_at is the
-- machine's time, because the trial's clock leaps while a node works.
create table work
(
    id           bigint generated always as identity primary key,
    kind         text        not null check (kind ~ '^[A-Z][A-Z_]{1,39}$'),
    subject      text        not null check (char_length(subject) between 1 and 100),
    arguments    jsonb       not null check (jsonb_typeof(arguments) = 'object'),
    state        text        not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    by_whom      text        not null check (char_length(by_whom) between 1 and 64),
    by_name      text        not null,
    asked_at     timestamptz not null,
    attempt      int         not null default 0 check (attempt >= 0),
    beat_at      timestamptz,
    started_at   timestamptz,
    finished_at  timestamptz,
    done         int         not null default 0 check (done >= 0),
    total        int         not null default 0 check (total >= done),
    cancel_asked boolean     not null default false,
    failure      text check (char_length(failure) between 1 and 300),
    result_page  text check (result_page ~ '^/[^/]' and char_length(result_page) <= 200),
    result_file  text check (result_file ~ '^\d+-\d+$'),
    result_name  text check (char_length(result_name) between 1 and 120),
    result_type  text check (char_length(result_type) between 3 and 100),
    result_bytes bigint check (result_bytes >= 0),
    expires_at   timestamptz,
    gone_at      timestamptz,
    constraint running_is_alive check (state <> 'RUNNING' or num_nulls(beat_at, started_at) = 0 and attempt >= 1),
    constraint finished_when_over check ((finished_at is not null) = (state in ('DONE', 'FAILED', 'CANCELLED'))),
    constraint failed_for_a_reason check ((failure is not null) = (state = 'FAILED')),
    constraint only_done_work_has_a_result check (state = 'DONE' or num_nonnulls(result_page, result_file) = 0),
    constraint a_file_has_its_name check (num_nulls(result_file, result_name, result_type, result_bytes, expires_at) in (0, 5)),
    constraint only_a_file_goes check (gone_at is null or result_file is not null)
);

-- Whoever asks twice for the same gets the one that is under way.
create unique index work_under_way_once on work (kind, by_whom, subject, md5(arguments::text))
    where state in ('QUEUED', 'RUNNING');
create index work_to_do on work (id) where state in ('QUEUED', 'RUNNING');
create index work_of_person on work (by_whom, id desc);
create index work_expiring on work (expires_at) where result_file is not null and gone_at is null;
