-- The distance of the trial clock from the real time; one row, embedded database only.
create table trial_clock
(
    only_row      boolean primary key default true check (only_row),
    offset_millis bigint not null
);
