-- since is when the item first failed, attempts how often it was tried since then; a success takes the row away.
alter table parked add column tried_at timestamp(6) with time zone;
-- The item that this one goes out with and that is refused, as "type id"; null for an item of its own.
alter table parked add column owner varchar(300);
-- Who or what holds what is in the way, where that is known.
alter table parked add column holder varchar(400);
create index parked_owner on parked (owner, connector);

-- The person who asked for a run; null where none did.
alter table run add column asked_by varchar(100);
