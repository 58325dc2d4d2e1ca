-- What the phone's clock showed as it sent the visit, less ours: ahead is positive, null is unknown, as of every
-- visit before this release. More than ten minutes is for a person to look at (domain, section 9.3, no. 25).
alter table inspection
    add column clock_skew_s bigint,
    add column clock_wrong  boolean not null
        generated always as (coalesce(abs(clock_skew_s) > 600, false)) stored;
