-- Whether the platform may call a callee again by itself: the count that it shows for the task is one of calls then.
alter table submission add column recalls boolean default false not null;

-- A task is that of one list, whether the API answered with it, listed it or a person named it.
update submission s set seen_task_id = (
    select d.task_id from decision d where d.run_id = s.run_id and d.list_no = s.list_no and d.attempt = s.attempt)
where exists (
    select 1 from decision d
    where d.run_id = s.run_id and d.list_no = s.list_no and d.attempt = s.attempt and d.task_id is not null);
create index submission_by_task on submission (task_id);
create index submission_by_seen_task on submission (seen_task_id);
