-- Where each number of a run stands, so that it is found without reading the call lists: packed entries in the order of
-- the numbers, about 2,000 to a row. A segment is what was sorted at once; a number may stand in several.
create table number_index (
    run_id       varchar(16)       not null references run,
    segment      int               not null,
    first_number bigint            not null,
    body         varbinary(1000000) not null,
    primary key (run_id, segment, first_number)
);

-- How many segments the index of a run has; null until it is complete.
alter table run add column index_segments int;

-- The numbers that the call lists really hold, counted when they were sealed and with every start after that; null before.
alter table run add column stored_callees bigint;
