-- 退回：a token that a door set back before an earlier node, which no sequence flow shows; one row for each node it left.
create table flow_returned
(
    id                  bigint generated always as identity primary key,
    process_instance_id text        not null,
    from_node           text        not null,
    to_node             text        not null,
    returned_by         text        not null,
    returned_at         timestamptz not null
);

create index flow_returned_instance on flow_returned (process_instance_id, id);

-- 办理内容：what a person handed in with a task, in the words of the form as it was then. Of a case only what was
-- chosen, never a text: its texts stand in the case file, where they are guarded (domain 2.4).
create table form_submitted
(
    submitted_for       text        not null primary key,
    process_instance_id text        not null,
    node                text        not null,
    submitted_by        text        not null,
    submitted_at        timestamptz not null,
    fields              jsonb       not null check (jsonb_typeof(fields) = 'array')
);

create index form_submitted_instance on form_submitted (process_instance_id);

create trigger flow_returned_is_append_only
    before update or delete
    on flow_returned
    for each row
execute function refuse_change();

create trigger form_submitted_is_append_only
    before update or delete
    on form_submitted
    for each row
execute function refuse_change();

-- 流程回顾 reads the engine's history through these views only.
create view reviewed_model as
select id_                     as id,
       key_                    as key,
       coalesce(name_, key_)   as name,
       version_                as version
from act_re_procdef;

create view reviewed_instance as
select instance.id_                                                              as id,
       instance.proc_def_id_                                                     as model_id,
       instance.proc_def_key_                                                    as model,
       instance.business_key_                                                    as business_key,
       instance.start_time_                                                      as started_at,
       instance.end_time_                                                        as ended_at,
       instance.start_user_id_                                                   as started_by,
       instance.end_act_id_                                                      as end_node,
       instance.super_process_instance_id_                                       as caller,
       case
           when instance.state_ = 'COMPLETED' then 'COMPLETED'
           when instance.end_time_ is not null then 'CANCELLED'
           when instance.state_ = 'SUSPENDED' then 'SUSPENDED'
           else 'RUNNING' end                                                    as state,
       coalesce(substring(instance.business_key_ from ':(\d{9})$'), substring(instance.business_key_ from '^CASE-(\d{9})-'),
                hard.squad, info.squad, joint.squad)                             as squad,
       coalesce(campaign.code, improvement.code)                                 as campaign,
       coalesce(campaign.theme, improvement.theme)                               as theme
from act_hi_procinst instance
         left join hard_case hard on hard.code = instance.business_key_
         left join info_item info on info.code = instance.business_key_
         left join joint_operation joint on joint.code = instance.business_key_
         left join special_report report on report.code = instance.business_key_
         left join enforcement_case law on law.code = instance.business_key_
         left join campaign on campaign.code = coalesce(
        'TH-' || substring(coalesce(report.subject, hard.source, instance.business_key_) from '^(?:TH|LB|SC)-(\d{4}-\d{2,})'),
        info.campaign, joint.campaign, 'TH-' || substring(law.campaign from '^(?:TH|LB)-(\d{4}-\d{2,})'))
         left join further_improvement improvement on improvement.code =
        substring(coalesce(report.subject, hard.source, law.campaign, instance.business_key_) from '^FI-\d{4}-\d{2,}');

create view reviewed_step as
select step.id_                                     as id,
       step.proc_inst_id_                           as instance,
       step.proc_def_key_                           as model,
       step.act_id_                                 as node,
       coalesce(step.act_name_, step.act_id_)       as name,
       step.act_type_                               as type,
       step.task_id_                                as task,
       step.call_proc_inst_id_                      as called,
       step.start_time_                             as started_at,
       step.end_time_                               as ended_at,
       coalesce(step.act_inst_state_, 0) = 2        as cancelled,
       coalesce(task.assignee_, step.assignee_)     as assignee,
       task.due_date_                               as due_at,
       step.sequence_counter_                       as place
from act_hi_actinst step
         left join act_hi_taskinst task on task.id_ = step.task_id_
where step.act_type_ <> 'multiInstanceBody';

-- Whose tasks an instance held, by group.
create view reviewed_holder as
select task.proc_inst_id_ as instance,
       link.group_id_     as held_by
from act_hi_identitylink link
         join act_hi_taskinst task on task.id_ = link.task_id_
where link.group_id_ is not null;

create view reviewed_candidate as
select distinct task_id_ as task, group_id_ as held_by
from act_hi_identitylink
where group_id_ is not null
  and task_id_ is not null;

create view reviewed_task as
select proc_inst_id_ as instance, due_date_ as due_at, end_time_ as ended_at
from act_hi_taskinst;

-- Lists by time, the instances that one called, and a model's heat over a period.
create index lt_instance_started on act_hi_procinst (start_time_ desc, id_);
create index lt_instance_caller on act_hi_procinst (super_process_instance_id_);
create index lt_step_model_ended on act_hi_actinst (proc_def_key_, end_time_);
create index lt_task_late on act_hi_taskinst (proc_inst_id_, due_date_) where due_date_ is not null;

-- 工作时间：the days of a span, with the office hours that lie before each of them. A year without the State
-- Council's table counts its weekdays.
create function office_days(first_day date, last_day date)
    returns table
            (
                day          date,
                works        boolean,
                opens        time,
                closes       time,
                hours_before numeric
            )
    language sql
    stable
as
$$
with office as (select coalesce(max(value) filter (where key = 'office.start'), '09:00')::time as opens,
                       coalesce(max(value) filter (where key = 'office.end'), '17:30')::time   as closes
                from parameter
                where key in ('office.start', 'office.end')
                  and daterange(valid_from, valid_to, '[]') @> last_day),
     newest as (select year, max(version) as version from work_calendar_table group by year),
     marked as (select each.day::date                                                                as day,
                       coalesce(named.kind = 'MAKEUP_WORKDAY', extract(isodow from each.day) < 6)     as works
                from generate_series(first_day::timestamp, last_day::timestamp, interval '1 day') as each (day)
                         left join newest on newest.year = extract(year from each.day)::int
                         left join work_calendar_day named
                                   on named.year = newest.year and named.version = newest.version
                                       and named.day = each.day::date)
select marked.day,
       marked.works,
       office.opens,
       office.closes,
       (count(*) filter (where marked.works)
           over (order by marked.day rows between unbounded preceding and 1 preceding))
           * extract(epoch from office.closes - office.opens) / 3600
from marked
         cross join office
$$;

-- The office hours from the beginning of the span to a moment of that day.
create function office_hours(moment timestamp, works boolean, opens time, closes time, hours_before numeric)
    returns numeric
    language sql
    immutable
as
$$
select hours_before + case
                          when works then
                              extract(epoch from least(greatest(moment::time, opens), closes) - opens) / 3600
                          else 0 end
$$;
