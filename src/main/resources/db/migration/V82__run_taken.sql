-- How often a run was taken in hand: only who took it last writes into its books.
alter table run add column taken integer default 0 not null;
