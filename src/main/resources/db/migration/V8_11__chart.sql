-- The charts of a year ask by the day on which something was due or passed.

create index deadline_due on deadline (due_at) where cancelled_at is null;
create index rectification_order_due on rectification_order (due_on) where status <> 'CANCELLED';
create index inspection_re_check on inspection (business_date) where legal_class = 'RE_CHECK' and validity = 'VALID';
