-- Which revision of the engine's row the product wrote last: a later one is an administrator's and stays. What earlier
-- releases made and nobody changed since is still the first.
alter table shared_filter
    add column revision integer not null default 1 check (revision > 0);
