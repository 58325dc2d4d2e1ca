-- 审计 (PG-16, domain §1 and §9.7): who did what, when, from where, and what it changed. A line is written in the
-- transaction of what it tells, so that there is neither a change without a line nor a line without its change; what
-- was refused leaves a line of its own. actor: the account, system for what nobody asked for, anonymous before a login.
create table audit_line
(
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null check (char_length(actor) between 1 and 255),
    verb    text        not null check (char_length(verb) between 1 and 200),
    subject text        not null check (char_length(subject) <= 300),
    things  text[]      not null,
    outcome text        not null check (outcome in ('DONE', 'REFUSED', 'FAILED')),
    status  integer check (status between 100 and 599),
    route   text check (char_length(route) <= 300),
    address text check (char_length(address) <= 64),
    agent   text check (char_length(agent) <= 120),
    session text check (session ~ '^[0-9a-f]{16}$'),
    before  jsonb,
    after   jsonb
);

create index audit_line_subject on audit_line (subject text_pattern_ops, id);
create index audit_line_things on audit_line using gin (things);
create index audit_line_actor on audit_line (actor, id);
create index audit_line_verb on audit_line (verb text_pattern_ops, id);
create index audit_line_at on audit_line (at);

-- The chain. A worker seals what is committed, so that writers never wait for each other: each seal's hash covers the
-- line, its place and the hash before it. Places have no gap; a line is sealed once.
create table audit_seal
(
    place bigint not null primary key check (place >= 1),
    line  bigint not null unique references audit_line (id),
    hash  text   not null check (hash ~ '^[0-9a-f]{64}$')
);

create trigger audit_line_append_only
    before update or delete
    on audit_line
    for each row
execute function refuse_change();

create trigger audit_seal_append_only
    before update or delete
    on audit_seal
    for each row
execute function refuse_change();

create trigger audit_line_never_emptied
    before truncate
    on audit_line
execute function refuse_change();

create trigger audit_seal_never_emptied
    before truncate
    on audit_seal
execute function refuse_change();

revoke update, delete, truncate on audit_line, audit_seal from public, current_user;

-- What the running transaction has changed so far. Its line takes it away before the commit; what is seen here by
-- others was changed by nobody's command, and the worker makes a line of it.
create table audit_change
(
    id     bigint generated always as identity primary key,
    xact   xid8        not null default pg_current_xact_id(),
    at     timestamptz not null default clock_timestamp(),
    kind   text        not null,
    thing  text        not null,
    before jsonb,
    after  jsonb
) with (autovacuum_vacuum_scale_factor = 0.05);

create index audit_change_xact on audit_change (xact);

-- First argument: the columns of the key, separated by commas; the others are the columns that are told. What is not
-- named is never told: no party, no photo, no text that people write.
create function audit_watch() returns trigger
    language plpgsql
as
$$
declare
    was  jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    now_ jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    told text[] := tg_argv[1 :];
begin
    insert into audit_change (kind, thing, before, after)
    select tg_table_name,
           (select string_agg(coalesce(now_, was) ->> part, ':' order by place)
            from unnest(string_to_array(tg_argv[0], ',')) with ordinality as key (part, place)),
           case when was is not null then jsonb_object_agg(part, was -> part) end,
           case when now_ is not null then jsonb_object_agg(part, now_ -> part) end
    from unnest(told) as part
    where was is null
       or now_ is null
       or was -> part is distinct from now_ -> part;
    return null;
end
$$;

-- kept: whether a new or a removed row is told too; what comes by the hundred is told when it changes only.
do
$$
    declare
        watched record;
        changed text;
        args    text;
    begin
        for watched in
            select *
            from (values ('annual_programme', 'code', 'status,annual_goal,min_campaigns', true),
                         ('planned_campaign', 'programme,seq', 'status,month,month_status,theme,campaign_code', true),
                         ('campaign', 'code', 'status,starts_on,ends_on,squads,scope,suspended_on,needs_filing', true),
                         ('squad_task', 'code', 'state,returns,verdict,exemption_kind,hard_case', false),
                         ('look_back', 'code', 'status,last_day', true),
                         ('look_back_sample', 'look_back,point', 'due_on,removed_reason', false),
                         ('further_improvement', 'code', 'status,first_day,last_day,squads', true),
                         ('improvement_squad', 'improvement,squad', 'status,first_day,last_day', false),
                         ('enforcement_case', 'code', 'status,route,hard,refused,outcome,filed_on,closed_on', true),
                         ('case_handler', 'case_code,person', 'from_day,to_day', true),
                         ('rectification_order', 'order_no', 'status,due_on,extended_to,closed_on', false),
                         ('complaint', 'ticket_no', 'closed_at,satisfied', false),
                         ('hard_case', 'code', 'status,due_kind,adopted', true),
                         ('joint_operation', 'code', 'status,first_day,last_day,held_at', true),
                         ('special_report', 'code', 'status,signed_on,issue_year,issue_no', true),
                         ('info_item', 'code', 'status,channels', true),
                         ('scoring', 'code', 'status', true),
                         ('score_adjustment', 'id', 'code,count,squad,confirmed_by,withdrawn_by', true),
                         ('score_appeal', 'id', 'squad,indicator,level,result,corrected_numerator,corrected_denominator', true),
                         ('assessment', 'code', 'status,current,published,locked_at', true),
                         ('squad_succession', 'id', 'predecessor,successor,valid_from,withdrawn_by', true),
                         ('inspection', 'id', 'validity,voided_by', false),
                         ('inspection_point', 'code', 'status,merged_into,kind,squad_code,lat,lon,radius_m', false),
                         ('point_excusal', 'id', 'assignment,point,status,decided_by,confirmed', true),
                         ('supervision_visit', 'id', 'assignment,squad,status', true),
                         ('stall_zone', 'code', 'kind,lat,lon,radius_m,weekdays,valid_from,valid_to', true),
                         ('parameter', 'key,valid_from', 'value,valid_to', true),
                         ('work_calendar_table', 'year', 'version,document', true),
                         ('person', 'user_id', 'unit_code,kind,groups', false),
                         ('post', 'id', 'user_id,unit_code,title,valid_from,valid_to', false),
                         ('leader_designation', 'id', 'squad_code,officer_id,deputy_id,valid_from,valid_to', true),
                         ('handover', 'id', 'from_user,to_user,effective_on', true),
                         ('paper_choice', 'id', 'kind,template,valid_from', true),
                         ('mail_address', 'holder', 'changed_by', true)) as list (name, key, columns, kept)
            loop
                select string_agg(format('old.%1$I is distinct from new.%1$I', part), ' or '),
                       quote_literal(watched.key) || ', ' || string_agg(quote_literal(part), ', ')
                into changed, args
                from unnest(string_to_array(watched.columns, ',')) as part;

                execute format('create trigger audit_changed after update on %I for each row when (%s) '
                                   || 'execute function audit_watch(%s)', watched.name, changed, args);
                if watched.kept then
                    execute format('create trigger audit_kept after insert or delete on %I for each row '
                                       || 'execute function audit_watch(%s)', watched.name, args);
                end if;
            end loop;
    end
$$;
