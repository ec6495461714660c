-- Automatic campaigns whose limit of uses is reached, as far as the orders that were read tell. Shopify keeps no such limit.
create table used_up (
    id        varchar(255) not null,
    connector varchar(64) not null,
    uses      bigint not null,
    allowed   integer not null,
    found_at  timestamp(6) with time zone not null,
    primary key (id, connector)
);
create index used_up_connector on used_up (connector, id);
