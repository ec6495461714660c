-- A run whose shop does not answer gives its consumer back and waits: how often in a row, and until when.
alter table run add column given_back integer default 0 not null;
alter table run add column waits_until timestamp(6) with time zone;
