-- 案件文书 (domain §5.4): the document, and each version of it: rendered by the product with what names the party left
-- open, or scanned after signing. The bytes stand under their hash in the evidence store.
create table case_document
(
    id        bigint generated always as identity primary key,
    case_code text    not null references enforcement_case (code),
    kind      text    not null check (kind in ('INSPECTION_RECORD', 'ORDER_TO_CORRECT', 'TRANSFER_LETTER', 'PRIOR_NOTICE',
                                               'ON_THE_SPOT_DECISION', 'PENALTY_DECISION', 'NO_PENALTY_DECISION',
                                               'SERVICE_RECEIPT', 'GUIDANCE_OPINION', 'OTHER')),
    no        integer not null check (no >= 1),
    title     text    not null check (char_length(title) between 2 and 60),
    made_on   date    not null,
    signed_on date check (signed_on >= made_on),
    constraint one_number_once unique (case_code, kind, no)
);

create table case_document_version
(
    document     bigint      not null references case_document (id),
    no           integer     not null check (no >= 1),
    origin       text        not null check (origin in ('RENDERED', 'SCANNED')),
    template     integer,
    type         text        not null check (type in ('DOCX', 'PDF', 'JPEG', 'PNG')),
    sha256       text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    bytes        bigint      not null check (bytes between 1 and 20971520),
    made_by      text        not null,
    made_by_name text        not null,
    made_at      timestamptz not null,
    primary key (document, no),
    check ((origin = 'RENDERED') = (type = 'DOCX')),
    check ((origin = 'RENDERED') = (template is not null))
);

create trigger case_document_version_append_only
    before update or delete
    on case_document_version
    for each row
execute function refuse_change();

create function refuse_rendering_what_is_signed() returns trigger language plpgsql as
$$
begin
    if new.origin = 'RENDERED' and (select signed_on from case_document where id = new.document) is not null then
        raise exception 'document % is signed', new.document using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger signed_documents_stay
    before insert
    on case_document_version
    for each row
execute function refuse_rendering_what_is_signed();

-- 案卷评查 (domain §5.4, indicator D3): of a closed case, by a section that neither handled nor guided it.
create table case_file_review
(
    case_code        text        not null references enforcement_case (code),
    round            integer     not null check (round >= 1),
    score            integer     not null check (score between 0 and 100),
    fatal            boolean     not null,
    defects          text check (char_length(defects) between 2 and 2000),
    reviewed_by      text        not null,
    reviewed_by_name text        not null,
    reviewed_at      timestamptz not null,
    primary key (case_code, round),
    constraint what_is_missing_is_named check (defects is not null or (score = 100 and not fatal))
);

create trigger case_file_review_append_only
    before update or delete
    on case_file_review
    for each row
execute function refuse_change();

create function refuse_marks_of_handlers() returns trigger language plpgsql as
$$
begin
    if handles_case(new.case_code, new.reviewed_by) then
        raise exception '% handled case %', new.reviewed_by, new.case_code using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger no_handler_marks_the_file
    before insert
    on case_file_review
    for each row
execute function refuse_marks_of_handlers();
