-- Guidance in full (domain P7): what a squad asks by itself, the whole turnaround, the opinion with its list
-- of legal bases. Everything from the request to the signature is owed by one date, which follows the kind.
with known (position, key, unit, value, meaning) as (values
    (150, 'hardcase.triage.urgent', 'HOUR', '1', '紧急疑难案件受理期限，自提请起算')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

update parameter_key
set meaning = case key
    when 'hardcase.reply' then '疑难案件答复期限，自提请起算至审签'
    when 'hardcase.reply.complex' then '复杂疑难案件答复期限，自提请起算至审签'
    when 'hardcase.reply.urgent' then '紧急疑难案件答复期限，自提请起算至审签'
    else '疑难案件指导意见审签期限（仅用于2023年度首版流程）' end
where key in ('hardcase.reply', 'hardcase.reply.complex', 'hardcase.reply.urgent', 'hardcase.sign');

-- finding: asked by a squad on its own, with its own view; a question out of a feedback or a supervision
-- has neither, and is asked as an ordinary one.
alter table hard_case
    add column finding         bigint references finding (id),
    add column own_view        text check (char_length(own_view) between 20 and 2000),
    add column urgency         text not null default 'NORMAL' check (urgency in ('NORMAL', 'COMPLEX', 'URGENT')),
    add column requested_by    text,
    add column requested_at    timestamptz,
    add column signed_at       timestamptz,
    add column adoption_reason text check (char_length(adoption_reason) between 1 and 1000);

update hard_case
set requested_by    = asked.by_whom,
    requested_at    = asked.at,
    signed_at       = (select max(at) from hard_case_event where hard_case = hard_case.id and kind = 'SIGNED'),
    adoption_reason = (select text from hard_case_event where hard_case = hard_case.id and kind = 'ADOPTION_RECORDED')
from hard_case_event asked
where asked.hard_case = hard_case.id
  and asked.kind = 'REQUESTED';

alter table hard_case
    alter column urgency drop default,
    alter column requested_by set not null,
    alter column requested_at set not null,
    add check ((signed_by is not null) = (signed_at is not null)),
    add check (signed_at >= requested_at),
    add constraint reason_unless_adopted_as_a_whole
        check (adopted is null or adopted = 'ADOPTED' or adoption_reason is not null),
    add constraint a_squad_asks_about_its_finding
        check (finding is null or (squad is not null and own_view is not null));

create index hard_case_finding on hard_case (finding);
create index hard_case_status on hard_case (status, id);
-- Of a whole campaign: its own questions and those of its squads' tasks.
create index hard_case_campaign on hard_case (split_part(source, ':', 1));

-- The list was one text until now; opinions of before may be shorter than the form wants today.
alter table hard_case_opinion
    drop constraint hard_case_opinion_answer_check,
    drop constraint hard_case_opinion_legal_basis_check,
    alter column legal_basis type text[] using array [legal_basis],
    add column alternatives text check (char_length(alternatives) between 1 and 2000),
    add constraint one_to_ten_legal_bases
        check (cardinality(legal_basis) between 1 and 10 and array_position(legal_basis, null) is null),
    add constraint answer_of_50_to_3000_characters check (char_length(answer) between 50 and 3000) not valid;
