-- One script for HSQLDB and PostgreSQL; ${text} and ${bytes} are the two types that differ.
-- In keys the item comes first: HSQLDB scans IN lists whose leading column has few values.

create table connector (
    name            varchar(64) primary key,
    active          boolean not null,
    config          ${text} not null,
    secrets         ${bytes},
    created_at      timestamp(6) with time zone not null,
    run_owner       varchar(64),
    run_lease_until timestamp(6) with time zone
);

-- The newest image of every item the PIM has sent; a deleted item stays as a tombstone.
create table item (
    id             varchar(255) not null,
    type           varchar(10) not null,
    connector      varchar(64) not null,
    parent         varchar(255),
    family         varchar(255),
    status         varchar(10) not null,
    tags           ${text},
    deleted        boolean not null,
    source_updated timestamp(6) with time zone,
    arrival        bigint not null,
    first_arrival  bigint not null,
    raw_digest     ${digest} not null,
    image_digest   ${digest} not null,
    image          ${bytes} not null,
    settled        boolean not null,
    primary key (id, type, connector)
);
create index item_parent on item (parent, type, connector);
create index item_connector on item (connector, type, id);

create table item_category (
    category  varchar(255) not null,
    product   varchar(255) not null,
    connector varchar(64) not null,
    primary key (category, product, connector)
);
create index item_category_product on item_category (product, connector);

-- The pending queue: one row per item. place orders it (categories first, then by arrival).
create table pending_change (
    id        varchar(255) not null,
    type      varchar(10) not null,
    connector varchar(64) not null,
    owner     varchar(255),
    place     bigint not null,
    arrival   bigint not null,
    cause     varchar(400) not null,
    attempts  int not null,
    deferred  boolean not null,
    since     timestamp(6) with time zone not null,
    primary key (id, type, connector)
);
create index pending_change_place on pending_change (connector, place);
create index pending_change_owner on pending_change (owner, connector);

-- Items that staging recognised as unchanged, a chunk a row; the next run reports them.
create table recognised (
    place     bigint not null,
    connector varchar(64) not null,
    items     ${text} not null,
    n         int not null,
    primary key (place, connector)
);
create index recognised_connector on recognised (connector, place);

create table run (
    id              varchar(26) primary key,
    connector       varchar(64) not null,
    mode            varchar(16) not null,
    cause           varchar(16) not null,
    state           varchar(24) not null,
    queued_at       timestamp(6) with time zone not null,
    started_at      timestamp(6) with time zone,
    finished_at     timestamp(6) with time zone,
    config          ${text} not null,
    reason          varchar(2000),
    filled          boolean not null,
    removals_confirmed boolean not null,
    done            bigint not null,
    created         bigint not null,
    updated         bigint not null,
    archived        bigint not null,
    deleted         bigint not null,
    unchanged       bigint not null,
    filtered        bigint not null,
    rejected        bigint not null,
    parked          bigint not null,
    conflict        bigint not null,
    calls           bigint not null,
    points          bigint not null,
    throttled       bigint not null,
    bulk_operations bigint not null
);
create index run_connector on run (connector, id);

-- The hash repository and what else is known of an exported item.
-- state: sending (intent noted, answer not yet recorded), exported, archived, deleted.
create table export (
    id          varchar(255) not null,
    type        varchar(10) not null,
    connector   varchar(64) not null,
    shopify_id  varchar(100),
    state       varchar(10) not null,
    hash        ${digest},
    payload     ${bytes},
    refs        ${bytes},
    exported_at timestamp(6) with time zone,
    run         varchar(26),
    primary key (id, type, connector)
);
create index export_connector on export (connector, type, state);

-- Items that wait for a person: rejected by us or parked after Shopify's refusal.
create table parked (
    id        varchar(255) not null,
    type      varchar(10) not null,
    connector varchar(64) not null,
    outcome   varchar(10) not null,
    run       varchar(26),
    since     timestamp(6) with time zone not null,
    code      varchar(100),
    field     varchar(400),
    message   varchar(2000),
    sentence  varchar(2000) not null,
    attempts  int not null,
    primary key (id, type, connector)
);
create index parked_connector on parked (connector, outcome);

-- An entry tells of one item (item), of a set of items (items, n), of a run or of an operator's action.
create table activity (
    id        bigint generated by default as identity primary key,
    noted_at  timestamp(6) with time zone not null,
    connector varchar(64),
    run       varchar(26),
    kind      varchar(12) not null,
    outcome   varchar(12),
    type      varchar(10),
    item      varchar(255),
    items     ${text},
    n         int not null,
    actor     varchar(100),
    sentence  varchar(2000) not null,
    detail    ${text}
);
create index activity_connector on activity (connector, id);
create index activity_run on activity (run, id);
create index activity_item on activity (item, type);
create index activity_noted_at on activity (noted_at);
