-- Who works on a run. The row stays when nobody does, so that tokens only grow.
create table run_lease (
    run_id          varchar(16)  not null primary key references run,
    token           bigint       not null,
    beat            bigint       not null,
    owner           varchar(40),
    machine         varchar(400),
    pid             bigint,
    process_started bigint
);
