-- Further improvement (365再提升; notice, line 31; domain P5): what is improved outside the campaigns, by which squads,
-- and what came of it. No day of a squad's share lies inside a campaign of its own (R-04).
with known (position, key, unit, value, meaning) as (values
    (220, 'fi.define', 'WORKDAY', '1', '再提升方案拟定期限'),
    (221, 'fi.file', 'WORKDAY', '5', '再提升专项检查计划报批备案期限'),
    (222, 'fi.approve', 'WORKDAY', '1', '再提升审定期限，紧急情形为先行下达后的补审期限'),
    (223, 'fi.evaluate', 'WORKDAY', '2', '再提升成效评估期限')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

update parameter_key
set meaning = '365再提升时长'
where key = 'fi.days';

update parameter_key
set meaning = '365再提升时长上限'
where key = 'fi.maxDays';

-- F-20 and F-21. A cluster of complaints proposes once; 执法协调科 completes or drops what it proposed. RUNNING and not
-- approved: urgent, given out before its approval.
create table further_improvement
(
    code                  text primary key,
    year                  integer     not null check (year between 2020 and 2100),
    cluster               text unique check (char_length(cluster) between 1 and 100),
    trigger_type          text        not null check (trigger_type in ('SUDDEN_PROBLEM', 'COMMON_SITUATION')),
    source                text        not null check (source in ('COMPLAINT', 'MEDIA', 'INSPECTION', 'SUPERIOR',
                                                                 'WEATHER', 'OTHER')),
    evidence              text        not null check (char_length(evidence) between 1 and 1000),
    title                 text        not null check (char_length(title) between 1 and 100),
    theme                 text        not null references campaign_theme (code),
    checklist             text check (char_length(checklist) between 1 and 60),
    squads                text[]      not null check (cardinality(squads) > 0),
    focus_items           text[]      not null check (cardinality(focus_items) between 1 and 10),
    guidance              text check (char_length(guidance) between 1 and 1000),
    first_day             date        not null,
    last_day              date        not null,
    enterprise_inspection boolean     not null,
    needs_filing          boolean     not null default false,
    filing                integer,
    urgent                boolean     not null default false,
    status                text        not null check (status in ('PROPOSED', 'SUBMITTED', 'RUNNING', 'EVALUATED',
                                                                 'DROPPED', 'REJECTED')),
    proposed_at           timestamptz not null,
    defined_by            text,
    points_by             text,
    approved_by           text,
    squads_done_at        timestamptz,
    solved                text check (solved in ('YES', 'PARTLY', 'NO')),
    evaluation            text check (char_length(evaluation) between 1 and 1000),
    propose_campaign      boolean,
    evaluated_by          text,
    version               integer     not null,
    constraint year_of_its_code check (code ~ ('^FI-' || year || '-\d{2,}$')),
    check (last_day >= first_day),
    constraint at_most_a_month check (last_day - first_day < 31),
    constraint complete_once_submitted check (
        status in ('PROPOSED', 'DROPPED') or num_nulls(guidance, checklist, defined_by) = 0),
    constraint approved_by_another check (approved_by <> defined_by),
    constraint approved_unless_urgent check (status <> 'RUNNING' or approved_by is not null or urgent),
    constraint approved_before_evaluated check (
        status <> 'EVALUATED' or num_nulls(approved_by, squads_done_at) = 0),
    constraint filed_when_needed check (not needs_filing or filing is not null or approved_by is null),
    check (num_nulls(solved, evaluation, propose_campaign, evaluated_by) in (0, 4)),
    check ((status = 'EVALUATED') = (solved is not null))
);

create index further_improvement_year on further_improvement (year);
create index further_improvement_theme on further_improvement (theme);
create index further_improvement_days on further_improvement (first_day, last_day);

create trigger further_improvement_squads_exist
    before insert or update of squads
    on further_improvement
    for each row
execute function refuse_unknown_squads();

-- 专项检查计划的备案 (F-04a), of improvements that visit enterprises; the improvement names the one in force.
create table improvement_filing
(
    improvement           text        not null references further_improvement (code),
    version               integer     not null check (version >= 1),
    necessity             text        not null check (char_length(necessity) between 1 and 1000),
    objects               text        not null check (char_length(objects) between 1 and 500),
    items                 text        not null check (char_length(items) between 1 and 1000),
    period_from           date        not null,
    period_to             date        not null,
    max_visits_per_object integer     not null check (max_visits_per_object between 1 and 100),
    approved_by           text        not null check (char_length(approved_by) between 1 and 100),
    approved_on           date        not null,
    filing_no             text        not null check (char_length(filing_no) between 1 and 50),
    published_on          date,
    publish_url           text check (char_length(publish_url) <= 500 and publish_url ~ '^https?://\S+$'),
    urgent                boolean     not null,
    urgent_reason         text check (char_length(urgent_reason) between 1 and 500),
    filed_by              text        not null,
    filed_at              timestamptz not null,
    primary key (improvement, version),
    check (period_to >= period_from),
    check (published_on >= approved_on),
    check (urgent = (urgent_reason is not null)),
    exclude using gist (filing_no with =, improvement with <>)
);

create trigger improvement_filing_append_only
    before update or delete
    on improvement_filing
    for each row
execute function refuse_change();

alter table further_improvement
    add foreign key (code, filing) references improvement_filing (improvement, version);

-- What became of each chosen squad, from the day it was given out. GIVEN: from its first to its last day, until the
-- campaign that is named begins. GUIDED: it was inside that campaign, and got a guidance note there. ABSORBED: that
-- campaign began, and took over the points that were left. WITHDRAWN: rejected after it had been given out.
create table improvement_squad
(
    improvement    text        not null references further_improvement (code),
    squad          text        not null references squad (code),
    status         text        not null check (status in ('GIVEN', 'GUIDED', 'ABSORBED', 'WITHDRAWN')),
    first_day      date,
    last_day       date,
    campaign       text references campaign (code),
    points_moved   integer check (points_moved >= 0),
    points_present integer check (points_present >= 0),
    points_left    integer check (points_left >= 0),
    given_at       timestamptz not null,
    ended_at       timestamptz,
    primary key (improvement, squad),
    check (num_nulls(first_day, last_day) in (0, 2)),
    check ((status = 'GUIDED') = (first_day is null)),
    constraint no_day_left_at_least check (last_day >= first_day - 1),
    check (status not in ('GUIDED', 'ABSORBED') or campaign is not null),
    check ((status = 'ABSORBED') = (points_moved is not null)),
    check (num_nulls(points_moved, points_present, points_left) in (0, 3)),
    check ((status in ('ABSORBED', 'WITHDRAWN')) = (ended_at is not null))
);

create index improvement_squad_squad on improvement_squad (squad);
create index improvement_squad_campaign on improvement_squad (campaign);
create index improvement_squad_given on improvement_squad (last_day) where status = 'GIVEN';

-- The campaigns that hold their squads: those approved, paused ones too; squads that are exempted from all of it are
-- free.
create view squad_campaign as
select named.squad, campaign.code as campaign, campaign.starts_on, campaign.ends_on
from campaign
         cross join unnest(campaign.squads) as named (squad)
         left join squad_task task on task.code = campaign.code || ':' || named.squad
where campaign.status in ('APPROVED', 'SUSPENDED')
  and coalesce(task.state, 'WAITING') not in ('EXEMPTED', 'CANCELLED');

-- R-04, asked when a transaction ends: the approval of a campaign shortens the shares in its way before that. One such
-- transaction after the other, as neither would see what the other has not committed.
create function refuse_improvement_in_campaign() returns trigger
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
    where share.status = 'GIVEN'
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

create constraint trigger improvement_squad_outside_campaigns
    after insert or update of first_day, last_day, status
    on improvement_squad
    deferrable initially deferred
    for each row
execute function refuse_improvement_in_campaign();

create constraint trigger campaign_outside_improvements
    after update of status, starts_on, ends_on, squads
    on campaign
    deferrable initially deferred
    for each row
    when (new.status in ('APPROVED', 'SUSPENDED'))
execute function refuse_improvement_in_campaign();

create table improvement_event
(
    id          bigint generated always as identity primary key,
    improvement text        not null references further_improvement (code),
    kind        text        not null check (kind ~ '^[A-Z_]+$'),
    text        text check (char_length(text) between 1 and 1000),
    by_whom     text        not null,
    by_name     text        not null,
    at          timestamptz not null
);

create index improvement_event_improvement on improvement_event (improvement, id);

create trigger improvement_event_append_only
    before update or delete
    on improvement_event
    for each row
execute function refuse_change();
