-- 违法行为目录的版本: a text of the law is never rewritten. A version may be given an end, be it by the next one; one that
-- is still to come may be taken back.
alter table violation_type
    add column imported_by      text,
    add column imported_by_name text,
    add column imported_at      timestamptz,
    add constraint imported_by_somebody check (num_nulls(imported_by, imported_by_name, imported_at) in (0, 3));

-- Whether an act of those days was judged by it; a case is judged once it is decided or closed.
create function judged(of_violation text, first_day date, last_day date) returns boolean
    language plpgsql
    stable
as
$$
begin
    return exists (select
                   from enforcement_case
                   where violation = of_violation
                     and act_on between first_day and coalesce(last_day, 'infinity')
                     and status in ('DECIDED', 'SERVED', 'ENFORCING', 'PERFORMED', 'CLOSED'));
end
$$;

create function keep_the_text_of_the_law() returns trigger
    language plpgsql
as
$$
begin
    if tg_op = 'DELETE' then
        if exists (select
                   from finding
                            join inspection on inspection.id = finding.inspection
                   where finding.violation = old.code
                     and business_date between old.valid_from and coalesce(old.valid_to, 'infinity'))
            or judged(old.code, old.valid_from, old.valid_to) then
            raise exception 'violation % of % is in use', old.code, old.valid_from
                using errcode = 'check_violation', constraint = 'violation_in_use';
        end if;
        return old;
    end if;
    if (to_jsonb(old) - 'valid_to') is distinct from (to_jsonb(new) - 'valid_to') then
        raise exception 'violation % of % cannot be rewritten', old.code, old.valid_from
            using errcode = 'check_violation', constraint = 'violation_is_not_rewritten';
    end if;
    if judged(old.code, new.valid_to + 1, old.valid_to) then
        raise exception 'violation % of % has been applied after %', old.code, old.valid_from, new.valid_to
            using errcode = 'check_violation', constraint = 'violation_in_use';
    end if;
    return new;
end
$$;

create trigger violation_type_kept
    before update or delete
    on violation_type
    for each row
execute function keep_the_text_of_the_law();
