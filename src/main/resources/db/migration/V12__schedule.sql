-- What serve does when: one row for each campaign and target. The library's table, and its names.
create table scheduled_tasks (
    task_name            varchar(100) not null,
    task_instance        varchar(100) not null,
    task_data            varbinary(20000),
    execution_time       timestamp(6) with time zone not null,
    picked               boolean      not null,
    picked_by            varchar(50),
    last_success         timestamp(6) with time zone,
    last_failure         timestamp(6) with time zone,
    consecutive_failures int,
    last_heartbeat       timestamp(6) with time zone,
    version              bigint       not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on scheduled_tasks (execution_time);

-- Files of inboxes whose content is known, so that a file is not read again as long as it looks the same.
create table inbox_file (
    path        varchar(4000) not null primary key,
    size_bytes  bigint        not null,
    modified_at timestamp(9) with time zone not null,
    sha256      char(64)      not null
);

-- Content of inboxes that a run of the campaign has taken, packed or not; input_file has what was unpacked of it.
create table inbox_read (
    campaign varchar(40) not null,
    target   varchar(16) not null,
    sha256   char(64)    not null,
    run_id   varchar(16) not null references run,
    primary key (campaign, target, sha256)
);

-- Runs that serve lets go on by itself, since it has begun them or a person resumed them; when it last looked after them,
-- and whether a person has stopped them.
create table served_run (
    run_id  varchar(16) not null primary key references run,
    seen_at timestamp(6) with time zone not null,
    stopped boolean default false not null
);
