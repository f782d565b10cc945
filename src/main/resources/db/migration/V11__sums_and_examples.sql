-- One rejected cell for each reason, the first one and masked: the file, the line, and no more of the cell than tells
-- what is wrong with it. Null in what older versions counted.
alter table reject_count add column example_file int;
alter table reject_count add column example_line bigint;
alter table reject_count add column example_cell varchar(100);

-- The call lists of a completed run, counted by their states when it was completed: somebody who looks at a year of runs
-- should not wait until a million lists are counted. A run that goes on loses its rows.
create table list_sum (
    run_id  varchar(16) not null references run,
    state   varchar(12) not null,
    lists   bigint      not null,
    callees bigint      not null,
    primary key (run_id, state)
);
insert into list_sum (run_id, state, lists, callees)
select l.run_id, l.state, count(*), sum(l.callee_count)
from call_list l join run r on r.run_id = l.run_id
where r.state = 'COMPLETED'
group by l.run_id, l.state;
