-- The script that the run's lists go out with: with target, label and content it says what is done to whom, whatever the
-- campaign is called. Null in runs of older versions, of which nobody knows it.
alter table run add column dialog_id bigint;

-- Attempts of the list that may have made a task. Only these take a task name with them; after one that provably made none
-- the list goes out under the same name again. Older versions gave each attempt a name of its own.
alter table call_list add column doubts int default 0 not null;
update call_list set doubts = case when state = 'SUBMITTING' then attempt - 1 else attempt end where attempt > 0;
alter table submission drop constraint task_name_once;
create index submission_by_name on submission (task_name);
