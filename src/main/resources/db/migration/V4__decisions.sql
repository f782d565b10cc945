-- What a person decided about a call list, by whom and when. An attempt is decided once; a list that is submitted again
-- has a new attempt.
create table decision (
    run_id     varchar(16)  not null,
    list_no    int          not null,
    attempt    int          not null,
    transition varchar(30)  not null,
    task_id    varchar(40),
    reason     varchar(250) not null,
    decided_by varchar(100) not null,
    decided_at timestamp(6) with time zone not null,
    primary key (run_id, list_no, attempt),
    foreign key (run_id, list_no) references call_list
);
