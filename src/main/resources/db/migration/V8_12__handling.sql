-- What people do with a task besides submitting it: 转办, 委派 and back, 抄送, 催办, 撤回, 批量办理. Only ever added to.
-- Tasks and instances are the engine's; nothing of ours goes when its history is cleaned up.
create table task_operation
(
    id               bigint generated always as identity primary key,
    task             text        not null check (char_length(task) between 1 and 64),
    task_name        text        not null check (char_length(task_name) between 1 and 255),
    process_instance text        not null check (char_length(process_instance) between 1 and 64),
    subject          text        not null check (char_length(subject) <= 255),
    kind             text        not null check (kind in ('TRANSFERRED', 'DELEGATED', 'GIVEN_BACK', 'TAKEN_BACK', 'COPIED',
                                                          'URGED', 'WITHDRAWN', 'APPROVED')),
    receiver         text,
    text             text check (char_length(text) between 1 and 1000),
    by_whom          text        not null,
    by_name          text        not null,
    at               timestamptz not null,
    constraint receiver_of_an_operation
        check (kind not in ('TRANSFERRED', 'DELEGATED', 'GIVEN_BACK', 'TAKEN_BACK') or receiver is not null),
    constraint nobody_hands_over_to_themselves check (kind not in ('TRANSFERRED', 'DELEGATED') or receiver <> by_whom)
);

create index task_operation_task on task_operation (task, id);
create index task_operation_instance on task_operation (process_instance, id);
create index task_operation_by_whom on task_operation (by_whom, at);
create index task_operation_receiver on task_operation (receiver, at);

create trigger task_operation_append_only
    before update or delete on task_operation
    for each row execute function refuse_change();

-- 抄送: once for a task and person. Read is when the receiver first opened the task's page.
create table task_copy
(
    id        bigint generated always as identity primary key,
    operation bigint      not null references task_operation (id),
    task      text        not null,
    receiver  text        not null references person (user_id),
    sent_at   timestamptz not null,
    constraint one_copy_of_a_task unique (task, receiver)
);

create index task_copy_operation on task_copy (operation);
create index task_copy_receiver on task_copy (receiver, sent_at);

create trigger task_copy_append_only
    before update or delete on task_copy
    for each row execute function refuse_change();

create table task_copy_read
(
    copy    bigint      not null primary key references task_copy (id),
    read_at timestamptz not null
);

create trigger task_copy_read_append_only
    before update or delete on task_copy_read
    for each row execute function refuse_change();

-- Who of those who may do a task has opened it, and when first: from then on what led to it is not withdrawn.
create table task_opened
(
    task      text        not null,
    by_whom   text        not null,
    opened_at timestamptz not null,
    primary key (task, by_whom)
);

create trigger task_opened_append_only
    before update or delete on task_opened
    for each row execute function refuse_change();
