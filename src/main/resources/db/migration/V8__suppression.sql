-- What a run's rows are kept from: do-not-call lists, and after them the numbers that earlier runs have called. sha256 is
-- null where it is no file.
create table suppression_list (
    run_id     varchar(16)   not null references run,
    list_no    int           not null,
    name       varchar(4000) not null,
    size_bytes bigint        not null,
    sha256     char(64),
    numbers    bigint        not null,
    unreadable bigint        not null,
    suppressed bigint        not null default 0,
    primary key (run_id, list_no)
);

-- The rows of one intake commit whose numbers a suppression list holds, packed.
create table suppressed_block (
    run_id    varchar(16) not null references run,
    block_no  bigint      not null,
    row_count int         not null,
    body      blob        not null,
    primary key (run_id, block_no)
);
