-- Under which title the run's tasks are looked for before any is submitted; empty where that is switched off, null as long
-- as nothing was to be submitted.
alter table run add column looks_as varchar(100);

-- Since when the lists of the run are stored. Null as long as they are not, and in older runs.
alter table run add column stored_at timestamp(6) with time zone;
