-- Of campaigns and codes: which goes first, whether a change starts a run by itself, and whether it is switched on.
alter table item add column priority smallint default 1 not null;
alter table item add column immediate boolean default false not null;
alter table item add column active boolean default true not null;

-- A change that starts a run although the connector's do not start by themselves.
alter table pending_change add column urgent boolean default false not null;
