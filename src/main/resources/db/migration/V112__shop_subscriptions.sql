-- What a connector has subscribed to in its shop, as the last look at it found or made it. shopify_id: null while the shop
-- has none. state: subscribed, refused (problem says why), double (somebody else has made another to the same address).
create table shop_subscription (
    connector  varchar(64) not null,
    topic      varchar(100) not null,
    shopify_id varchar(100),
    uri        varchar(500) not null,
    state      varchar(10) not null,
    problem    varchar(1000),
    seen_at    timestamp(6) with time zone not null,
    primary key (connector, topic)
);

-- When a connector's subscriptions were looked at, and for which configuration. due_at: the next look.
create table subscription_look (
    connector   varchar(64) primary key,
    wanted      varchar(800) not null,
    looked_at   timestamp(6) with time zone,
    due_at      timestamp(6) with time zone not null,
    lease_until timestamp(6) with time zone,
    problem     varchar(1000)
);
