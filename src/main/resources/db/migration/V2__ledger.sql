-- A run: one execution of a campaign over certain files, as the operator sees it. It survives restarts.
create table run (
    run_id          varchar(16)  not null primary key,
    campaign        varchar(40)  not null,
    target          varchar(16)  not null,
    label           varchar(100) not null,
    fingerprint     char(64)     not null,
    state           varchar(16)  not null,
    intake_settings varchar(2000) not null,
    intake_done     boolean      not null default false,
    rows_read       bigint       not null default 0,
    duplicates      bigint       not null default 0,
    suppressed      bigint       not null default 0,
    callees         bigint       not null default 0,
    note            varchar(2000),
    started_at      timestamp(6) with time zone not null,
    finished_at     timestamp(6) with time zone,
    constraint run_once unique (campaign, target, fingerprint, label)
);

create table input_file (
    run_id      varchar(16)   not null references run,
    file_no     int           not null,
    path        varchar(4000) not null,
    size_bytes  bigint        not null,
    sha256      char(64)      not null,
    format      clob          not null,
    primary key (run_id, file_no)
);

create table reject_count (
    run_id    varchar(16) not null references run,
    reason    varchar(40) not null,
    row_count bigint      not null,
    primary key (run_id, reason)
);

-- The rejected rows of one intake commit, packed.
create table reject_block (
    run_id    varchar(16) not null references run,
    block_no  bigint      not null,
    row_count int         not null,
    body      blob        not null,
    primary key (run_id, block_no)
);

-- The callees of the list that is not full yet; replaced with every intake commit.
create table open_list (
    run_id  varchar(16)    not null primary key references run,
    callees varbinary(5000) not null
);

create table call_list (
    run_id       varchar(16) not null references run,
    list_no      int         not null,
    callee_count int         not null,
    state        varchar(12) not null,
    attempt      int         not null default 0,
    task_id      varchar(40),
    code         varchar(100),
    message      varchar(400),
    changed_at   timestamp(6) with time zone not null,
    primary key (run_id, list_no)
);
create index call_list_by_state on call_list (run_id, state, list_no);

-- Beside call_list and not in it: updating a state must not rewrite five kilobytes of numbers.
create table call_list_callees (
    run_id  varchar(16)     not null,
    list_no int             not null,
    callees varbinary(5000) not null,
    primary key (run_id, list_no),
    foreign key (run_id, list_no) references call_list
);

-- Every request that may have left: written before it leaves, completed when its outcome is known.
create table submission (
    run_id      varchar(16) not null,
    list_no     int         not null,
    attempt     int         not null,
    task_name   varchar(30) not null,
    nonce       varchar(64) not null,
    account     varchar(300) not null,
    signed_at   timestamp(6) with time zone not null,
    answered_at timestamp(6) with time zone,
    outcome     varchar(20),
    http_status int,
    code        varchar(100),
    message     varchar(400),
    request_id  varchar(100),
    task_id     varchar(40),
    primary key (run_id, list_no, attempt),
    foreign key (run_id, list_no) references call_list,
    constraint task_name_once unique (task_name)
);
create index submission_by_time on submission (signed_at);
