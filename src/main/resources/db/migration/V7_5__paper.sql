-- Templates of all papers in one place (V5_1 kept those of the special report alone). template of a choice: a version,
-- or 0 and below an edition that comes with the product. In force on a day is the choice of the latest day not after it.
create table paper_template
(
    kind        text        not null check (kind ~ '^[a-z-]{3,40}$'),
    no          integer     not null check (no >= 1),
    file_name   text        not null check (char_length(file_name) between 1 and 120),
    sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    content     bytea       not null check (octet_length(content) between 1 and 2097152),
    uploaded_by text        not null,
    uploaded_at timestamptz not null,
    primary key (kind, no)
);

create table paper_choice
(
    id         bigint generated always as identity primary key,
    kind       text        not null check (kind ~ '^[a-z-]{3,40}$'),
    template   integer     not null check (template between -9 and 999999),
    uploaded   integer generated always as (case when template > 0 then template end) stored,
    valid_from date        not null check (valid_from between date '2020-01-01' and date '2100-12-31'),
    chosen_by  text        not null,
    chosen_at  timestamptz not null,
    foreign key (kind, uploaded) references paper_template (kind, no)
);

create index paper_choice_kind on paper_choice (kind, valid_from, id);
create index paper_choice_uploaded on paper_choice (kind, uploaded);

insert into paper_template (kind, no, file_name, sha256, content, uploaded_by, uploaded_at)
select 'special-report', no, file_name, sha256, content, uploaded_by, uploaded_at
from report_template;

insert into paper_choice (kind, template, valid_from, chosen_by, chosen_at)
select 'special-report', coalesce(template, 0),
       greatest((chosen_at at time zone 'Asia/Shanghai')::date, date '2020-01-01'),
       coalesce((select name from person where user_id = chosen_by), chosen_by), chosen_at
from report_template_choice
order by id;

-- The papers of signed reports go on naming their template.
alter table special_report_paper
    drop constraint special_report_paper_template_fkey,
    add column kind text not null generated always as ('special-report') stored,
    add foreign key (kind, template) references paper_template (kind, no);

drop table report_template_choice;
drop table report_template;

create trigger paper_template_append_only
    before update or delete
    on paper_template
    for each row
execute function refuse_change();

create trigger paper_choice_append_only
    before update or delete
    on paper_choice
    for each row
execute function refuse_change();
