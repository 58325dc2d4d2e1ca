-- The months reported on the programme's board (F-03); a month may be supplemented.

create table board_progress
(
    programme         bigint      not null,
    month             integer     not null,
    seq               integer     not null check (seq >= 1),
    done_text         text        not null check (char_length(done_text) between 1 and 1000),
    campaigns         text[]      not null,
    problems          text check (char_length(problems) between 1 and 500),
    next_steps        text check (char_length(next_steps) between 1 and 500),
    light_computed    text        not null check (light_computed in ('G', 'Y', 'R', 'NONE')),
    light_reported    text        not null check (light_reported in ('G', 'Y', 'R')),
    difference_reason text check (char_length(difference_reason) between 1 and 300),
    reported_by       text        not null,
    reported_at       timestamptz not null,
    primary key (programme, month, seq),
    foreign key (programme) references annual_programme (id),
    check (month between 1 and 12),
    -- A month without a goal has no light to differ from (the annex's empty cells, R-09).
    check (light_computed in ('NONE', light_reported) or difference_reason is not null)
);

create trigger board_progress_append_only
    before update or delete
    on board_progress
    for each row
execute function refuse_change();
