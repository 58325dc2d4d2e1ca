-- What is inspected, where, and what the law says about it (domain 4.13, 5.2).

-- What checklists and findings refer to; what a violation is called and based on has its validity below.
create table violation_code
(
    code text primary key check (code ~ '^VIO_[A-Z_]{3,40}$')
);

-- Amounts only where the text of the law could be read. An act is judged by the row of its own day, so a
-- superseded row stays. Without max_correction_days the parameter rectification.maxDays applies.
create table violation_type
(
    code                text not null references violation_code (code),
    name                text not null check (char_length(name) between 2 and 60),
    legal_basis         text not null check (char_length(legal_basis) between 2 and 200),
    law_version         text not null check (char_length(law_version) between 2 and 60),
    competent           text not null check (competent in ('CITY_MGMT', 'ECOLOGY', 'CONSTRUCTION', 'TRANSPORT', 'GREENING',
                                                           'WATER', 'MARKET', 'POLICE')),
    precondition        text not null check (precondition in ('NONE', 'AFTER_REFUSAL', 'AFTER_DEADLINE')),
    fine_min            numeric(12, 2) check (fine_min >= 0),
    fine_max            numeric(12, 2) check (fine_max >= fine_min),
    max_correction_days int check (max_correction_days between 1 and 365),
    note                text check (char_length(note) between 2 and 200),
    valid_from          date not null,
    valid_to            date check (valid_to >= valid_from),
    primary key (code, valid_from),
    check ((fine_min is null) = (fine_max is null)),
    constraint violation_has_one_law_a_day
        exclude using gist (code with =, daterange(valid_from, valid_to, '[]') with &&)
);

create table checklist_version
(
    theme      text not null references campaign_theme (code),
    version    int  not null check (version >= 1),
    name       text not null check (char_length(name) between 2 and 60),
    valid_from date not null,
    primary key (theme, version),
    constraint one_new_version_a_day unique (theme, valid_from)
);

-- No object kinds: of every point.
create table checklist_item
(
    theme          text    not null,
    version        int     not null,
    place          int     not null check (place >= 1),
    code           text    not null check (code ~ '^[A-Z]{2}-\d{2}$'),
    text           text    not null check (char_length(text) between 2 and 100),
    violation_code text    not null references violation_code (code),
    photo_required boolean not null,
    object_kinds   text[]  not null check (object_kinds <@ array ['SHOP', 'SITE', 'ROAD', 'COMPOUND', 'MARKET', 'YARD', 'OTHER']),
    primary key (theme, version, code),
    unique (theme, version, place),
    foreign key (theme, version) references checklist_version (theme, version)
);

create index checklist_item_violation on checklist_item (violation_code);

-- Inspections point at the items they answered: whoever wants others writes the next version.
create function refuse_checklist_change() returns trigger language plpgsql as
$$
begin
    if tg_op <> 'INSERT' then
        raise exception 'a checklist is never changed, write its next version';
    end if;
    if not exists (select
                   from checklist_version
                   where theme = new.theme
                     and version = new.version
                     and xmin = pg_current_xact_id()::xid) then
        raise exception 'a checklist is written in one transaction with its items';
    end if;
    return new;
end
$$;

create trigger checklist_version_stays before update or delete on checklist_version
    for each row execute function refuse_checklist_change();
create trigger checklist_item_stays before insert or update or delete on checklist_item
    for each row execute function refuse_checklist_change();

-- A rectangle (WGS-84) around each town, generous at the borders: it finds swapped or foreign coordinates,
-- it does not draw the border.
create table town_box
(
    squad_code text          primary key references squad (code),
    lat_min    numeric(9, 6) not null,
    lat_max    numeric(9, 6) not null,
    lon_min    numeric(9, 6) not null,
    lon_max    numeric(9, 6) not null,
    check (lat_min < lat_max and lon_min < lon_max),
    constraint box_inside_the_district check (lat_min >= 30.98 and lat_max <= 31.28 and lon_min >= 120.88 and lon_max <= 121.33)
);

-- Stored in WGS-84; datum is that in which the coordinates were handed in. A duplicate is merged, a vanished
-- object closed, nothing is deleted (domain 9.3, no. 23, 27, 28).
create table inspection_point
(
    code          text          primary key,
    squad_code    text          not null references town_box (squad_code),
    kind          text          not null check (kind in ('SHOP', 'SITE', 'ROAD', 'COMPOUND', 'MARKET', 'YARD', 'OTHER')),
    name          text          not null check (char_length(name) between 2 and 60),
    address       text          not null check (char_length(address) between 2 and 120),
    lat           numeric(9, 6) not null,
    lon           numeric(9, 6) not null,
    datum         text          not null check (datum in ('WGS84', 'GCJ02')),
    radius_m      int           not null check (radius_m between 10 and 2000),
    risk          text          not null default 'NORMAL' check (risk in ('LOW', 'NORMAL', 'HIGH')),
    status        text          not null default 'ACTIVE' check (status in ('ACTIVE', 'CLOSED', 'MERGED')),
    merged_into   text references inspection_point (code),
    trial         boolean       not null default false,
    changed_by    text          not null,
    changed_at    timestamptz   not null,
    closed_reason text check (char_length(closed_reason) between 5 and 200),
    constraint point_code_names_its_squad check (code ~ ('^P-' || squad_code || '-\d{4}$')),
    constraint merged_into_another_point check ((status = 'MERGED') = (merged_into is not null) and merged_into <> code),
    constraint closed_with_a_reason check ((status = 'ACTIVE') = (closed_reason is null))
);

create index inspection_point_squad on inspection_point (squad_code, status, code);
create index inspection_point_kind on inspection_point (kind, code);
create index inspection_point_merged on inspection_point (merged_into);

create function require_point_inside_its_town() returns trigger language plpgsql as
$$
begin
    if not exists (select
                   from town_box
                   where squad_code = new.squad_code
                     and new.lat between lat_min and lat_max
                     and new.lon between lon_min and lon_max) then
        raise exception using errcode = 'check_violation', constraint = 'point_inside_its_town',
            message = 'point ' || new.code || ' lies outside its town';
    end if;
    return new;
end
$$;

create constraint trigger point_inside_its_town after insert or update of squad_code, lat, lon on inspection_point
    for each row execute function require_point_inside_its_town();

insert into town_box (squad_code, lat_min, lat_max, lon_min, lon_max)
values ('310118001', 31.080, 31.165, 121.110, 121.170),
       ('310118002', 31.115, 31.180, 121.075, 121.120),
       ('310118003', 31.160, 31.235, 121.050, 121.165),
       ('310118102', 31.050, 31.180, 120.965, 121.090),
       ('310118103', 30.980, 31.070, 120.990, 121.135),
       ('310118104', 30.980, 31.110, 120.880, 121.005),
       ('310118105', 31.110, 31.190, 121.155, 121.245),
       ('310118106', 31.140, 31.210, 121.230, 121.330),
       ('310118107', 31.190, 31.270, 121.190, 121.280),
       ('310118109', 31.170, 31.240, 121.150, 121.215),
       ('310118110', 31.205, 31.280, 121.080, 121.205);

-- The regulation on city appearance was made anew with effect from 2022-12-01; its amounts could not be read.
create temporary table violation on commit drop as
select *
from (values
    ('VIO_FRONT_TRADE', '跨门经营', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_STALL', '占道设摊', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, '先核对是否在允许设摊的区域和时段内'),
    ('VIO_STACKING', '占道堆物', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_POSTING', '乱张贴、涂写、刻画', 'APPEARANCE', 'CITY_MGMT', 'AFTER_DEADLINE', null, null, '公共招贴栏内除外'),
    ('VIO_HANGING', '乱悬挂、晾晒', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_OUTDOOR_AD', '户外广告未经批准或者破损', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_SIGNBOARD', '招牌破损、缺字', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_BICYCLE_PARKING', '非机动车、共享单车乱停放', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_DOOR_DUTY', '未履行市容环境卫生责任', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_EXPOSED_WASTE', '暴露垃圾', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_CATERING_DIRT', '沿街餐饮污染环境', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_LEAFLETS', '散发广告影响市容', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_SITE_FENCE', '工地未封闭围挡', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_SITE_BOARD', '工地未设置告示牌', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_SITE_WASTE', '工地未及时清运渣土、垃圾', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_SITE_SEWAGE', '工地污水外溢', 'APPEARANCE', 'CITY_MGMT', 'NONE', null, null, '排入河道或者管网的，移送水务部门'),
    ('VIO_UNIT_SORTING', '单位未分类投放生活垃圾', '第五十七条第一款', 'CITY_MGMT', 'AFTER_REFUSAL', 5000, 50000, null),
    ('VIO_INDIVIDUAL_SORTING', '个人混合投放生活垃圾', '第五十七条第二款', 'CITY_MGMT', 'AFTER_REFUSAL', 50, 200, null),
    ('VIO_CONTAINERS', '未按规定设置分类收集容器', '第五十八条第一款', 'CITY_MGMT', 'AFTER_DEADLINE', 500, 5000, null),
    ('VIO_SORTED_TRANSFER', '管理责任人未分类驳运', '第五十八条第二款', 'CITY_MGMT', 'AFTER_REFUSAL', 500, 5000, null),
    ('VIO_WASTE_LICENCE', '无证收集、运输、处置生活垃圾', '第五十九条', 'CITY_MGMT', 'NONE', 30000, 100000, null),
    ('VIO_MIXED_TRANSPORT', '收运单位混装混运', '第六十条第二款', 'CITY_MGMT', 'AFTER_DEADLINE', 5000, 50000, null),
    ('VIO_WASTE_DRIPPING', '垃圾收运滴漏、撒落', 'WASTE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_SITE_DUST', '工地未采取扬尘防治措施', '第一百一十五条', 'CITY_MGMT', 'NONE', 10000, 100000, '须以仪器监测认定的，移送主管部门'),
    ('VIO_OPEN_TRANSPORT', '运输散装物料未密闭', '第一百一十六条', 'CITY_MGMT', 'NONE', 2000, 20000, null),
    ('VIO_FUME_DEVICE', '餐饮油烟净化设施未安装或者未运行且超标排放', '第一百一十八条', 'ECOLOGY', 'NONE', 5000, 50000, '主管分工曾有调整，移送前先核对'),
    ('VIO_STRAW_BURNING', '露天焚烧秸秆、落叶', '第一百一十九条', 'ECOLOGY', 'NONE', 500, 2000, '主管分工曾有调整，移送前先核对'),
    ('VIO_TOXIC_BURNING', '焚烧沥青、塑料等产生有毒有害烟尘的物质', 'AIR', 'ECOLOGY', 'NONE', null, null, '主管分工曾有调整，移送前先核对'),
    ('VIO_FUME_CLEANING', '餐饮油烟净化设施未定期清洗或者无记录', 'AIR', 'ECOLOGY', 'NONE', null, null, '主管分工曾有调整，移送前先核对'),
    ('VIO_YARD_DUST', '堆场未采取扬尘防治措施', 'AIR', 'ECOLOGY', 'NONE', null, null, '主管分工曾有调整，移送前先核对'),
    ('VIO_CONCRETE_DUST', '混凝土搅拌站未采取扬尘防治措施', 'AIR', 'CONSTRUCTION', 'NONE', null, null, '主管分工曾有调整，移送前先核对'),
    ('VIO_NIGHT_WORK', '未经许可夜间施工', 'NOISE', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_DISPOSAL_PERMIT', '未随车携带建筑垃圾处置证', 'DEBRIS', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_CARRIER_LICENCE', '未经许可运输建筑垃圾', 'DEBRIS', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_DEBRIS_ROUTE', '未按核定的线路、时间运输建筑垃圾', 'DEBRIS', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_DIRTY_VEHICLE', '渣土车车身、轮胎带泥上路', 'DEBRIS', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_SPILLAGE', '运输途中泄漏、撒落', 'DEBRIS', 'CITY_MGMT', 'NONE', null, null, null),
    ('VIO_DUMPING', '擅自倾倒、堆放建筑垃圾', 'DEBRIS', 'CITY_MGMT', 'NONE', null, null, '倒入河道的，移送水务部门'),
    ('VIO_RECEIVING_PLACE', '擅自设置建筑垃圾消纳场所', 'DEBRIS', 'CITY_MGMT', 'NONE', null, null, null)
) as listed (code, name, law, competent, precondition, fine_min, fine_max, note);

insert into violation_code (code)
select code
from violation;

-- A law given by its article alone is the one on waste up to article 60, that on the air from 115 on.
insert into violation_type (code, name, legal_basis, law_version, competent, precondition, fine_min, fine_max, note,
                            valid_from, valid_to)
select violation.code,
       violation.name,
       law.name || case when violation.law like '第%' then violation.law else '' end,
       law.version,
       competent,
       precondition,
       fine_min,
       fine_max,
       case when fine_min is null then concat_ws('；', violation.note, '以现行条例为准') else violation.note end,
       law.valid_from,
       law.valid_to
from violation
join (values
    ('APPEARANCE', '上海市市容环境卫生管理条例', '2022年修订文本', date '2022-12-01', null::date),
    ('WASTE', '上海市生活垃圾管理条例', '2019年文本', date '2019-07-01', null),
    ('AIR', '中华人民共和国大气污染防治法', '2018年修正文本', date '2018-10-26', null),
    ('NOISE', '中华人民共和国噪声污染防治法', '2021年文本', date '2022-06-05', null),
    ('DEBRIS', '上海市建筑垃圾处理管理规定', '2017年文本', date '2018-01-01', date '2025-03-14'),
    ('DEBRIS', '上海市建筑垃圾处理管理规定', '2025年修正文本', date '2025-03-15', null)
) as law (code, name, version, valid_from, valid_to)
     on law.code = case when violation.law like '第一百%' then 'AIR'
                        when violation.law like '第%' then 'WASTE'
                        else violation.law end;

-- Acts before 2022-12-01 are judged by the old text, whose amounts could be read.
insert into violation_type (code, name, legal_basis, law_version, competent, precondition, fine_min, fine_max, note,
                            valid_from, valid_to)
select violation.code,
       violation.name,
       '上海市市容环境卫生管理条例' || old.article,
       '2018年文本',
       'CITY_MGMT',
       violation.precondition,
       old.fine_min,
       old.fine_max,
       old.note,
       date '2019-01-01',
       date '2022-11-30'
from violation
join (values
    ('VIO_FRONT_TRADE', '第二十五条', 50, 500, null),
    ('VIO_STALL', '第二十五条', 50, 500, null),
    ('VIO_STACKING', '第二十五条', 500, 5000, null),
    ('VIO_POSTING', '第二十四条', 50, 500, '组织张贴、涂写、刻画的，处一万元以上十万元以下罚款')
) as old (code, article, fine_min, fine_max, note) using (code);

insert into checklist_version (theme, version, name, valid_from)
select code, 1, name || '检查表', date '2022-12-01'
from campaign_theme;

-- Four themes share the items of city appearance; two of them add their own.
insert into checklist_item (theme, version, place, code, text, violation_code, photo_required, object_kinds)
select theme, 1, row_number() over (partition by theme order by place), item.code, text, violation_code, photo_required, kinds::text[]
from (values
    ('APPEARANCE', 1, 'CA-01', '有无跨门经营', 'VIO_FRONT_TRADE', true, '{SHOP,MARKET}'),
    ('APPEARANCE', 2, 'CA-02', '有无占道设摊（先核对是否在允许设摊的区域和时段内）', 'VIO_STALL', true, '{}'),
    ('APPEARANCE', 3, 'CA-03', '有无占道堆物', 'VIO_STACKING', true, '{}'),
    ('APPEARANCE', 4, 'CA-04', '有无乱张贴、涂写、刻画（公共招贴栏内除外）', 'VIO_POSTING', true, '{}'),
    ('APPEARANCE', 5, 'CA-05', '有无乱悬挂、晾晒', 'VIO_HANGING', true, '{}'),
    ('APPEARANCE', 6, 'CA-06', '户外广告是否经过批准、有无破损', 'VIO_OUTDOOR_AD', true, '{}'),
    ('APPEARANCE', 7, 'CA-07', '招牌有无破损、缺字', 'VIO_SIGNBOARD', true, '{SHOP,MARKET}'),
    ('APPEARANCE', 8, 'CA-08', '非机动车、共享单车有无乱停放', 'VIO_BICYCLE_PARKING', true, '{}'),
    ('APPEARANCE', 9, 'CA-09', '市容环境卫生责任是否落实', 'VIO_DOOR_DUTY', false, '{SHOP,MARKET,SITE,YARD,COMPOUND}'),
    ('APPEARANCE', 10, 'CA-10', '有无暴露垃圾', 'VIO_EXPOSED_WASTE', true, '{}'),
    ('APPEARANCE', 11, 'CA-11', '沿街餐饮门前是否整洁', 'VIO_CATERING_DIRT', true, '{SHOP,MARKET}'),
    ('THEME_CIIE', 21, 'CI-01', '国家会展中心周边有无流动兜售、设摊', 'VIO_STALL', true, '{}'),
    ('THEME_CIIE', 22, 'CI-02', '轨道交通站口有无车辆乱停放', 'VIO_BICYCLE_PARKING', true, '{ROAD,OTHER}'),
    ('THEME_CIIE', 23, 'CI-03', '宾馆周边有无占道堆物', 'VIO_STACKING', true, '{}'),
    ('THEME_CIIE', 24, 'CI-04', '有无兜售盒饭的流动摊', 'VIO_STALL', true, '{}'),
    ('THEME_CIIE', 25, 'CI-05', '有无散发广告', 'VIO_LEAFLETS', true, '{}'),
    ('THEME_CIIE', 26, 'CI-06', '工地是否采取扬尘防治措施', 'VIO_SITE_DUST', true, '{SITE}'),
    ('THEME_CIVILISED_CITY', 21, 'CV-01', '农贸市场周边有无占道设摊', 'VIO_STALL', true, '{MARKET}'),
    ('THEME_CIVILISED_CITY', 22, 'CV-02', '学校周边有无占道设摊', 'VIO_STALL', true, '{ROAD,OTHER}'),
    ('THEME_CIVILISED_CITY', 23, 'CV-03', '老旧小区有无暴露垃圾', 'VIO_EXPOSED_WASTE', true, '{COMPOUND}'),
    ('THEME_CIVILISED_CITY', 24, 'CV-04', '背街小巷有无乱张贴、涂写、刻画', 'VIO_POSTING', true, '{ROAD}'),
    ('THEME_WASTE_SORTING', 1, 'WS-01', '分类收集容器是否设置、标识是否清楚', 'VIO_CONTAINERS', true, '{SHOP,MARKET,SITE,YARD,COMPOUND,OTHER}'),
    ('THEME_WASTE_SORTING', 2, 'WS-02', '单位是否分类投放', 'VIO_UNIT_SORTING', true, '{SHOP,MARKET,SITE,YARD,OTHER}'),
    ('THEME_WASTE_SORTING', 3, 'WS-03', '个人是否分类投放', 'VIO_INDIVIDUAL_SORTING', true, '{}'),
    ('THEME_WASTE_SORTING', 4, 'WS-04', '居住小区内是否分类驳运', 'VIO_SORTED_TRANSFER', true, '{COMPOUND}'),
    ('THEME_WASTE_SORTING', 5, 'WS-05', '有无混装混运', 'VIO_MIXED_TRANSPORT', true, '{}'),
    ('THEME_WASTE_SORTING', 6, 'WS-06', '收运车辆有无滴漏、撒落', 'VIO_WASTE_DRIPPING', true, '{}'),
    ('THEME_WASTE_SORTING', 7, 'WS-07', '收运单位是否持有许可证', 'VIO_WASTE_LICENCE', false, '{}'),
    ('THEME_CONSTRUCTION', 1, 'CS-01', '工地是否封闭围挡', 'VIO_SITE_FENCE', true, '{SITE}'),
    ('THEME_CONSTRUCTION', 2, 'CS-02', '裸土是否覆盖', 'VIO_SITE_DUST', true, '{SITE}'),
    ('THEME_CONSTRUCTION', 3, 'CS-03', '是否喷淋降尘', 'VIO_SITE_DUST', true, '{SITE}'),
    ('THEME_CONSTRUCTION', 4, 'CS-04', '出入口道路是否硬化、车辆是否冲洗', 'VIO_SITE_DUST', true, '{SITE}'),
    ('THEME_CONSTRUCTION', 5, 'CS-05', '告示牌是否设置', 'VIO_SITE_BOARD', true, '{SITE}'),
    ('THEME_CONSTRUCTION', 6, 'CS-06', '夜间施工是否取得许可', 'VIO_NIGHT_WORK', false, '{SITE}'),
    ('THEME_CONSTRUCTION', 7, 'CS-07', '渣土、垃圾是否及时清运', 'VIO_SITE_WASTE', true, '{}'),
    ('THEME_CONSTRUCTION', 8, 'CS-08', '有无污水外溢', 'VIO_SITE_SEWAGE', true, '{}'),
    ('THEME_CONSTRUCTION', 9, 'CS-09', '工地生活垃圾是否分类', 'VIO_UNIT_SORTING', true, '{SITE}'),
    ('THEME_DEBRIS', 1, 'DB-01', '是否随车携带处置证', 'VIO_DISPOSAL_PERMIT', true, '{}'),
    ('THEME_DEBRIS', 2, 'DB-02', '运输单位是否持有许可证', 'VIO_CARRIER_LICENCE', false, '{}'),
    ('THEME_DEBRIS', 3, 'DB-03', '是否按核定的线路、时间运输', 'VIO_DEBRIS_ROUTE', false, '{}'),
    ('THEME_DEBRIS', 4, 'DB-04', '车厢是否密闭', 'VIO_OPEN_TRANSPORT', true, '{}'),
    ('THEME_DEBRIS', 5, 'DB-05', '车身、轮胎是否洁净', 'VIO_DIRTY_VEHICLE', true, '{}'),
    ('THEME_DEBRIS', 6, 'DB-06', '沿途有无泄漏、撒落', 'VIO_SPILLAGE', true, '{}'),
    ('THEME_DEBRIS', 7, 'DB-07', '有无擅自倾倒、堆放', 'VIO_DUMPING', true, '{}'),
    ('THEME_DEBRIS', 8, 'DB-08', '消纳场所是否经过批准', 'VIO_RECEIVING_PLACE', false, '{SITE,YARD,OTHER}'),
    ('THEME_AIR', 1, 'AQ-01', '工地是否采取扬尘防治措施', 'VIO_SITE_DUST', true, '{SITE}'),
    ('THEME_AIR', 2, 'AQ-02', '堆场是否采取扬尘防治措施', 'VIO_YARD_DUST', true, '{YARD}'),
    ('THEME_AIR', 3, 'AQ-03', '运输途中有无泄漏、撒落', 'VIO_SPILLAGE', true, '{}'),
    ('THEME_AIR', 4, 'AQ-04', '油烟净化设施是否安装并运行', 'VIO_FUME_DEVICE', true, '{SHOP,MARKET}'),
    ('THEME_AIR', 5, 'AQ-05', '油烟净化设施是否定期清洗并有记录', 'VIO_FUME_CLEANING', true, '{SHOP,MARKET}'),
    ('THEME_AIR', 6, 'AQ-06', '有无露天焚烧秸秆、落叶', 'VIO_STRAW_BURNING', true, '{}'),
    ('THEME_AIR', 7, 'AQ-07', '有无焚烧塑料、沥青等物质', 'VIO_TOXIC_BURNING', true, '{}'),
    ('THEME_AIR', 8, 'AQ-08', '混凝土搅拌站是否采取扬尘防治措施', 'VIO_CONCRETE_DUST', true, '{YARD}')
) as item (belongs_to, place, code, text, violation_code, photo_required, kinds)
join lateral (select checklist_version.theme
              from checklist_version
              where checklist_version.theme = item.belongs_to
                 or item.belongs_to = 'APPEARANCE'
                        and checklist_version.theme in ('THEME_APPEARANCE', 'THEME_PRE_HOLIDAY', 'THEME_CIIE', 'THEME_CIVILISED_CITY'))
     as of_theme on true;
