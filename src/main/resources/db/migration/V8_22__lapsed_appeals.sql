-- 申诉终止: when an appeal ran out of time, so that it is told once, like a decision. What lapsed before this release
-- stays without a moment: it is old news.
alter table score_appeal
    add column lapsed_at timestamptz,
    add constraint lapsed_by_itself check (lapsed_at is null or result = 'LAPSED');

alter table assessment_appeal
    add column lapsed_at timestamptz,
    add constraint lapsed_by_itself check (lapsed_at is null or result = 'LAPSED');

create index score_appeal_lapsed on score_appeal (lapsed_at) where lapsed_at is not null;
create index assessment_appeal_lapsed on assessment_appeal (lapsed_at) where lapsed_at is not null;
