-- Campaigns 专项整治行动: definition, filing, steering, guidance notes, closing, publication (domain 5.3).

create table campaign
(
    code                  text primary key,
    year                  integer       not null check (year between 2020 and 2100),
    planned_seq           integer check (planned_seq between 1 and 99),
    theme                 text          not null references campaign_theme (code),
    title                 text          not null check (char_length(title) between 1 and 100),
    display_no            integer check (display_no between 1 and 999),
    basis_type            text check (basis_type in ('DEPLOYMENT', 'SEASON', 'BOTH')),
    basis_text            text check (char_length(basis_text) between 1 and 500),
    starts_on             date,
    ends_on               date,
    original_ends_on      date,
    scope                 text check (scope in ('DISTRICT', 'PARTIAL')),
    squads                text[]        not null default '{}',
    weight                numeric(3, 2) check (weight between 0.5 and 2.0),
    checklist             text check (char_length(checklist) between 1 and 60),
    enterprise_inspection boolean,
    guidance_text         text check (char_length(guidance_text) between 1 and 3000),
    info_target           integer check (info_target between 0 and 10),
    needs_filing          boolean       not null default false,
    filing                integer,
    status                text          not null check (status in ('DRAFT', 'SUBMITTED', 'APPROVED', 'SUSPENDED',
                                                                   'CLOSED', 'CANCELLED', 'REJECTED')),
    defined_by            text,
    points_by             text,
    suspended_on          date,
    paused_days           integer check (paused_days >= 0),
    question              text check (char_length(question) between 20 and 2000),
    hard_case             boolean generated always as (question is not null) stored,
    closing_confirmed     boolean       not null default false,
    version               integer       not null,
    unique (year, display_no),
    constraint year_of_its_code check (code ~ ('^TH-' || year || '-\d{2,}$')),
    constraint end_after_start check (ends_on >= starts_on),
    constraint at_most_70_days check (ends_on - starts_on <= 70 + paused_days),
    constraint defined_once_submitted check (
        status in ('DRAFT', 'CANCELLED')
            or (cardinality(squads) > 0
            and num_nulls(basis_type, basis_text, starts_on, ends_on, original_ends_on, paused_days, scope, weight,
                          checklist, enterprise_inspection, guidance_text, info_target, defined_by) = 0)),
    constraint filed_when_needed check (
        filing is not null or not needs_filing or status not in ('APPROVED', 'SUSPENDED', 'CLOSED')),
    constraint suspended_since check ((status = 'SUSPENDED') = (suspended_on is not null)),
    constraint checked_before_closed check (status <> 'CLOSED' or closing_confirmed)
);

create index campaign_by_theme on campaign (theme);
create index campaign_open on campaign (code) where status in ('DRAFT', 'SUBMITTED', 'APPROVED', 'SUSPENDED');

-- An array has no foreign keys.
create function refuse_unknown_squads() returns trigger
    language plpgsql as
$$
begin
    if exists (select from unnest(new.squads) as named (code) where code not in (select code from squad)) then
        raise exception 'unknown squad among %', new.squads using errcode = 'foreign_key_violation';
    end if;
    return new;
end
$$;

create trigger campaign_squads_exist
    before insert or update of squads
    on campaign
    for each row
execute function refuse_unknown_squads();

create table campaign_phase
(
    campaign  text    not null references campaign (code),
    no        integer not null check (no between 1 and 10),
    name      text    not null check (char_length(name) between 1 and 40),
    starts_on date    not null,
    ends_on   date    not null,
    focus     text check (char_length(focus) between 1 and 500),
    primary key (campaign, no),
    check (ends_on >= starts_on)
);

-- 专项检查计划的备案: an amendment is a further version; the campaign names the one in force.
create table campaign_filing
(
    campaign              text        not null references campaign (code),
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
    filed_by_name         text        not null,
    filed_at              timestamptz not null,
    primary key (campaign, version),
    check (period_to >= period_from),
    check (published_on >= approved_on),
    check (urgent = (urgent_reason is not null)),
    exclude using gist (filing_no with =, campaign with <>)
);

alter table campaign
    add foreign key (code, filing) references campaign_filing (campaign, version);

-- Who did what with the campaign; old and new values where something was moved.
create table campaign_event
(
    id        bigint generated always as identity primary key,
    campaign  text        not null references campaign (code),
    kind      text        not null check (kind ~ '^[A-Z_]+$'),
    old_value text check (char_length(old_value) between 1 and 500),
    new_value text check (char_length(new_value) between 1 and 500),
    reason    text check (char_length(reason) between 1 and 2000),
    by_whom   text        not null,
    by_name   text        not null,
    at        timestamptz not null
);

create index campaign_event_campaign on campaign_event (campaign, id);

-- F-08, asked by a squad and decided by the lead leader; a denied one may be asked once more.
create table campaign_exemption_request
(
    campaign        text        not null references campaign (code),
    squad           text        not null references squad (code),
    no              integer     not null check (no in (1, 2)),
    reason          text        not null check (reason in ('FORCE_MAJEURE', 'OTHER_ORDER', 'NO_OBJECT', 'OTHER')),
    text            text        not null check (char_length(text) between 10 and 500),
    asked_by        text        not null,
    asked_by_name   text        not null,
    asked_at        timestamptz not null,
    granted         boolean,
    comment         text check (char_length(comment) between 1 and 1000),
    decided_by      text,
    decided_by_name text,
    decided_at      timestamptz,
    primary key (campaign, squad, no),
    check (num_nonnulls(granted, decided_by, decided_by_name, decided_at) in (0, 4)),
    check (comment is null or granted is not null)
);

create unique index campaign_exemption_request_open on campaign_exemption_request (campaign, squad) where granted is null;
create unique index campaign_exemption_request_granted on campaign_exemption_request (campaign, squad) where granted;
create index campaign_exemption_request_squad on campaign_exemption_request (squad);

-- F-05 指导意见: a note is never changed, a further one is given.
create table campaign_guidance
(
    id                  bigint generated always as identity primary key,
    campaign            text        not null references campaign (code),
    text                text        not null check (char_length(text) between 1 and 1000),
    requested_duty_mode text check (requested_duty_mode in ('EARLY', 'DAY', 'EVENING', 'NIGHT', 'STAGGERED')),
    focus_items         text[]      not null check (cardinality(focus_items) <= 10),
    ack_required        boolean     not null,
    given_by            text        not null,
    given_by_name       text        not null,
    given_at            timestamptz not null
);

create index campaign_guidance_campaign on campaign_guidance (campaign, id);

create table campaign_guidance_squad
(
    guidance bigint not null references campaign_guidance (id),
    squad    text   not null references squad (code),
    primary key (guidance, squad)
);

create index campaign_guidance_squad_squad on campaign_guidance_squad (squad);

create table campaign_guidance_ack
(
    guidance      bigint      not null,
    squad         text        not null,
    acked_by      text        not null,
    acked_by_name text        not null,
    acked_at      timestamptz not null,
    primary key (guidance, squad),
    foreign key (guidance, squad) references campaign_guidance_squad (guidance, squad)
);

create table campaign_supervision
(
    campaign           text        not null references campaign (code),
    no                 integer     not null check (no >= 1),
    comment            text        not null check (char_length(comment) between 5 and 1000),
    hard_case          boolean     not null,
    question           text check (char_length(question) between 20 and 2000),
    supervised_by      text        not null,
    supervised_by_name text        not null,
    supervised_at      timestamptz not null,
    primary key (campaign, no),
    check (hard_case = (question is not null))
);

-- F-14 到位检查: 工作措施到位、整改落实到位、长效监管到位 (the notice, line 51).
create table campaign_closing_check
(
    campaign               text        not null references campaign (code),
    squad                  text        not null references squad (code),
    measures_in_place      boolean     not null,
    rectification_in_place boolean     not null,
    long_term_in_place     boolean     not null,
    comment                text check (char_length(comment) between 1 and 300),
    checked_by             text        not null,
    checked_by_name        text        not null,
    checked_at             timestamptz not null,
    primary key (campaign, squad),
    check (comment is not null or (measures_in_place and rectification_in_place and long_term_in_place))
);

create index campaign_closing_check_squad on campaign_closing_check (squad);

create table campaign_publication
(
    campaign          text        not null references campaign (code),
    no                integer     not null check (no >= 1),
    channel           text        not null check (channel in ('NEWS_MEDIA', 'WECHAT', 'GOV_SITE', 'OTHER', 'NONE')),
    title             text check (char_length(title) between 5 and 60),
    body              text check (char_length(body) between 50 and 3000),
    url               text check (char_length(url) <= 500 and url ~ '^https?://\S+$'),
    proof_note        text check (char_length(proof_note) between 1 and 500),
    published_by      text        not null,
    published_by_name text        not null,
    published_at      timestamptz not null,
    primary key (campaign, no),
    check (channel = 'NONE' or num_nulls(title, body) = 0),
    check (proof_note is not null or (channel <> 'NONE' and url is not null))
);

create trigger campaign_event_append_only
    before update or delete
    on campaign_event
    for each row
execute function refuse_change();

create trigger campaign_filing_append_only
    before update or delete
    on campaign_filing
    for each row
execute function refuse_change();

create trigger campaign_guidance_append_only
    before update or delete
    on campaign_guidance
    for each row
execute function refuse_change();

create trigger campaign_guidance_squad_append_only
    before update or delete
    on campaign_guidance_squad
    for each row
execute function refuse_change();

create trigger campaign_guidance_ack_append_only
    before update or delete
    on campaign_guidance_ack
    for each row
execute function refuse_change();

create trigger campaign_supervision_append_only
    before update or delete
    on campaign_supervision
    for each row
execute function refuse_change();

create trigger campaign_publication_append_only
    before update or delete
    on campaign_publication
    for each row
execute function refuse_change();
