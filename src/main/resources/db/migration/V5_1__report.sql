-- Special reports in full (notice, line 35; domain 4.11, O-20 to O-22): figures of one frozen summary, delivery
-- to every recipient, corrections as reports of their own, and the templates of the Word file.
with known (position, key, unit, value, meaning) as (values
    (140, 'report.read', 'WORKDAY', '3', '专报送达后的阅读提醒期限')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- A free report may be about nothing in particular; only one that is commissioned is the only one of its subject.
alter table special_report
    alter column subject drop not null,
    add column free            boolean not null default false,
    add column corrects        bigint references special_report (id),
    add column figures         integer not null default 0 check (figures >= 0),
    add column summary_no      integer check (summary_no >= 1),
    add column issue_total        integer unique check (issue_total >= 1),
    add column delivered_at    timestamptz,
    add constraint only_a_free_report_has_no_subject check (free or subject is not null),
    add constraint only_a_free_report_corrects check (free or corrects is null),
    add constraint figures_of_one_summary check ((figures > 0) = (summary_no is not null)),
    add constraint no_figures_without_subject check (subject is not null or figures = 0),
    add constraint corrects_another check (corrects <> id),
    add constraint delivered_once_signed check (delivered_at is null or status = 'SIGNED');

create index special_report_corrects on special_report (corrects);
create index special_report_issue on special_report (status, issue_total);

update special_report
set issue_total     = counted.place,
    delivered_at = counted.at
from (select id,
             row_number() over (order by issue_year, issue_no) as place,
             coalesce((select max(at) from special_report_event where special_report = special_report.id and kind = 'SIGNED'),
                      signed_on::timestamp at time zone 'Asia/Shanghai') as at
      from special_report
      where status = 'SIGNED') counted
where counted.id = special_report.id;

alter table special_report
    alter column free drop default,
    add constraint numbered_once_signed check ((status = 'SIGNED') = (issue_total is not null));

drop index special_report_unfinished;
create unique index special_report_unfinished on special_report (subject) where status <> 'SIGNED' and not free;

-- What is generated for a draft, from one frozen version and, to compare, the latest of the campaign before.
create table special_report_figures
(
    special_report   bigint      not null references special_report (id),
    no               integer     not null check (no >= 1),
    subject          text        not null,
    summary_no       integer     not null,
    previous_subject text,
    previous_no      integer,
    generated        jsonb       not null check (jsonb_typeof(generated) = 'object'),
    collected_at     timestamptz not null,
    primary key (special_report, no),
    foreign key (subject, summary_no) references summary_version (subject, no),
    foreign key (previous_subject, previous_no) references summary_version (subject, no),
    check ((previous_subject is null) = (previous_no is null))
);

create index special_report_figures_version on special_report_figures (subject, summary_no);
create index special_report_figures_previous on special_report_figures (previous_subject, previous_no);

alter table special_report_text
    add column figures integer,
    add foreign key (special_report, figures) references special_report_figures (special_report, no);

create index special_report_text_figures on special_report_text (special_report, figures);

create table special_report_delivery
(
    special_report bigint      not null references special_report (id),
    recipient      text        not null references unit (group_id),
    name           text        not null,
    kind           text        not null check (kind in ('ADDRESSEE', 'CC')),
    place          integer     not null check (place >= 1),
    sent_at        timestamptz not null,
    read_due_on    date,
    primary key (special_report, recipient)
);

create index special_report_delivery_recipient on special_report_delivery (recipient);

-- Who of a recipient opened it first.
create table special_report_reading
(
    special_report bigint      not null,
    recipient      text        not null,
    read_at        timestamptz not null,
    read_by        text        not null,
    primary key (special_report, recipient),
    foreign key (special_report, recipient) references special_report_delivery (special_report, recipient)
);

-- Reports that were signed before deliveries were kept: the same groups could read them.
insert into special_report_delivery (special_report, recipient, name, kind, place, sent_at)
select report.id, group_id, unit.name, case unit.kind when 'TOWN' then 'CC' else 'ADDRESSEE' end,
       row_number() over (partition by report.id order by unit.place), report.delivered_at
from special_report report
         join unit on group_id in ('districtViceHead', 'bureauLeadership')
    or unit.kind = 'TOWN'
where report.status = 'SIGNED';

-- In force is what was chosen last; without a choice the one that comes with the product.
create table report_template
(
    no          integer     not null primary key check (no >= 1),
    file_name   text        not null check (char_length(file_name) between 1 and 120),
    sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    content     bytea       not null check (octet_length(content) between 1 and 2097152),
    uploaded_by text        not null,
    uploaded_at timestamptz not null
);

create table report_template_choice
(
    id        bigint generated always as identity primary key,
    template  integer references report_template (no),
    chosen_by text        not null,
    chosen_at timestamptz not null
);

create index report_template_choice_template on report_template_choice (template);

-- The template that was in force when a report was signed, null as above: its paper stays as it was signed.
create table special_report_paper
(
    special_report bigint primary key references special_report (id),
    template       integer references report_template (no)
);

create index special_report_paper_template on special_report_paper (template);

insert into special_report_paper (special_report)
select id
from special_report
where status = 'SIGNED';

create trigger special_report_figures_append_only
    before update or delete
    on special_report_figures
    for each row
execute function refuse_change();

create trigger special_report_delivery_append_only
    before update or delete
    on special_report_delivery
    for each row
execute function refuse_change();

create trigger special_report_reading_append_only
    before update or delete
    on special_report_reading
    for each row
execute function refuse_change();

create trigger special_report_paper_append_only
    before update or delete
    on special_report_paper
    for each row
execute function refuse_change();

create trigger report_template_append_only
    before update or delete
    on report_template
    for each row
execute function refuse_change();

create trigger report_template_choice_append_only
    before update or delete
    on report_template_choice
    for each row
execute function refuse_change();
