-- A case that could not be started is tried again later, and holds up no other.
alter table case_start
    add column try_at timestamptz not null default '-infinity';
