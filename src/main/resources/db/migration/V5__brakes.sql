-- The brakes that hold a run now. A row goes when the brake is released or has no reason any more.
create table brake_pull (
    run_id    varchar(16)   not null references run,
    brake     varchar(20)   not null,
    message   varchar(2000) not null,
    pulled_at timestamp(6) with time zone not null,
    primary key (run_id, brake)
);

-- What a person has released; it is not pulled again for that run.
create table brake_release (
    run_id      varchar(16)   not null references run,
    brake       varchar(20)   not null,
    released_by varchar(200)  not null,
    released_at timestamp(6) with time zone not null,
    detail      varchar(2000) not null,
    primary key (run_id, brake)
);

-- The accounts on which a list of the campaign was seen with as many callees as were submitted.
create table verified_account (
    campaign    varchar(40)  not null,
    account     varchar(300) not null,
    run_id      varchar(16)  not null,
    list_no     int          not null,
    verified_at timestamp(6) with time zone not null,
    primary key (campaign, account)
);
