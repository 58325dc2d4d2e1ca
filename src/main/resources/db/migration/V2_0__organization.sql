-- Whoever works by this product, grouped as the engine groups them. The code is the official one of a
-- squad and the group's name of all others; in_notice tells whether the notice of 2023 names it.
create table unit
(
    code       text    not null primary key check (code ~ '^[a-zA-Z0-9]{2,32}$'),
    name       text    not null unique,
    short_name text    not null,
    kind       text    not null check (kind in ('LEADERSHIP', 'SECTION', 'SQUAD', 'TOWN', 'DECIDING', 'REVIEW', 'AGENCY')),
    group_id   text    not null unique check (group_id ~ '^[a-zA-Z0-9]{1,64}$'),
    in_notice  boolean not null,
    place      int     not null unique
);

create table squad
(
    code      text not null primary key references unit (code) check (code ~ '^310118\d{3}$'),
    id        text not null unique check (id ~ '^[A-Z][a-z]+$'),
    town_name text not null,
    kind      text not null check (kind in ('SUBDISTRICT', 'TOWN', 'MOBILE'))
);

-- Open start: nothing says since when. One name of each style and one authority on any day.
create table squad_name
(
    squad_code text not null references squad (code),
    style      text not null check (style in ('NOTICE', 'PRESENT')),
    name       text not null,
    valid_from date,
    valid_to   date,
    check (valid_to >= valid_from),
    exclude using gist (squad_code with =, style with =, daterange(valid_from, valid_to, '[]') with &&)
);

create table deciding_authority
(
    squad_code text not null references squad (code),
    name       text not null,
    valid_from date,
    valid_to   date,
    check (valid_to >= valid_from),
    exclude using gist (squad_code with =, daterange(valid_from, valid_to, '[]') with &&)
);

-- groups: those last told to the account.
create table person
(
    user_id    text        not null primary key check (user_id ~ '^[a-zA-Z0-9]{2,64}$'),
    name       text        not null check (length(name) between 1 and 40),
    unit_code  text        not null references unit (code),
    kind       text        not null check (kind in ('OFFICER', 'AUXILIARY', 'STAFF')),
    phone      text check (phone ~ '^1\d{10}$'),
    groups     text[]      not null default '{}',
    changed_by text        not null,
    changed_at timestamptz not null
);

create unique index person_whatever_case on person (lower(user_id));
create index person_unit on person (unit_code, user_id);

create table post
(
    id         bigint generated always as identity primary key,
    user_id    text not null references person (user_id),
    unit_code  text not null references unit (code),
    title      text not null check (title in ('LEADER', 'DEPUTY_LEADER', 'OFFICER', 'AUXILIARY', 'HEAD', 'MEMBER',
                                              'PRINCIPAL', 'TOWN', 'DECIDER', 'REVIEWER', 'LIAISON')),
    valid_from date not null,
    valid_to   date,
    check (valid_to >= valid_from),
    exclude using gist (user_id with =, unit_code with =, title with =, daterange(valid_from, valid_to, '[]') with &&)
);

create index post_unit on post (unit_code, title);

create table officer_certificate
(
    no         text not null primary key check (length(no) between 4 and 40),
    user_id    text not null references person (user_id),
    issued_on  date not null,
    expires_on date not null,
    check (expires_on >= issued_on)
);

create index officer_certificate_holder on officer_certificate (user_id, expires_on);

create table leader_designation
(
    id            bigint generated always as identity primary key,
    squad_code    text        not null references squad (code),
    officer_id    text        not null references person (user_id),
    deputy_id     text references person (user_id) check (deputy_id <> officer_id),
    valid_from    date        not null,
    valid_to      date,
    phone         text        not null check (phone ~ '^1\d{10}$'),
    designated_by text        not null,
    designated_at timestamptz not null,
    ended_by      text,
    check (valid_to >= valid_from),
    constraint one_designee_a_day
        exclude using gist (squad_code with =, daterange(valid_from, valid_to, '[]') with &&)
);

create index leader_designation_officer on leader_designation (officer_id);
create index leader_designation_deputy on leader_designation (deputy_id);

create table handover
(
    id           bigint generated always as identity primary key,
    from_user    text        not null references person (user_id),
    to_user      text        not null references person (user_id) check (to_user <> from_user),
    effective_on date        not null,
    items        text[]      not null,
    confirmed_by text        not null,
    confirmed_at timestamptz not null
);

insert into unit (code, name, short_name, kind, group_id, in_notice, place)
values ('districtViceHead', '分管副区长', '分管副区长', 'LEADERSHIP', 'districtViceHead', true, 1),
       ('bureauLeadership', '城管执法局领导班子', '局领导班子', 'LEADERSHIP', 'bureauLeadership', true, 2),
       ('leadLeader', '牵头领导', '牵头领导', 'LEADERSHIP', 'leadLeader', true, 3),
       ('deptCoordination', '执法协调科', '执法协调科', 'SECTION', 'deptCoordination', true, 11),
       ('deptSupervision', '法规监督科', '法规监督科', 'SECTION', 'deptSupervision', true, 12),
       ('deptLegal', '法制科', '法制科', 'SECTION', 'deptLegal', true, 13),
       ('deptOffice', '办公室', '办公室', 'SECTION', 'deptOffice', true, 14),
       ('310118000', '青浦城管机动中队', '机动中队', 'SQUAD', 'squadMobile', false, 199),
       ('agencyPolice', '青浦公安分局', '公安', 'AGENCY', 'agencyPolice', true, 501),
       ('agencyMarket', '区市场监管局', '市场', 'AGENCY', 'agencyMarket', true, 502),
       ('agencyGreening', '区绿化市容局', '绿容', 'AGENCY', 'agencyGreening', true, 503),
       ('agencyConstruction', '区建设管理委', '建委', 'AGENCY', 'agencyConstruction', true, 504),
       ('agencyWater', '区水务局', '水务', 'AGENCY', 'agencyWater', true, 505),
       ('agencyEcology', '区生态环境局', '生态环境', 'AGENCY', 'agencyEcology', false, 506),
       ('agencyTransport', '区交通委执法大队', '交通', 'AGENCY', 'agencyTransport', false, 507);

-- The statistics codes of the district; there is no 310118108, and the code, not the pinyin, is the key.
create temporary table town on commit drop as
select code,
       name,
       id,
       kind,
       name || case kind when 'TOWN' then '人民政府' else '办事处' end as authority,
       row_number() over (order by code)::int                          as place
from (values ('310118001', '夏阳街道', 'Xiayang', 'SUBDISTRICT'),
             ('310118002', '盈浦街道', 'Yingpu', 'SUBDISTRICT'),
             ('310118003', '香花桥街道', 'Xianghuaqiao', 'SUBDISTRICT'),
             ('310118102', '朱家角镇', 'Zhujiajiao', 'TOWN'),
             ('310118103', '练塘镇', 'Liantang', 'TOWN'),
             ('310118104', '金泽镇', 'Jinze', 'TOWN'),
             ('310118105', '赵巷镇', 'Zhaoxiang', 'TOWN'),
             ('310118106', '徐泾镇', 'Xujing', 'TOWN'),
             ('310118107', '华新镇', 'Huaxin', 'TOWN'),
             ('310118109', '重固镇', 'Chonggu', 'TOWN'),
             ('310118110', '白鹤镇', 'Baihe', 'TOWN')) as towns (code, name, id, kind);

insert into unit (code, name, short_name, kind, group_id, in_notice, place)
select code, name || '城管中队', regexp_replace(name, '(街道|镇)$', '') || '中队', 'SQUAD', 'squad' || id, true, 100 + place
from town
union all
select 'town' || id, name || '领导班子', name, 'TOWN', 'town' || id, true, 200 + place
from town
union all
select 'decide' || id, authority, authority, 'DECIDING', 'decide' || id, false, 300 + place
from town
union all
select 'review' || id, authority || '法制审核', authority || '法制审核', 'REVIEW', 'review' || id, false, 400 + place
from town;

insert into squad (code, id, town_name, kind)
select code, id, name, kind
from town
union all
select '310118000', 'Mobile', '青浦区', 'MOBILE';

insert into squad_name (squad_code, style, name)
select code, 'NOTICE', name || '城管中队'
from town
union all
select code, 'PRESENT', name || '综合行政执法队'
from town
union all
select '310118000', 'NOTICE', '青浦城管机动中队';

insert into deciding_authority (squad_code, name)
select code, authority
from town
union all
select '310118000', '青浦区城市管理行政执法局';
