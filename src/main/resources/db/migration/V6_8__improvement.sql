-- R-04 holds squads in the field: one that was done before a campaign was approved, or before it joined one, stands in
-- no campaign's way, and keeps the days it had.
create or replace function refuse_improvement_in_campaign() returns trigger
    language plpgsql as
$$
declare
    clash record;
begin
    perform pg_advisory_xact_lock(hashtextextended('improvement days', 0));
    select share.improvement, share.squad, held.campaign
    into clash
    from improvement_squad share
             join squad_campaign held on held.squad = share.squad
        and share.first_day <= held.ends_on
        and share.last_day >= held.starts_on
             left join squad_task task on task.code = share.improvement || ':' || share.squad
    where share.status = 'GIVEN'
      and coalesce(task.state, 'WAITING') in ('WAITING', 'ASSIGNED', 'ACKNOWLEDGED', 'PLANNED', 'RUNNING')
      and share.first_day <= share.last_day
      and case tg_table_name
              when 'campaign' then held.campaign = to_jsonb(new) ->> 'code'
              else share.improvement = to_jsonb(new) ->> 'improvement' and share.squad = to_jsonb(new) ->> 'squad' end
    limit 1;
    if found then
        raise exception 'the share of squad % in % has a day inside its campaign %',
            clash.squad, clash.improvement, clash.campaign using errcode = 'check_violation';
    end if;
    return null;
end
$$;
