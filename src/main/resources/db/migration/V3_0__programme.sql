-- The annual programme 8+365: document, board, planned campaigns, receipts, progress, review (domain 5.2).

create table campaign_theme
(
    code     text primary key check (code ~ '^THEME_[A-Z_]+$'),
    name     text    not null unique check (char_length(name) between 1 and 60),
    name_en  text    not null,
    in_body  boolean not null,
    in_annex boolean not null
);

-- The six of line 23, whose list ends with 等 and is open, and what the annex focuses on (line 65).
insert into campaign_theme (code, name, name_en, in_body, in_annex)
values ('THEME_APPEARANCE', '市容环境保障', 'city-appearance assurance', true, false),
       ('THEME_PRE_HOLIDAY', '节前市容环境执法保障', 'pre-holiday appearance assurance', false, true),
       ('THEME_CIIE', '进博会保障', 'CIIE assurance', true, true),
       ('THEME_CIVILISED_CITY', '创文迎复审保障', 'civilised-city review assurance', true, false),
       ('THEME_WASTE_SORTING', '垃圾分类专项检查', 'waste-sorting inspection', true, false),
       ('THEME_CONSTRUCTION', '建设工地文明施工', 'civilised construction', true, false),
       ('THEME_DEBRIS', '渣土运输专项整治', 'construction-debris transport', true, true),
       ('THEME_AIR', '空气质量专项执法检查', 'air-quality inspection', false, true);

create table policy_document
(
    id          bigint generated always as identity primary key,
    document_no text not null check (char_length(document_no) between 1 and 60),
    issuer      text not null check (char_length(issuer) between 1 and 100),
    title       text not null check (char_length(title) between 1 and 200),
    issued_on   date not null,
    printed_on  date,
    printed_by  text,
    unique (issuer, document_no)
);

create table annual_programme
(
    id                 bigint generated always as identity primary key,
    code               text    not null unique,
    year               integer not null unique check (year between 2020 and 2100),
    key_work           text    not null default '“雷霆”专项整治行动' check (char_length(key_work) between 1 and 100),
    doc_title          text check (char_length(doc_title) between 1 and 200),
    annual_goal        text check (char_length(annual_goal) between 1 and 500),
    responsible_unit   text    not null check (char_length(responsible_unit) between 1 and 60),
    min_campaigns      integer not null default 8 check (min_campaigns >= 1),
    status             text    not null check (status in ('DRAFT', 'SUBMITTED', 'APPROVED', 'ISSUED', 'REVIEWED', 'CLOSED')),
    warnings           text[]  not null default '{}',
    first_month        integer check (first_month between 1 and 12),
    campaigns_launched integer not null default 0 check (campaigns_launched >= 0),
    review_approved    boolean not null default false,
    document           bigint unique references policy_document (id),
    version            integer not null,
    check (code = 'TH-' || year),
    check (status = 'DRAFT' or (doc_title is not null and annual_goal is not null)),
    check ((status in ('ISSUED', 'REVIEWED', 'CLOSED')) = (first_month is not null)),
    check ((status in ('ISSUED', 'REVIEWED', 'CLOSED')) = (document is not null)),
    check (status <> 'CLOSED' or review_approved),
    check (not review_approved or status in ('REVIEWED', 'CLOSED'))
);

create table board_lead_leader
(
    programme  bigint not null references annual_programme (id),
    name       text   not null check (char_length(name) between 1 and 50),
    valid_from date   not null,
    valid_to   date,
    check (valid_to >= valid_from),
    exclude using gist (programme with =, daterange(valid_from, valid_to, '[]') with &&)
);

create table board_month_goal
(
    programme bigint  not null references annual_programme (id),
    month     integer not null check (month between 1 and 12),
    goal      text check (char_length(goal) between 1 and 1000),
    span_from integer check (span_from between 1 and 12),
    span_to   integer check (span_to between 1 and 12),
    primary key (programme, month),
    check ((span_from is null) = (span_to is null)),
    check (month between span_from and span_to)
);

create table planned_campaign
(
    programme     bigint  not null references annual_programme (id),
    seq           integer not null check (seq between 1 and 99),
    annex_seq     integer check (annex_seq >= 1),
    theme         text references campaign_theme (code),
    title         text    not null check (char_length(title) between 1 and 100),
    month_status  text    not null check (month_status in ('FIXED', 'CELL_ONLY', 'THEME_ONLY', 'OPEN')),
    month         integer check (month between 1 and 12),
    source_text   text check (char_length(source_text) between 1 and 500),
    note          text check (char_length(note) between 1 and 500),
    status        text    not null check (status in ('OPEN', 'LAUNCHED', 'DONE', 'CANCELLED', 'DROPPED')),
    reason        text check (char_length(reason) between 1 and 300),
    campaign_code text unique check (campaign_code ~ '^TH-\d{4}-\d{2,}$'),
    revision      integer not null check (revision >= 1),
    primary key (programme, seq),
    unique (programme, annex_seq),
    check ((month_status in ('FIXED', 'CELL_ONLY')) = (month is not null)),
    check ((status in ('LAUNCHED', 'DONE', 'CANCELLED')) = (campaign_code is not null)),
    check (campaign_code is null or (month is not null and theme is not null)),
    check (status not in ('CANCELLED', 'DROPPED') or reason is not null)
);

create index planned_campaign_theme on planned_campaign (theme);

-- What each planned campaign looked like after every change since the issue, and why it was changed.
create table planned_campaign_version
(
    programme    bigint      not null references annual_programme (id),
    seq          integer     not null,
    revision     integer     not null,
    theme        text references campaign_theme (code),
    title        text        not null,
    month_status text        not null,
    month        integer,
    status       text        not null,
    reason       text        not null check (char_length(reason) between 1 and 300),
    by_whom      text        not null,
    at           timestamptz not null,
    primary key (programme, seq, revision)
);

create table document_delivery
(
    id                bigint generated always as identity primary key,
    document          bigint      not null references policy_document (id),
    recipient         text        not null check (recipient ~ '^[a-zA-Z0-9]+$'),
    recipient_name    text        not null,
    kind              text        not null check (kind in ('ADDRESSEE', 'CC')),
    sent_at           timestamptz not null,
    confirmed_at      timestamptz,
    confirmed_by      text,
    confirmed_by_name text,
    remark            text check (char_length(remark) between 1 and 300),
    read_at           timestamptz,
    unique (document, recipient),
    check ((confirmed_at is null) = (confirmed_by is null)),
    check ((confirmed_at is null) = (confirmed_by_name is null)),
    check (kind = 'ADDRESSEE' or confirmed_at is null)
);

create table year_review
(
    programme    bigint      not null references annual_programme (id),
    seq          integer     not null check (seq >= 1),
    summary      text        not null check (char_length(summary) between 200 and 5000),
    achievements text        not null check (char_length(achievements) between 1 and 2000),
    problems     text        not null check (char_length(problems) between 1 and 2000),
    reviewed_by  text        not null,
    reviewed_at  timestamptz not null,
    primary key (programme, seq)
);

-- 完善长效机制: open until done, carried over into every later year's programme until then.
create table improvement_measure
(
    id         bigint generated always as identity primary key,
    programme  bigint  not null,
    review     integer not null,
    no         integer not null check (no >= 1),
    measure    text    not null check (char_length(measure) between 1 and 300),
    owner_unit text    not null check (char_length(owner_unit) between 1 and 60),
    due_on     date    not null,
    done_on    date,
    done_by    text,
    unique (programme, review, no),
    foreign key (programme, review) references year_review (programme, seq),
    check ((done_on is null) = (done_by is null))
);

create index improvement_measure_open on improvement_measure (programme) where done_on is null;

-- Who did what with the programme, and every decision with its comment.
create table programme_event
(
    id        bigint generated always as identity primary key,
    programme bigint      not null references annual_programme (id),
    kind      text        not null,
    text      text check (char_length(text) between 1 and 2000),
    by_whom   text        not null,
    by_name   text        not null,
    at        timestamptz not null
);

create index programme_event_programme on programme_event (programme, id);

create function refuse_change() returns trigger
    language plpgsql as
$$
begin
    raise exception 'rows of % are never changed or deleted', tg_table_name;
end
$$;

create trigger programme_event_append_only
    before update or delete
    on programme_event
    for each row
execute function refuse_change();

create trigger planned_campaign_version_append_only
    before update or delete
    on planned_campaign_version
    for each row
execute function refuse_change();

create trigger year_review_append_only
    before update or delete
    on year_review
    for each row
execute function refuse_change();
