-- Who is on duty (F-10; domain 9.3 no. 26): the page of a day asks for all shifts of two days, and nobody is in two places
-- at once. Plans from before this rule stay as they were filed.
create index duty_shift_day on duty_shift (day, plan);

create function refuse_two_shifts_at_once() returns trigger
    language plpgsql as
$$
begin
    if exists (select
               from duty_officer held
                        join duty_shift other on other.plan = held.plan and other.seq = held.shift
                        join duty_shift mine on mine.plan = new.plan and mine.seq = new.shift
               where held.plan = new.plan
                 and held.officer = new.officer
                 and held.shift <> new.shift
                 and other.day between mine.day - 1 and mine.day + 1
                 and (other.day + other.starts,
                      other.day + other.ends + case when other.ends <= other.starts then interval '1 day' else interval '0' end)
                   overlaps (mine.day + mine.starts,
                             mine.day + mine.ends + case when mine.ends <= mine.starts then interval '1 day' else interval '0' end)) then
        raise exception 'officer % is in two shifts of plan % at once', new.officer, new.plan
            using errcode = 'check_violation', constraint = 'nobody_in_two_shifts_at_once';
    end if;
    return null;
end
$$;

create constraint trigger nobody_in_two_shifts_at_once
    after insert
    on duty_officer
    deferrable initially deferred
    for each row
execute function refuse_two_shifts_at_once();
