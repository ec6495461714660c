-- What the runs of a connector came to that ended within a quarter of an hour: what hours and days are made of, in every
-- zone. took: how long each of them worked, in milliseconds, separated by spaces. failed: of the items, with those in
-- conflict.
create table metric_slot (
    slot_at     timestamp(6) with time zone not null,
    connector   varchar(64) not null,
    runs        int not null,
    failed_runs int not null,
    items       bigint not null,
    failed      bigint not null,
    conflicts   bigint not null,
    incomplete  bigint not null,
    points      bigint not null,
    took        ${text} not null,
    primary key (slot_at, connector)
);
create index metric_slot_connector on metric_slot (connector, slot_at);

-- Up to when runs are in the slots, and which node is adding to them until when: one row.
create table metric_rollup (
    id          int primary key,
    reached     timestamp(6) with time zone not null,
    lease_until timestamp(6) with time zone
);
