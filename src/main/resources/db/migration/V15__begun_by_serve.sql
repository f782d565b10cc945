-- Which of them serve has begun itself: only these answer a schedule. Of older ones nobody knows; a retry and a run with a
-- label were begun by a person in any case.
alter table served_run add column begun boolean default false not null;
update served_run set begun = true
where exists (select 1 from run r where r.run_id = served_run.run_id and r.label = '' and r.retry_of is null);
