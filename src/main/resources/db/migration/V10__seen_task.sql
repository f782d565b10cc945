-- A task that the API has listed for an unconfirmed list and that did not settle it: "not found" is no proof any more.
alter table submission add column seen_task_id varchar(40);
