-- Score cards (notice, line 35; domain 6): one version of one squad's score in one stage, written once. Nothing here
-- counts inspections, cases or money (行政处罚法第七十四条第三款): each item is a share of what was required.
with known (position, key, unit, value, meaning) as (values
    (170, 'score.adoptionTarget', 'COUNT', '1', '每项行动每个中队信息采用篇数'),
    (171, 'assessment.points', 'COUNT', '20', '专项执法行动在年度考核中的分值')),
keys as (
    insert into parameter_key (key, unit, meaning, position)
    select key, unit, meaning, position
    from known)
insert into parameter (key, unit, value, valid_from)
select key, unit, value, date '2022-01-01'
from known;

-- The inputs are what was counted, booked and decided, in one canonical text: the same text, the same card.
create table score_card
(
    id          bigint generated always as identity primary key,
    scoring     text        not null references scoring (code),
    campaign    text        not null references campaign (code),
    stage       text        not null check (stage in ('PROVISIONAL', 'FINAL')),
    squad       text        not null references squad (code),
    version     integer     not null check (version >= 1),
    status      text        not null check (status in ('RATED', 'NOT_RATED', 'EXEMPT', 'NON_COMPETING')),
    base        numeric(5, 2) check (base between 0 and 100),
    bonus       numeric(5, 2) check (bonus >= 0),
    deduction   numeric(6, 2) check (deduction >= 0),
    total       numeric(5, 2) check (total between 0 and 100),
    grade       text check (char_length(grade) between 1 and 10),
    rank        integer check (rank >= 1),
    rubric      text        not null check (rubric ~ '^\d+(\.\d+)*$'),
    inputs      text        not null check (jsonb_typeof(inputs::jsonb) = 'object'),
    inputs_hash text        not null check (inputs_hash ~ '^[0-9a-f]{64}$'),
    reason      text        not null check (char_length(reason) between 1 and 300),
    computed_by text        not null,
    computed_at timestamptz not null,
    unique (scoring, squad, version),
    check (scoring = 'SC-' || substr(campaign, 4) || ':' || stage),
    check (inputs_hash = encode(sha256(convert_to(inputs, 'UTF8')), 'hex')),
    constraint a_number_only_where_computed
        check (num_nulls(base, bonus, deduction, total, grade)
            = case when status in ('RATED', 'NON_COMPETING') then 0 else 5 end),
    constraint only_the_rated_are_ranked check ((rank is not null) = (status = 'RATED'))
);

create index score_card_campaign on score_card (campaign, stage);
create index score_card_squad on score_card (squad);

-- Ratio and points are rounded for reading; the card's total comes from the fractions.
create table score_item
(
    card        bigint        not null references score_card (id),
    indicator   text          not null check (indicator ~ '^[A-G][1-3]$'),
    weight      numeric(5, 2) not null check (weight > 0 and weight <= 100),
    numerator   numeric       not null check (numerator >= 0),
    denominator numeric       not null check (denominator >= 0),
    ratio       numeric(7, 6) check (ratio between 0 and 1),
    applicable  boolean       not null,
    reason      text check (char_length(reason) between 1 and 400),
    points      numeric(7, 4) not null check (points between 0 and weight),
    primary key (card, indicator),
    check (applicable = (ratio is not null)),
    check (applicable or (reason is not null and points = 0))
);

-- What was booked on that card, and what it was worth together with its own limit.
create table score_card_adjustment
(
    card   bigint        not null references score_card (id),
    code   text          not null check (code ~ '^(X[1-6]|Y[1-3])$'),
    count  integer       not null check (count between 1 and 999),
    points numeric(6, 2) not null check (points >= 0),
    primary key (card, code)
);

-- A decided appeal. The raw figures are those that it replaced: the final score takes it over while they are the same.
create table score_correction
(
    id              bigint generated always as identity primary key,
    scoring         text        not null references scoring (code),
    campaign        text        not null references campaign (code),
    squad           text        not null references squad (code),
    indicator       text        not null check (indicator ~ '^[A-G][1-3]$'),
    numerator       numeric     not null check (numerator >= 0),
    denominator     numeric     not null check (denominator >= 0),
    raw             text        not null,
    reason          text        not null check (char_length(reason) between 1 and 300),
    by_whom         text        not null,
    at              timestamptz not null,
    check (denominator > 0 or numerator = 0),
    constraint at_most_all check (numerator <= denominator or indicator in ('F1', 'F2'))
);

create index score_correction_scoring on score_correction (scoring);
create index score_correction_campaign on score_correction (campaign, squad, indicator);
create index score_correction_squad on score_correction (squad);

create trigger score_card_append_only
    before update or delete
    on score_card
    for each row
execute function refuse_change();

create trigger score_item_append_only
    before update or delete
    on score_item
    for each row
execute function refuse_change();

create trigger score_card_adjustment_append_only
    before update or delete
    on score_card_adjustment
    for each row
execute function refuse_change();

create trigger score_correction_append_only
    before update or delete
    on score_correction
    for each row
execute function refuse_change();

-- Of each of these tasks, over the points that are not excused: the rounds required, and those made, a point's
-- further rounds not counted. Only valid visits count, as in squad_task_figures.
create function squad_task_rounds(tasks text[])
    returns table
            (
                task     text,
                required bigint,
                made     bigint
            )
    language sql
    stable
as
$$
select given.code,
       coalesce(sum(point.required_rounds), 0),
       coalesce(sum(least(coalesce(visits.made, 0), point.required_rounds)), 0)
from squad_task given
         left join assigned_point point
                   on point.assignment = given.assignment
                       and point.squad = given.squad
                       and not point.excused
         left join (select purpose.squad_task, visited.point, count(*) as made
                    from inspection_purpose purpose
                             join inspection visited on visited.id = purpose.inspection
                    where purpose.squad_task = any (tasks)
                      and visited.validity = 'VALID'
                    group by purpose.squad_task, visited.point) visits
                   on visits.squad_task = given.code
                       and visits.point = point.point
where given.code = any (tasks)
group by given.code
order by given.code
$$;
