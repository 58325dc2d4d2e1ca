-- Every completion of a task asks for its subtasks; PostgreSQL has no index for that question.
create index lt_task_parent on act_ru_task (parent_task_id_);

-- Job acquisition asks for the due ones on every poll of every node.
create index lt_job_due on act_ru_job (duedate_) where retries_ > 0 and suspension_state_ = 1;

alter table act_ru_task set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table act_ru_execution set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table act_ru_variable set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table act_ru_job set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);
alter table act_hi_procinst set (autovacuum_vacuum_insert_scale_factor = 0.05);
