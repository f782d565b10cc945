-- Numbers from cells that hold several: those taken beside the first one of their row, and those not taken.
alter table run add column more_numbers bigint not null default 0;
alter table run add column passed_over bigint not null default 0;
