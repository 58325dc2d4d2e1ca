-- A deadline that is counted anew climbs its ladder again: each level is raised once in a round.
alter table deadline
    add column round int not null default 1 check (round >= 1);

alter table deadline_told
    drop constraint deadline_told_pkey,
    drop constraint deadline_told_deadline_level_fkey,
    add column round int not null default 1;

alter table deadline_raised
    drop constraint deadline_raised_pkey,
    add column round int not null default 1 check (round >= 1);

alter table deadline_raised
    alter column round drop default,
    add primary key (deadline, round, level);

alter table deadline_told
    alter column round drop default,
    add primary key (deadline, round, level, told_group),
    add foreign key (deadline, round, level) references deadline_raised;

-- All that is open of one thing, e.g. of a campaign and its squads when it is suspended.
create index deadline_subject on deadline (subject text_pattern_ops) where met_at is null and cancelled_at is null;
