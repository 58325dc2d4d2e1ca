-- Sequence flows in the order in which tokens took them; the engine's history has only the nodes.
create table flow_taken
(
    id                  bigint generated always as identity primary key,
    process_instance_id text        not null,
    flow_id             text        not null,
    taken_at            timestamptz not null
);

create index flow_taken_instance on flow_taken (process_instance_id, id);
