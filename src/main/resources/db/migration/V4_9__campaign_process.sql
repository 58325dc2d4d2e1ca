-- What the campaign's processes need of the rooms below them.

-- Squads of other districts can be given a task in a joint campaign of the city.
alter table squad
    drop constraint squad_code_check,
    add constraint squad_code_check check (code ~ '^\d{9}$');

-- A campaign of some squads only is done, and is not one of the eight (domain 9.1 no. 13).
alter table planned_campaign
    drop constraint planned_campaign_status_check,
    add constraint planned_campaign_status_check
        check (status in ('OPEN', 'LAUNCHED', 'DONE', 'UNCOUNTED', 'CANCELLED', 'DROPPED')),
    drop constraint planned_campaign_check1,
    add constraint planned_campaign_check1
        check ((status in ('LAUNCHED', 'DONE', 'UNCOUNTED', 'CANCELLED')) = (campaign_code is not null));

with known (position, key, unit, value, meaning) as (values
    (100, 'campaign.define', 'WORKDAY', '3', '行动方案拟定期限'),
    (101, 'campaign.file', 'WORKDAY', '5', '专项检查计划报批备案期限'),
    (102, 'campaign.approve', 'WORKDAY', '2', '行动方案审定期限'),
    (103, 'exemption.decide', 'WORKDAY', '1', '免除申请决定期限'),
    (104, 'fieldwork.end', 'CALENDAR', '0', '现场检查截止（0表示行动结束当日）'),
    (105, 'feedback.interim.due', 'WORKDAY', '1', '阶段反馈期限'),
    (106, 'feedback.countersign', 'WORKDAY', '1', '反馈会审期限，未抽中的中队逾期视为无异议'),
    (107, 'feedback.decide', 'WORKDAY', '2', '多次退回的反馈决定期限'),
    (108, 'feedback.cutOff', 'WORKDAY', '10', '最终反馈期限届满后的截止日，届时未办结按未完成处理'),
    (109, 'campaign.supervise', 'WORKDAY', '2', '行动督查期限'),
    (110, 'campaign.close', 'WORKDAY', '2', '到位检查期限'),
    (111, 'campaign.publicize', 'WORKDAY', '3', '行动宣传报道期限')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;
