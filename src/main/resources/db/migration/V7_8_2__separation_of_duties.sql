-- Whoever was named a handler, be it for an hour, has handled the case: the days of case_handler are rewritten on the
-- day on which they begin, this is not.
create table case_handled
(
    case_code text not null references enforcement_case (code),
    person    text not null references person (user_id),
    primary key (case_code, person)
);

create index case_handled_person on case_handled (person);

insert into case_handled (case_code, person)
select distinct case_code, person
from case_handler;

create trigger case_handled_append_only
    before update or delete
    on case_handled
    for each row
execute function refuse_change();

create function remember_handler() returns trigger language plpgsql as
$$
begin
    insert into case_handled (case_code, person)
    values (new.case_code, new.person)
    on conflict do nothing;
    return null;
end
$$;

create trigger case_handler_is_remembered
    after insert
    on case_handler
    for each row
execute function remember_handler();

create or replace function handles_case(of_case text, who text) returns boolean
    language sql
    stable
as
$$
select exists (select from case_handled where case_code = of_case and person = who)
$$;

-- 审批、主持听证、法制审核、决定 of a case, or of what was done by force in it (行政强制法第十八条).
create function judges_case(of_case text, who text) returns boolean
    language sql
    stable
as
$$
select exists (select from enforcement_case where code = of_case and filed_by = who)
    or exists (select from case_filing where case_code = of_case and approver = who)
    or exists (select from coercive_measure where case_code = of_case and who in (approved_by, extended_by))
    or exists (select from hearing where case_code = of_case and chair = who)
    or exists (select from legal_review where case_code = of_case and reviewer = who)
    or exists (select from penalty_decision where case_code = of_case and decided_by = who)
$$;

create or replace function refuse_whoever_judged() returns trigger language plpgsql as
$$
begin
    if judges_case(new.case_code, new.person) then
        raise exception '% has judged % and may not handle it', new.person, new.case_code
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger filing_not_by_a_handler
    before insert
    on case_filing
    for each row
execute function refuse_handler('approver');

create trigger measure_not_by_a_handler
    before insert
    on coercive_measure
    for each row
execute function refuse_handler('approved_by');

create trigger measure_not_extended_by_a_handler
    before update of extended_by
    on coercive_measure
    for each row
execute function refuse_handler('extended_by');

create function refuse_filing_by_handler() returns trigger language plpgsql as
$$
begin
    if new.filed_by is not null and handles_case(new.code, new.filed_by) then
        raise exception 'a handler of % may not file it', new.code using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger case_not_filed_by_a_handler
    before update of filed_by
    on enforcement_case
    for each row
    when (new.filed_by is distinct from old.filed_by)
execute function refuse_filing_by_handler();
