-- A year's summary is frozen like that of an assignment; its subject is the year.
alter table summary_version
    drop constraint summary_version_subject_check,
    add constraint summary_version_subject_check check (subject ~ '^((TH|LB|FI)-\d{4}-\d{2,}|20\d{2})$');

create index if not exists complaint_squad_received on complaint (squad, received_on);
create index if not exists info_item_submitted on info_item (submitted_at);
create index if not exists relapse_first_finding on relapse (first_finding);
