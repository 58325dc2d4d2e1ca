-- The filters that the product makes in Tasklist, by what they are for: an administrator may call them otherwise.
create table shared_filter
(
    code      text not null primary key check (code ~ '^[A-Z_]{2,30}$'),
    filter_id text not null unique
);
