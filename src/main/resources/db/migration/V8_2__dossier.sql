-- What belongs to an information item beside its text (domain P9, F-26, F-26b): photos with what they show, proofs of
-- its publications, the cases it tells of, and how many read it. None of these numbers is a score.
with keys as (
    insert into parameter_key (key, unit, meaning, position)
    values ('publicity.counters', 'CALENDAR', '发布后登记传播数据的最早时间', 420)
    returning key, unit)
insert into parameter (key, unit, value, valid_from)
select key, unit, '7', date '2022-01-01'
from keys;

-- faces, plates: null until the editor has looked at the photo.
create table info_photo
(
    item      text        not null references info_item (code),
    no        integer     not null check (no between 1 and 9),
    sha256    text        not null references photo_file (sha256),
    added_by  text        not null,
    added_at  timestamptz not null,
    faces     boolean,
    plates    boolean,
    marked_by text,
    marked_at timestamptz,
    primary key (item, sha256),
    unique (item, no),
    check (num_nulls(faces, plates, marked_by, marked_at) in (0, 4))
);

create index info_photo_sha256 on info_photo (sha256);

-- Photos change only before their item is adopted; whoever adopts it holds its row.
create function refuse_late_photo() returns trigger
    language plpgsql
as
$$
begin
    if not exists (select from info_item where code = coalesce(new.item, old.item) and status = 'SUBMITTED') then
        raise exception 'photos of % are settled', coalesce(new.item, old.item) using errcode = 'check_violation';
    end if;
    return coalesce(new, old);
end
$$;

create trigger info_photo_before_adoption
    before insert or update or delete
    on info_photo
    for each row
execute function refuse_late_photo();

-- Whoever changes the photos holds the item's row, so that nothing slips in while it is adopted.
create function refuse_unmarked_photo() returns trigger
    language plpgsql
as
$$
begin
    if exists (select
               from info_photo
               where item = new.code
                 and (faces is null or ((faces or plates) and not new.contains_persons))) then
        raise exception 'photos of % are not looked at', new.code using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger info_item_photos_marked
    before update
    on info_item
    for each row
    when (old.status = 'SUBMITTED' and new.status in ('CHECKING', 'APPROVING'))
execute function refuse_unmarked_photo();

create table publication_proof
(
    publication   bigint      not null references publication (id),
    no            integer     not null check (no between 1 and 5),
    sha256        text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    bytes         integer     not null check (bytes between 1 and 20971520),
    type          text        not null check (type in ('PDF', 'JPEG', 'PNG')),
    added_by      text        not null,
    added_by_name text        not null,
    added_at      timestamptz not null,
    primary key (publication, no),
    unique (publication, sha256)
);

create trigger publication_proof_append_only
    before update or delete
    on publication_proof
    for each row
execute function refuse_change();

-- 传播数据: counted again and again; the last count stands.
create table publication_count
(
    publication      bigint      not null references publication (id),
    no               integer     not null check (no >= 1),
    readers          integer     not null check (readers >= 0),
    shares           integer check (shares >= 0),
    recorded_by      text        not null,
    recorded_by_name text        not null,
    recorded_at      timestamptz not null,
    primary key (publication, no)
);

create trigger publication_count_append_only
    before update or delete
    on publication_count
    for each row
execute function refuse_change();

-- Cases that an item tells of: when a decision is overturned, what stands of it is withdrawn (行政处罚法第四十八条).
create table info_case
(
    item      text        not null references info_item (code),
    case_code text        not null references enforcement_case (code),
    linked_by text        not null,
    linked_at timestamptz not null,
    primary key (item, case_code)
);

create index info_case_case on info_case (case_code);

-- The public feed asks for nothing else.
create index publication_on_government_site on publication (recorded_at desc, id desc) where channel = 'GOV_SITE';
