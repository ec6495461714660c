-- Imports of what happened in a shop before. slot: running, or the import's own id once it has ended; so that a connector
-- has one that is running. state: queued, running, completed, incomplete, failed, cancelled. shop: whose orders they are.
-- holder: who works on it, until lease_until. tries: how often in a row the shop did not answer. expected: as many as the
-- shop counted when it was asked.
create table shop_import (
    id                varchar(40) primary key,
    connector         varchar(64) not null,
    slot              varchar(40) not null,
    shop              varchar(500) not null,
    stream            varchar(10) not null,
    chosen            varchar(14) not null,
    reconcile         boolean not null,
    update_metrics    boolean not null,
    truncated         boolean not null,
    state             varchar(10) not null,
    asked_by          varchar(100) not null,
    cancelled_by      varchar(100),
    queued_at         timestamp(6) with time zone not null,
    started_at        timestamp(6) with time zone,
    finished_at       timestamp(6) with time zone,
    expected          bigint not null,
    expected_seconds  bigint not null,
    currency          varchar(3),
    problem           varchar(2000),
    tries             int not null,
    holder            varchar(40),
    lease_until       timestamp(6) with time zone
);
create unique index shop_import_slot on shop_import (connector, slot);
create index shop_import_state on shop_import (state);

-- The parts of an import, one after the other. from_time, before_time: when its orders were placed. way: pages, bulk,
-- customers; null as long as it has not begun. query_id: the shop's bulk query, or the pull of customers, that is followed.
-- next_page: where the next page begins. done: how many objects are stored, which are as many lines of a bulk query's file.
-- all_read: nothing is left to be read. What it brought is what the import had brought by its end; updated: customers whose
-- metrics have changed, null as long as they were not made anew.
create table shop_import_phase (
    import_id     varchar(40) not null,
    place         int not null,
    connector     varchar(64) not null,
    chosen        varchar(14) not null,
    state         varchar(10) not null,
    from_time     timestamp(6) with time zone not null,
    before_time   timestamp(6) with time zone,
    way           varchar(10),
    query_id      varchar(100),
    next_page     varchar(1000),
    done          bigint not null,
    all_read      boolean not null,
    orders        bigint not null,
    customers     bigint not null,
    updated       bigint,
    cashback      numeric(24, 6) not null,
    currency      varchar(3),
    first_at      timestamp(6) with time zone,
    last_at       timestamp(6) with time zone,
    discrepancies bigint not null,
    primary key (import_id, place)
);
create index shop_import_phase_connector on shop_import_phase (connector);

-- Orders of an import that are not in the ledger as they stand in the shop. details: JSON, texts by name.
create table import_discrepancy (
    import_id    varchar(40) not null,
    order_number bigint not null,
    reason       varchar(20) not null,
    connector    varchar(64) not null,
    name         varchar(255) not null,
    sentence     varchar(1000) not null,
    details      varchar(2000) not null,
    primary key (import_id, order_number, reason)
);
create index import_discrepancy_reason on import_discrepancy (import_id, reason, order_number);
create index import_discrepancy_connector on import_discrepancy (connector);

-- Orders, and customers whose last order is one of them, that have changed in the shop and are to be read and booked.
-- version: so that what changes again while it is read is read again.
create table order_to_book (
    shopify_id varchar(100) not null,
    connector  varchar(64) not null,
    customer   boolean not null,
    version    varchar(36) not null,
    primary key (shopify_id, connector)
);
create index order_to_book_connector on order_to_book (connector, customer);
