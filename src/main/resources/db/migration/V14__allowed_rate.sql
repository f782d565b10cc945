-- How fast a run was allowed to submit, from when on: the rate of a campaign may change from one start to the next.
create table allowed_rate (
    run_id     varchar(16)                 not null references run,
    since      timestamp(6) with time zone not null,
    per_second double precision            not null,
    primary key (run_id, since)
);
