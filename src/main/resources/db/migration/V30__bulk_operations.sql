-- Bulk operations that were handed to a shop, so that a restarted connector finds them again.
-- state: written (maybe handed over: the answer was not seen), started, ended.
create table bulk_operation (
    id         varchar(40) primary key,
    connector  varchar(64) not null,
    run        varchar(26) not null,
    operation  varchar(64) not null,
    shopify_id varchar(100),
    state      varchar(10) not null,
    n          int not null,
    item_keys  ${text} not null,
    created_at timestamp(6) with time zone not null,
    ended_at   timestamp(6) with time zone
);
create index bulk_operation_run on bulk_operation (run, state);
