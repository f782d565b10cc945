-- File and line of each callee's first row, packed beside the callees; null in what older versions stored.
alter table call_list_callees add column origins varbinary(20000);
alter table open_list add column origins varbinary(20000);

-- The rows of one intake commit whose numbers an earlier row of the run had, packed.
create table duplicate_block (
    run_id    varchar(16) not null references run,
    block_no  bigint      not null,
    row_count int         not null,
    body      blob        not null,
    primary key (run_id, block_no)
);
