-- Who cancelled the run, and why: what was pending is given up and nothing more of it is submitted.
alter table run add column cancelled_at timestamp(6) with time zone;
alter table run add column cancelled_by varchar(100);
alter table run add column cancel_reason varchar(250);

-- The run whose repaired rejects this one reads: nobody whom that one stored is called again.
alter table run add column retry_of varchar(16);

-- Since when only the counts of the run are left.
alter table run add column purged_at timestamp(6) with time zone;
