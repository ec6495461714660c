-- Connectors whose campaigns and codes may have come before it was noted which code belongs to which campaign.
-- (Made of a query: an insert of no row is a warning of HSQLDB.)
create table known_code_gap (connector) as (select name from connector) with data;
alter table known_code_gap alter column connector set not null;
alter table known_code_gap add primary key (connector);
