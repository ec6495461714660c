-- What a run that a person asked for has pulled from the shop.
-- pull_state: asked, pulled, failed, or not-permitted; null if nobody asked.
alter table run add column pull_state varchar(20);
alter table run add column pulled_orders bigint;
alter table run add column pulled_codes bigint;
alter table run add column pulled_customers bigint;
alter table run add column pull_problem varchar(2000);
