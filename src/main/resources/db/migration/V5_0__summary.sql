-- Frozen summary tables (notice, line 35; domain P10, RP-03): numbered per assignment, never changed. The hash
-- is over the canonical form of subject and rows; jsonb keeps no order of keys, so that form is made anew on reading.
create table summary_version
(
    subject   text        not null check (subject ~ '^(TH|LB|FI)-\d{4}-\d{2,}$'),
    no        integer     not null check (no >= 1),
    hash      text        not null check (hash ~ '^[0-9a-f]{64}$'),
    frozen_at timestamptz not null,
    frozen_by text        not null check (char_length(frozen_by) between 1 and 64),
    rows      jsonb       not null check (jsonb_typeof(rows) = 'array'),
    primary key (subject, no)
);

create trigger summary_version_append_only
    before update or delete
    on summary_version
    for each row
execute function refuse_change();

-- What was late is asked of every squad's task, also when it has been done.
create index deadline_of_subject on deadline (subject);
