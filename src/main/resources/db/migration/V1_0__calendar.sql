-- The distance of the trial clock from the real time; one row, embedded database only.
create table trial_clock
(
    only_row      boolean primary key default true check (only_row),
    offset_millis bigint not null
);

-- The State Council's yearly table of days off and make-up working days. An amended table is a further
-- version; a year without one is unknown.
create table work_calendar_table
(
    year      int         not null check (year between 2020 and 2100),
    version   int         not null check (version >= 1),
    document  text        not null check (length(document) between 1 and 200),
    loaded_by text,
    loaded_at timestamptz,
    primary key (year, version),
    constraint delivered_or_loaded check ((loaded_by is null) = (loaded_at is null))
);

create table work_calendar_day
(
    year    int  not null,
    version int  not null,
    day     date not null,
    kind    text not null check (kind in ('HOLIDAY', 'MAKEUP_WORKDAY')),
    name    text not null check (length(name) between 1 and 30),
    primary key (year, version, day),
    foreign key (year, version) references work_calendar_table,
    constraint day_of_its_year check (extract(year from day) = year),
    constraint makeup_is_a_weekend check (kind = 'HOLIDAY' or extract(isodow from day) >= 6)
);

-- One number for all tables together: nodes keep the tables in memory for as long as it stays. A
-- sequence, because a number that was rolled back must never come again with other days behind it.
create sequence work_calendar_edition start 2;

create table work_calendar_current
(
    only_row boolean primary key default true check (only_row),
    edition  bigint not null
);

insert into work_calendar_current (edition)
values (1);

insert into work_calendar_table (year, version, document)
values
    (2022, 1, '国务院办公厅关于2022年部分节假日安排的通知（国办发明电〔2021〕11号）'),
    (2023, 1, '国务院办公厅关于2023年部分节假日安排的通知（国办发明电〔2022〕16号）'),
    (2024, 1, '国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号）'),
    (2025, 1, '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）'),
    (2026, 1, '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）');

insert into work_calendar_day (year, version, day, kind, name)
select extract(year from day), 1, day, kind, name
from (values
    (date '2022-01-01', 'HOLIDAY', '元旦'),
    (date '2022-01-02', 'HOLIDAY', '元旦'),
    (date '2022-01-03', 'HOLIDAY', '元旦'),
    (date '2022-01-29', 'MAKEUP_WORKDAY', '春节'),
    (date '2022-01-30', 'MAKEUP_WORKDAY', '春节'),
    (date '2022-01-31', 'HOLIDAY', '春节'),
    (date '2022-02-01', 'HOLIDAY', '春节'),
    (date '2022-02-02', 'HOLIDAY', '春节'),
    (date '2022-02-03', 'HOLIDAY', '春节'),
    (date '2022-02-04', 'HOLIDAY', '春节'),
    (date '2022-02-05', 'HOLIDAY', '春节'),
    (date '2022-02-06', 'HOLIDAY', '春节'),
    (date '2022-04-02', 'MAKEUP_WORKDAY', '清明节'),
    (date '2022-04-03', 'HOLIDAY', '清明节'),
    (date '2022-04-04', 'HOLIDAY', '清明节'),
    (date '2022-04-05', 'HOLIDAY', '清明节'),
    (date '2022-04-24', 'MAKEUP_WORKDAY', '劳动节'),
    (date '2022-04-30', 'HOLIDAY', '劳动节'),
    (date '2022-05-01', 'HOLIDAY', '劳动节'),
    (date '2022-05-02', 'HOLIDAY', '劳动节'),
    (date '2022-05-03', 'HOLIDAY', '劳动节'),
    (date '2022-05-04', 'HOLIDAY', '劳动节'),
    (date '2022-05-07', 'MAKEUP_WORKDAY', '劳动节'),
    (date '2022-06-03', 'HOLIDAY', '端午节'),
    (date '2022-06-04', 'HOLIDAY', '端午节'),
    (date '2022-06-05', 'HOLIDAY', '端午节'),
    (date '2022-09-10', 'HOLIDAY', '中秋节'),
    (date '2022-09-11', 'HOLIDAY', '中秋节'),
    (date '2022-09-12', 'HOLIDAY', '中秋节'),
    (date '2022-10-01', 'HOLIDAY', '国庆节'),
    (date '2022-10-02', 'HOLIDAY', '国庆节'),
    (date '2022-10-03', 'HOLIDAY', '国庆节'),
    (date '2022-10-04', 'HOLIDAY', '国庆节'),
    (date '2022-10-05', 'HOLIDAY', '国庆节'),
    (date '2022-10-06', 'HOLIDAY', '国庆节'),
    (date '2022-10-07', 'HOLIDAY', '国庆节'),
    (date '2022-10-08', 'MAKEUP_WORKDAY', '国庆节'),
    (date '2022-10-09', 'MAKEUP_WORKDAY', '国庆节'),
    (date '2022-12-31', 'HOLIDAY', '元旦'),
    (date '2023-01-01', 'HOLIDAY', '元旦'),
    (date '2023-01-02', 'HOLIDAY', '元旦'),
    (date '2023-01-21', 'HOLIDAY', '春节'),
    (date '2023-01-22', 'HOLIDAY', '春节'),
    (date '2023-01-23', 'HOLIDAY', '春节'),
    (date '2023-01-24', 'HOLIDAY', '春节'),
    (date '2023-01-25', 'HOLIDAY', '春节'),
    (date '2023-01-26', 'HOLIDAY', '春节'),
    (date '2023-01-27', 'HOLIDAY', '春节'),
    (date '2023-01-28', 'MAKEUP_WORKDAY', '春节'),
    (date '2023-01-29', 'MAKEUP_WORKDAY', '春节'),
    (date '2023-04-05', 'HOLIDAY', '清明节'),
    (date '2023-04-23', 'MAKEUP_WORKDAY', '劳动节'),
    (date '2023-04-29', 'HOLIDAY', '劳动节'),
    (date '2023-04-30', 'HOLIDAY', '劳动节'),
    (date '2023-05-01', 'HOLIDAY', '劳动节'),
    (date '2023-05-02', 'HOLIDAY', '劳动节'),
    (date '2023-05-03', 'HOLIDAY', '劳动节'),
    (date '2023-05-06', 'MAKEUP_WORKDAY', '劳动节'),
    (date '2023-06-22', 'HOLIDAY', '端午节'),
    (date '2023-06-23', 'HOLIDAY', '端午节'),
    (date '2023-06-24', 'HOLIDAY', '端午节'),
    (date '2023-06-25', 'MAKEUP_WORKDAY', '端午节'),
    (date '2023-09-29', 'HOLIDAY', '中秋节、国庆节'),
    (date '2023-09-30', 'HOLIDAY', '中秋节、国庆节'),
    (date '2023-10-01', 'HOLIDAY', '中秋节、国庆节'),
    (date '2023-10-02', 'HOLIDAY', '中秋节、国庆节'),
    (date '2023-10-03', 'HOLIDAY', '中秋节、国庆节'),
    (date '2023-10-04', 'HOLIDAY', '中秋节、国庆节'),
    (date '2023-10-05', 'HOLIDAY', '中秋节、国庆节'),
    (date '2023-10-06', 'HOLIDAY', '中秋节、国庆节'),
    (date '2023-10-07', 'MAKEUP_WORKDAY', '中秋节、国庆节'),
    (date '2023-10-08', 'MAKEUP_WORKDAY', '中秋节、国庆节'),
    (date '2024-01-01', 'HOLIDAY', '元旦'),
    (date '2024-02-04', 'MAKEUP_WORKDAY', '春节'),
    (date '2024-02-10', 'HOLIDAY', '春节'),
    (date '2024-02-11', 'HOLIDAY', '春节'),
    (date '2024-02-12', 'HOLIDAY', '春节'),
    (date '2024-02-13', 'HOLIDAY', '春节'),
    (date '2024-02-14', 'HOLIDAY', '春节'),
    (date '2024-02-15', 'HOLIDAY', '春节'),
    (date '2024-02-16', 'HOLIDAY', '春节'),
    (date '2024-02-17', 'HOLIDAY', '春节'),
    (date '2024-02-18', 'MAKEUP_WORKDAY', '春节'),
    (date '2024-04-04', 'HOLIDAY', '清明节'),
    (date '2024-04-05', 'HOLIDAY', '清明节'),
    (date '2024-04-06', 'HOLIDAY', '清明节'),
    (date '2024-04-07', 'MAKEUP_WORKDAY', '清明节'),
    (date '2024-04-28', 'MAKEUP_WORKDAY', '劳动节'),
    (date '2024-05-01', 'HOLIDAY', '劳动节'),
    (date '2024-05-02', 'HOLIDAY', '劳动节'),
    (date '2024-05-03', 'HOLIDAY', '劳动节'),
    (date '2024-05-04', 'HOLIDAY', '劳动节'),
    (date '2024-05-05', 'HOLIDAY', '劳动节'),
    (date '2024-05-11', 'MAKEUP_WORKDAY', '劳动节'),
    (date '2024-06-10', 'HOLIDAY', '端午节'),
    (date '2024-09-14', 'MAKEUP_WORKDAY', '中秋节'),
    (date '2024-09-15', 'HOLIDAY', '中秋节'),
    (date '2024-09-16', 'HOLIDAY', '中秋节'),
    (date '2024-09-17', 'HOLIDAY', '中秋节'),
    (date '2024-09-29', 'MAKEUP_WORKDAY', '国庆节'),
    (date '2024-10-01', 'HOLIDAY', '国庆节'),
    (date '2024-10-02', 'HOLIDAY', '国庆节'),
    (date '2024-10-03', 'HOLIDAY', '国庆节'),
    (date '2024-10-04', 'HOLIDAY', '国庆节'),
    (date '2024-10-05', 'HOLIDAY', '国庆节'),
    (date '2024-10-06', 'HOLIDAY', '国庆节'),
    (date '2024-10-07', 'HOLIDAY', '国庆节'),
    (date '2024-10-12', 'MAKEUP_WORKDAY', '国庆节'),
    (date '2025-01-01', 'HOLIDAY', '元旦'),
    (date '2025-01-26', 'MAKEUP_WORKDAY', '春节'),
    (date '2025-01-28', 'HOLIDAY', '春节'),
    (date '2025-01-29', 'HOLIDAY', '春节'),
    (date '2025-01-30', 'HOLIDAY', '春节'),
    (date '2025-01-31', 'HOLIDAY', '春节'),
    (date '2025-02-01', 'HOLIDAY', '春节'),
    (date '2025-02-02', 'HOLIDAY', '春节'),
    (date '2025-02-03', 'HOLIDAY', '春节'),
    (date '2025-02-04', 'HOLIDAY', '春节'),
    (date '2025-02-08', 'MAKEUP_WORKDAY', '春节'),
    (date '2025-04-04', 'HOLIDAY', '清明节'),
    (date '2025-04-05', 'HOLIDAY', '清明节'),
    (date '2025-04-06', 'HOLIDAY', '清明节'),
    (date '2025-04-27', 'MAKEUP_WORKDAY', '劳动节'),
    (date '2025-05-01', 'HOLIDAY', '劳动节'),
    (date '2025-05-02', 'HOLIDAY', '劳动节'),
    (date '2025-05-03', 'HOLIDAY', '劳动节'),
    (date '2025-05-04', 'HOLIDAY', '劳动节'),
    (date '2025-05-05', 'HOLIDAY', '劳动节'),
    (date '2025-05-31', 'HOLIDAY', '端午节'),
    (date '2025-06-01', 'HOLIDAY', '端午节'),
    (date '2025-06-02', 'HOLIDAY', '端午节'),
    (date '2025-09-28', 'MAKEUP_WORKDAY', '国庆节、中秋节'),
    (date '2025-10-01', 'HOLIDAY', '国庆节、中秋节'),
    (date '2025-10-02', 'HOLIDAY', '国庆节、中秋节'),
    (date '2025-10-03', 'HOLIDAY', '国庆节、中秋节'),
    (date '2025-10-04', 'HOLIDAY', '国庆节、中秋节'),
    (date '2025-10-05', 'HOLIDAY', '国庆节、中秋节'),
    (date '2025-10-06', 'HOLIDAY', '国庆节、中秋节'),
    (date '2025-10-07', 'HOLIDAY', '国庆节、中秋节'),
    (date '2025-10-08', 'HOLIDAY', '国庆节、中秋节'),
    (date '2025-10-11', 'MAKEUP_WORKDAY', '国庆节、中秋节'),
    (date '2026-01-01', 'HOLIDAY', '元旦'),
    (date '2026-01-02', 'HOLIDAY', '元旦'),
    (date '2026-01-03', 'HOLIDAY', '元旦'),
    (date '2026-01-04', 'MAKEUP_WORKDAY', '元旦'),
    (date '2026-02-14', 'MAKEUP_WORKDAY', '春节'),
    (date '2026-02-15', 'HOLIDAY', '春节'),
    (date '2026-02-16', 'HOLIDAY', '春节'),
    (date '2026-02-17', 'HOLIDAY', '春节'),
    (date '2026-02-18', 'HOLIDAY', '春节'),
    (date '2026-02-19', 'HOLIDAY', '春节'),
    (date '2026-02-20', 'HOLIDAY', '春节'),
    (date '2026-02-21', 'HOLIDAY', '春节'),
    (date '2026-02-22', 'HOLIDAY', '春节'),
    (date '2026-02-23', 'HOLIDAY', '春节'),
    (date '2026-02-28', 'MAKEUP_WORKDAY', '春节'),
    (date '2026-04-04', 'HOLIDAY', '清明节'),
    (date '2026-04-05', 'HOLIDAY', '清明节'),
    (date '2026-04-06', 'HOLIDAY', '清明节'),
    (date '2026-05-01', 'HOLIDAY', '劳动节'),
    (date '2026-05-02', 'HOLIDAY', '劳动节'),
    (date '2026-05-03', 'HOLIDAY', '劳动节'),
    (date '2026-05-04', 'HOLIDAY', '劳动节'),
    (date '2026-05-05', 'HOLIDAY', '劳动节'),
    (date '2026-05-09', 'MAKEUP_WORKDAY', '劳动节'),
    (date '2026-06-19', 'HOLIDAY', '端午节'),
    (date '2026-06-20', 'HOLIDAY', '端午节'),
    (date '2026-06-21', 'HOLIDAY', '端午节'),
    (date '2026-09-20', 'MAKEUP_WORKDAY', '国庆节'),
    (date '2026-09-25', 'HOLIDAY', '中秋节'),
    (date '2026-09-26', 'HOLIDAY', '中秋节'),
    (date '2026-09-27', 'HOLIDAY', '中秋节'),
    (date '2026-10-01', 'HOLIDAY', '国庆节'),
    (date '2026-10-02', 'HOLIDAY', '国庆节'),
    (date '2026-10-03', 'HOLIDAY', '国庆节'),
    (date '2026-10-04', 'HOLIDAY', '国庆节'),
    (date '2026-10-05', 'HOLIDAY', '国庆节'),
    (date '2026-10-06', 'HOLIDAY', '国庆节'),
    (date '2026-10-07', 'HOLIDAY', '国庆节'),
    (date '2026-10-10', 'MAKEUP_WORKDAY', '国庆节')
) as state_council (day, kind, name);
-- What the bureau may set (domain §4.0.4); the unit belongs to the key, the value to a period of validity.
create table parameter_key
(
    key      text primary key check (key ~ '^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)+$'),
    unit     text not null check (unit in ('WORKDAY', 'CALENDAR', 'MONTH', 'HOUR', 'COUNT', 'PERCENT', 'METRE',
                                           'CLOCK', 'WEEKLY', 'DAYS')),
    meaning  text not null,
    position int  not null unique,
    unique (key, unit)
);

create table parameter
(
    key        text not null,
    unit       text not null,
    value      text not null,
    valid_from date not null,
    valid_to   date check (valid_to >= valid_from),
    changed_by text,
    changed_at timestamptz,
    primary key (key, valid_from),
    constraint delivered_or_changed check ((changed_by is null) = (changed_at is null)),
    foreign key (key, unit) references parameter_key (key, unit),
    constraint value_fits_unit check (value ~ case unit
        when 'WORKDAY' then '^(0|[1-9]\d{0,2})$'
        when 'CALENDAR' then '^(0|[1-9]\d{0,2})$'
        when 'MONTH' then '^(0|[1-9]\d{0,2})$'
        when 'HOUR' then '^(0|[1-9]\d{0,2})$'
        when 'COUNT' then '^(0|[1-9]\d{0,3})$'
        when 'METRE' then '^(0|[1-9]\d{0,3})$'
        when 'PERCENT' then '^(100|[1-9]?\d(\.\d{1,2})?)$'
        when 'CLOCK' then '^([01]\d|2[0-3]):[0-5]\d$'
        when 'WEEKLY' then '^(MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY ([01]\d|2[0-3]):[0-5]\d$'
        when 'DAYS' then '^[1-9]\d{0,2}(,[1-9]\d{0,2}){0,9}$' end),
    constraint parameter_has_one_value exclude using gist
        (key with =, daterange(valid_from, valid_to, '[]') with &&)
);

with known (position, key, unit, value, meaning) as (values
    (10, 'office.start', 'CLOCK', '09:00', '上班时间'),
    (11, 'office.end', 'CLOCK', '17:30', '下班时间'),
    (20, 'programme.draft', 'WORKDAY', '5', '年度计划起草期限'),
    (21, 'programme.approve', 'WORKDAY', '2', '年度计划审批期限'),
    (22, 'programme.issue', 'WORKDAY', '1', '年度计划印发期限'),
    (23, 'receipt.due', 'WORKDAY', '1', '文件签收期限'),
    (24, 'leader.designation.due', 'WORKDAY', '3', '计划印发后指定分管领导期限'),
    (25, 'progress.report', 'WORKDAY', '0', '进度填报期限（0表示当日）'),
    (26, 'month.report', 'WORKDAY', '2', '月度进度填报期限'),
    (27, 'year.review', 'WORKDAY', '10', '年度总结起草期限'),
    (28, 'year.review.approve', 'WORKDAY', '3', '年度总结审批期限'),
    (30, 'task.ack.due', 'WORKDAY', '1', '中队任务签收期限'),
    (31, 'dutyPlan.due', 'WORKDAY', '1', '行动开始前提交勤务安排的提前量，且不少于签收后同样天数'),
    (32, 'campaign.days', 'CALENDAR', '14', '专项行动时长'),
    (33, 'feedback.interim', 'WEEKLY', 'FRIDAY 16:00', '阶段反馈时间'),
    (34, 'feedback.interim.minDays', 'CALENDAR', '7', '行动超过此天数才要求阶段反馈'),
    (35, 'feedback.final', 'WORKDAY', '2', '行动结束后最终反馈期限'),
    (36, 'feedback.review', 'WORKDAY', '2', '反馈审核期限'),
    (37, 'feedback.rework', 'WORKDAY', '1', '反馈退回后补正期限'),
    (38, 'feedback.maxReturns', 'COUNT', '3', '反馈退回次数上限'),
    (40, 'rectification.maxDays', 'CALENDAR', '15', '责令改正期限上限（可按违法行为类型另定）'),
    (41, 'relapse.days', 'CALENDAR', '90', '办结后视为反弹的期间'),
    (42, 'supervision.cleanCheckRate', 'PERCENT', '5', '对报告正常点位的督查抽查比例'),
    (43, 'geo.warn', 'METRE', '150', '定位偏离点位的提醒距离'),
    (44, 'geo.reject', 'METRE', '1000', '定位偏离点位的拒收距离'),
    (50, 'lookback.days', 'CALENDAR', '30', '回头看时长，自行动结束次日起算'),
    (51, 'lookback.findingSample', 'PERCENT', '100', '回头看对有问题点位的复查比例'),
    (52, 'lookback.cleanSample', 'PERCENT', '20', '回头看对无问题点位的抽查比例'),
    (53, 'lookback.cleanSample.min', 'COUNT', '5', '回头看抽查点位下限（每个中队）'),
    (54, 'lookback.cleanSample.max', 'COUNT', '50', '回头看抽查点位上限（每个中队）'),
    (55, 'lookback.secondRecheck', 'CALENDAR', '7', '复查不合格后再次复查的期限'),
    (56, 'fi.days', 'CALENDAR', '10', '深化提升时长'),
    (57, 'fi.maxDays', 'CALENDAR', '15', '深化提升时长上限'),
    (60, 'case.warn', 'DAYS', '60,75,83,89', '立案后提醒的日数'),
    (61, 'firstViolation.lookbackMonths', 'MONTH', '24', '认定“初次违法”回溯的期间'),
    (62, 'hardcase.reply', 'WORKDAY', '3', '疑难案件答复期限'),
    (63, 'hardcase.reply.complex', 'WORKDAY', '7', '复杂疑难案件答复期限'),
    (64, 'hardcase.reply.urgent', 'HOUR', '4', '紧急疑难案件答复期限'),
    (70, 'joint.reply', 'WORKDAY', '3', '联合执法邀请答复期限'),
    (71, 'joint.reply.reminders', 'COUNT', '1', '联合执法邀请催办次数'),
    (80, 'publicity.itemDelay', 'HOUR', '24', '信息报送时限，自事件发生起算'),
    (81, 'publicity.review', 'WORKDAY', '2', '信息审核期限'),
    (82, 'publicity.review.breaking', 'HOUR', '4', '突发信息审核期限'),
    (90, 'report.final', 'WORKDAY', '3', '最终反馈后专报期限'),
    (91, 'score.provisional', 'WORKDAY', '5', '最终反馈后初评期限'),
    (92, 'score.appeal', 'WORKDAY', '5', '评分申诉期限'),
    (93, 'score.appeal.decide', 'WORKDAY', '5', '评分申诉处理期限')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- Periods set by law, which nobody here may change: an amended law is a further row with its own validity.
create table statutory_period
(
    key        text not null check (key ~ '^[a-z]+(\.[0-9a-zA-Z]+)+$'),
    law        text not null,
    article    text not null,
    meaning    text not null,
    amount     int  not null check (amount between 1 and 3660),
    unit       text not null check (unit in ('WORKDAY', 'CALENDAR', 'MONTH')),
    valid_from date not null,
    valid_to   date check (valid_to >= valid_from),
    primary key (key, valid_from),
    constraint period_has_one_length exclude using gist
        (key with =, daterange(valid_from, valid_to, '[]') with &&)
);

-- 行政处罚法第八十五条：二日、三日、五日、七日是工作日；行政强制法第六十九条：十日以内是工作日。
insert into statutory_period (key, law, article, meaning, amount, unit, valid_from, valid_to)
values
    ('apl.48.2', '中华人民共和国行政处罚法', '第四十八条第二款', '已公开的处罚决定变更、撤销后撤回信息', 3, 'WORKDAY', '2021-07-15', null),
    ('apl.56', '中华人民共和国行政处罚法', '第五十六条', '先行登记保存后作出处理决定', 7, 'WORKDAY', '2021-07-15', null),
    ('apl.60', '中华人民共和国行政处罚法', '第六十条', '自立案之日起作出处罚决定', 90, 'CALENDAR', '2021-07-15', null),
    ('apl.61', '中华人民共和国行政处罚法', '第六十一条', '当事人不在场时送达处罚决定书', 7, 'WORKDAY', '2021-07-15', null),
    ('apl.64.1', '中华人民共和国行政处罚法', '第六十四条第一项', '告知后要求听证', 5, 'WORKDAY', '2021-07-15', null),
    ('apl.64.2', '中华人民共和国行政处罚法', '第六十四条第二项', '举行听证前通知', 7, 'WORKDAY', '2021-07-15', null),
    ('apl.67', '中华人民共和国行政处罚法', '第六十七条', '收到处罚决定书后缴纳罚款', 15, 'CALENDAR', '2021-07-15', null),
    ('apl.71', '中华人民共和国行政处罚法', '第七十一条', '当场收缴的罚款交至行政机关、缴付银行', 2, 'WORKDAY', '2021-07-15', null),
    ('acl.25', '中华人民共和国行政强制法', '第二十五条', '查封、扣押', 30, 'CALENDAR', '2012-01-01', null),
    ('acl.25.extension', '中华人民共和国行政强制法', '第二十五条', '延长查封、扣押', 30, 'CALENDAR', '2012-01-01', null),
    ('acl.53', '中华人民共和国行政强制法', '第五十三条', '法定救济期限届满后申请法院强制执行', 3, 'MONTH', '2012-01-01', null),
    ('acl.54', '中华人民共和国行政强制法', '第五十四条', '催告书送达后申请法院强制执行前等待', 10, 'WORKDAY', '2012-01-01', null),
    ('arl.reconsideration', '中华人民共和国行政复议法', '第九条', '知道行政行为后申请行政复议', 60, 'CALENDAR', '1999-10-01', '2023-12-31'),
    ('arl.reconsideration', '中华人民共和国行政复议法', '第二十条', '知道行政行为后申请行政复议', 60, 'CALENDAR', '2024-01-01', null);

-- Everything that somebody owes by a date. Timers move tokens; this table tells people.
create table deadline
(
    id           bigint generated always as identity primary key,
    reference    text        not null unique check (length(reference) between 1 and 200),
    subject      text        not null check (length(subject) between 1 and 200),
    title        text        not null check (length(title) between 1 and 200),
    holders      text[]      not null check (cardinality(holders) > 0),
    rule         text        not null references parameter_key (key),
    amount       int         not null check (amount >= 0),
    unit         text        not null check (unit in ('WORKDAY', 'CALENDAR', 'MONTH', 'HOUR')),
    from_day     date        not null,
    opened_at    timestamptz not null,
    extra_days   int         not null default 0 check (extra_days >= 0),
    fixed        boolean     not null,
    due_at       timestamptz,
    level        int         not null default -1 check (level between -1 and 3),
    next_at      timestamptz,
    paused_at    timestamptz,
    met_at       timestamptz,
    cancelled_at timestamptz,
    constraint fixed_has_a_date check (not fixed or due_at is not null),
    constraint ends_one_way check (met_at is null or cancelled_at is null),
    constraint only_running_deadlines_are_raised check (next_at is null or (due_at is not null
        and level < 3 and paused_at is null and met_at is null and cancelled_at is null))
);

create index deadline_next on deadline (next_at) where next_at is not null;
create index deadline_open on deadline (id) where met_at is null and cancelled_at is null;
create index deadline_holders on deadline using gin (holders) where met_at is null and cancelled_at is null;

create table deadline_raised
(
    deadline bigint      not null references deadline,
    level    int         not null check (level between 0 and 3),
    at       timestamptz not null,
    primary key (deadline, level)
);

create table deadline_told
(
    deadline   bigint      not null,
    level      int         not null,
    told_group text        not null,
    text       text        not null,
    at         timestamptz not null,
    primary key (deadline, level, told_group),
    foreign key (deadline, level) references deadline_raised
);

create index deadline_told_group on deadline_told (told_group, at);
