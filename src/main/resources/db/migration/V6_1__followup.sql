-- What follows a finding (domain P4, F-18, section 5.3): orders to correct, re-checks, relapses.

-- 处置建议: what D-04 proposes for the case as it was recorded; findings of earlier releases have none.
alter table finding
    add column proposal text
        check (proposal in ('TRANSFER_CRIME', 'TRANSFER_AGENCY', 'ORDER_IMMEDIATE', 'ORDER_WITH_DEADLINE', 'EDUCATE',
                            'SIMPLIFIED', 'ORDINARY'));

create index finding_not_transferred on finding (id) where proposal = 'TRANSFER_AGENCY' and disposition <> 'TRANSFERRED';
create index finding_ordered on finding (inspection) where disposition = 'ORDERED';

-- A point that was merged is looked for under the one that is left (domain 9.3, no. 27).
create function surviving_point(point text) returns text
    language sql
    stable
    strict
    parallel safe
as
$$
with recursive way as (
    select code, merged_into, 1 as step
    from inspection_point
    where code = point
    union all
    select next.code, next.merged_into, step + 1
    from way
             join inspection_point next on next.code = way.merged_into
    where step < 20)
select code
from way
order by step desc
limit 1
$$;

-- The point and all that were merged into it.
create function points_of_same_place(point text) returns setof text
    language sql
    stable
    strict
    parallel safe
as
$$
with recursive place as (
    select surviving_point(point) as code, 1 as step
    union all
    select merged.code, step + 1
    from place
             join inspection_point merged on merged.merged_into = place.code
    where step < 20)
select code
from place
$$;

-- The last number given, so that a squad's orders of a year have no gap: whoever gives the next one waits.
create table order_number
(
    squad text not null references squad (code),
    year  int  not null check (year between 2000 and 2100),
    last  int  not null check (last >= 1),
    primary key (squad, year)
);

-- 责令改正. Whether it is late is computed when read. latest_on: the longest that the law of the day of the visit
-- allows. Extended once: by the squad's leader before it is due, or by the first re-check that failed.
create table rectification_order
(
    order_no         text        not null primary key check (order_no ~ '^ZG-\d{9}-\d{4}-\d{4,}$'),
    finding          bigint      not null unique references finding (id),
    squad            text        not null references squad (code),
    issued_on        date        not null,
    due_on           date        not null,
    latest_on        date        not null,
    extended_to      date,
    extended_on      date,
    extended_by      text check (extended_by in ('LEADER', 'RE_CHECK')),
    extended_by_whom text,
    extension_reason text check (char_length(extension_reason) between 5 and 300),
    status           text        not null default 'OPEN' check (status in ('OPEN', 'CLOSED', 'REFUSED', 'CANCELLED')),
    closed_on        date,
    refused_on       date,
    proposal         text check (proposal in ('TRANSFER_CRIME', 'TRANSFER_AGENCY', 'ORDER_IMMEDIATE',
                                              'ORDER_WITH_DEADLINE', 'EDUCATE', 'SIMPLIFIED', 'ORDINARY')),
    cancelled_at     timestamptz,
    cancelled_by     text,
    cancel_reason    text check (char_length(cancel_reason) between 5 and 300),
    constraint order_names_its_squad check (order_no ~ ('^ZG-' || squad || '-')),
    check (due_on > issued_on and due_on <= latest_on),
    check (num_nulls(extended_to, extended_on, extended_by) in (0, 3)),
    constraint extended_by_its_leader_in_time
        check (coalesce(extended_by, '') <> 'LEADER'
            or extended_on <= due_on and extended_to > due_on and extended_to <= latest_on
                and num_nulls(extended_by_whom, extension_reason) = 0),
    check (coalesce(extended_by, '') = 'LEADER' or num_nonnulls(extended_by_whom, extension_reason) = 0),
    check ((status = 'CLOSED') = (closed_on is not null)),
    check ((status = 'REFUSED') = (refused_on is not null)),
    check (proposal is null or status = 'REFUSED'),
    check (num_nulls(cancelled_at, cancelled_by, cancel_reason) = case status when 'CANCELLED' then 0 else 3 end)
);

create index rectification_order_squad on rectification_order (squad, issued_on desc);
create index rectification_order_open on rectification_order (squad, due_on) where status = 'OPEN';
create index rectification_order_issued on rectification_order (issued_on desc);

-- F-18, in the order of their arrival; which came first is said by their visits. found: the same problem as it was
-- found again, which the order of the first finding covers.
create table re_check
(
    finding    bigint not null references finding (id),
    no         int    not null check (no >= 1),
    inspection bigint not null unique references inspection (id),
    result     text   not null check (result in ('PASS', 'FAIL', 'CANNOT_CHECK')),
    reason     text check (reason in ('CLOSED_DOWN', 'NO_ACCESS', 'SEASONAL', 'MOVED')),
    found      bigint unique references finding (id),
    primary key (finding, no),
    check ((result = 'CANNOT_CHECK') = (reason is not null)),
    check (found is null or result = 'FAIL'),
    check (found <> finding)
);

create trigger re_check_append_only
    before update or delete
    on re_check
    for each row
execute function refuse_change();

-- 反弹: the same violation at the same place after a re-check that it had passed. pass: the visit that it passed.
create table relapse
(
    new_finding      bigint not null primary key references finding (id),
    first_finding    bigint not null references finding (id),
    pass             bigint not null references inspection (id),
    point            text   not null references inspection_point (code),
    violation        text   not null references violation_code (code),
    days_after_close int    not null check (days_after_close >= 0),
    check (new_finding <> first_finding)
);

create index relapse_first on relapse (first_finding);
create index relapse_pass on relapse (pass);
create index relapse_point on relapse (point);
create index relapse_violation on relapse (violation);

create trigger relapse_append_only
    before update or delete
    on relapse
    for each row
execute function refuse_change();

-- Relapses of which neither visit was voided later.
create view valid_relapse as
select relapse.*, again.squad, again.business_date, again.id as inspection
from relapse
         join finding on finding.id = relapse.new_finding
         join inspection again on again.id = finding.inspection and again.validity = 'VALID'
         join inspection passed on passed.id = relapse.pass and passed.validity = 'VALID';

-- Orders that were given before they were counted get their numbers in the order of their visits.
with ordered as (
    select finding.id,
           visit.squad,
           (visit.started_at at time zone 'Asia/Shanghai')::date as issued_on,
           finding.order_due_on,
           visit.validity = 'INVALID' as void,
           visit.voided_at, visit.voided_by, visit.invalid_reason,
           coalesce(law.max_correction_days,
                    (select value::int
                     from parameter
                     where key = 'rectification.maxDays'
                       and visit.business_date between valid_from and coalesce(valid_to, 'infinity')),
                    15) as most,
           row_number() over (partition by visit.squad,
               extract(year from visit.started_at at time zone 'Asia/Shanghai')
               order by visit.started_at, finding.id) as number
    from finding
             join inspection visit on visit.id = finding.inspection
             left join violation_type law
                       on law.code = finding.violation
                           and visit.business_date between law.valid_from and coalesce(law.valid_to, 'infinity')
    where finding.disposition = 'ORDERED'
      and finding.order_due_on > (visit.started_at at time zone 'Asia/Shanghai')::date)
insert into rectification_order (order_no, finding, squad, issued_on, due_on, latest_on, status, cancelled_at,
                                 cancelled_by, cancel_reason)
select 'ZG-' || squad || '-' || extract(year from issued_on) || '-'
           || lpad(number::text, greatest(4, length(number::text)), '0'),
       id, squad, issued_on, order_due_on, greatest(order_due_on, issued_on + most),
       case when void then 'CANCELLED' else 'OPEN' end,
       case when void then coalesce(voided_at, now()) end,
       case when void then coalesce(voided_by, 'system') end,
       case when void then invalid_reason end
from ordered;

insert into order_number (squad, year, last)
select squad, extract(year from issued_on), count(*)
from rectification_order
group by squad, extract(year from issued_on);
