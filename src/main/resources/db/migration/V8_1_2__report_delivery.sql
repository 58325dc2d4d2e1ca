-- 送达凭证: proof that a report was handed over by other means, uploaded by a section.
create table report_delivery_proof
(
    id             bigint generated always as identity primary key,
    special_report bigint      not null,
    recipient      text        not null,
    handed_over_on date        not null,
    method         text        not null check (method in ('BY_HAND', 'DOCUMENT_SYSTEM', 'FAX', 'OTHER')),
    note           text check (char_length(note) between 2 and 300),
    file_name      text        not null check (char_length(file_name) between 1 and 120),
    file_type      text        not null check (file_type in ('application/pdf', 'image/jpeg', 'image/png')),
    sha256         text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    content        bytea       not null check (octet_length(content) between 1 and 5242880),
    by_whom        text        not null,
    by_name        text        not null,
    at             timestamptz not null,
    foreign key (special_report, recipient) references special_report_delivery (special_report, recipient),
    unique (special_report, recipient, sha256)
);

create trigger report_delivery_proof_append_only
    before update or delete
    on report_delivery_proof
    for each row
execute function refuse_change();

-- An edition of the product is no uploaded template: 0 the first, -1 the one in the layout of GB/T 9704.
alter table special_report_paper
    drop constraint special_report_paper_kind_template_fkey,
    add column uploaded integer generated always as (case when template > 0 then template end) stored,
    add foreign key (kind, uploaded) references paper_template (kind, no);
