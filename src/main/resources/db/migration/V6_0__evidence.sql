-- Photos (F-11; domain, section 9.3, no. 23): the bytes lie in the evidence store under their hash, here is what is
-- known of them. One file may be announced by several visits, which is what a reviewer wants to hear of.
with known (position, key, unit, value, meaning) as (values
    (200, 'evidence.minutes', 'COUNT', '30', '照片拍摄时间允许早于或晚于检查的分钟数')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- taken_at, lat, lon, accuracy_m: what the camera wrote into the file, in WGS-84; null where it wrote nothing.
-- thumbnail_due: when the small picture is to be made, or tried again after a node that died over it.
create table photo_file
(
    sha256          text        not null primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    bytes           integer     not null check (bytes between 1 and 10485760),
    type            text        not null check (type in ('JPEG', 'PNG')),
    width           integer     not null check (width >= 1),
    height          integer     not null check (height >= 1),
    orientation     integer     not null check (orientation between 1 and 8),
    taken_at        timestamptz,
    lat             numeric(9, 6) check (lat between -90 and 90),
    lon             numeric(9, 6) check (lon between -180 and 180),
    accuracy_m      numeric(8, 1) check (accuracy_m >= 0),
    stored_at       timestamptz not null,
    stored_by       text        not null,
    thumbnail       text        not null default 'DUE' check (thumbnail in ('DUE', 'MADE', 'FAILED')),
    thumbnail_due   timestamptz,
    thumbnail_tries integer     not null default 0 check (thumbnail_tries >= 0),
    check (width::bigint * height <= 50000000),
    check (num_nulls(lat, lon) in (0, 2)),
    check (accuracy_m is null or lat is not null),
    check ((thumbnail = 'DUE') = (thumbnail_due is not null))
);

create index photo_file_thumbnail_due on photo_file (thumbnail_due) where thumbnail = 'DUE';

-- received: how many bytes of an upload that broke off are kept for going on; null when the photo is there, or when
-- nothing of it has come. verdict: of the photo in this visit, null until its bytes are there.
alter table inspection_photo
    add column received   integer check (received between 1 and 10485760),
    add column arrived_at timestamptz,
    add column verdict    text check (verdict in ('OK', 'WARN', 'REJECT', 'UNKNOWN')),
    add column reasons    text[] not null default '{}',
    add column distance_m numeric(10, 1) check (distance_m >= 0),
    add constraint judged_when_arrived check ((arrived_at is null) = (verdict is null)),
    add constraint nothing_is_received_twice check (arrived_at is null or received is null),
    add constraint reasons_are_known check (reasons <@ array ['SAME_PHOTO', 'OTHER_TIME', 'OTHER_PLACE', 'NO_TIME',
        'NO_PLACE']),
    add constraint doubt_has_a_reason check (verdict is null or (verdict = 'OK') = (reasons = '{}'));

create index inspection_photo_doubtful on inspection_photo (verdict, inspection) where verdict <> 'OK';
create index inspection_photo_missing on inspection_photo (inspection) where arrived_at is null;
create index inspection_elsewhere on inspection (id) where geo_verdict in ('WARN', 'REJECT');
create index inspection_late on inspection (id) where late_upload;

-- For whoever lists visits: hash, relation, state and verdict of a photo.
create function photo_in_words(photo inspection_photo) returns text
    language sql
    immutable
as
$$
select concat_ws(' ', photo.sha256, photo.relation,
                 case when photo.arrived_at is not null then 'STORED'
                      when photo.received is not null then 'PARTIAL'
                      else 'EXPECTED' end,
                 coalesce(photo.verdict, '-'))
$$;

-- What a supervisor makes of a photo; the last one counts. Only FALSE is a ground for the deduction X2, which a person
-- books (domain, section 9.3, no. 23).
create table photo_review
(
    id         bigint generated always as identity primary key,
    inspection bigint      not null,
    sha256     text        not null,
    decision   text        not null check (decision in ('GENUINE', 'FALSE')),
    reason     text        not null check (char_length(reason) between 5 and 500),
    by_whom    text        not null,
    by_name    text        not null,
    at         timestamptz not null,
    foreign key (inspection, sha256) references inspection_photo (inspection, sha256)
);

create index photo_review_photo on photo_review (inspection, sha256, id);

create trigger photo_review_append_only
    before update or delete
    on photo_review
    for each row
execute function refuse_change();
