-- Orders that used a code or an automatic discount, as the shop told of them last. Nothing of their customers.
-- content: by which an order that is as it was is known.
create table usage_order (
    id         varchar(30) not null,
    connector  varchar(64) not null,
    name       varchar(255) not null,
    updated_at timestamp(6) with time zone not null,
    used_at    timestamp(6) with time zone not null,
    status     varchar(30),
    test       boolean not null,
    cancelled  boolean not null,
    counted    boolean not null,
    shared     boolean not null,
    currency   varchar(10) not null,
    revenue    decimal(24, 6) not null,
    content    ${digest} not null,
    primary key (id, connector)
);
create index usage_order_connector on usage_order (connector, id);

-- What each code took off each order; the rows of an order are replaced together.
-- use_key: "c " and a code in capitals, or "a " and the title of an automatic discount.
create table code_use (
    order_id   varchar(30) not null,
    connector  varchar(64) not null,
    use_key    varchar(260) not null,
    code       varchar(255) not null,
    used_at    timestamp(6) with time zone not null,
    counted    boolean not null,
    currency   varchar(10) not null,
    revenue    decimal(24, 6) not null,
    discounted decimal(24, 6) not null,
    primary key (order_id, connector, use_key)
);
create index code_use_key on code_use (connector, use_key, used_at);

-- Which campaign a code or a title belongs to. Stays when the campaign goes, as its orders do.
create table known_code (
    use_key   varchar(260) not null,
    connector varchar(64) not null,
    code      varchar(255) not null,
    campaign  varchar(255) not null,
    primary key (use_key, connector)
);
create index known_code_connector on known_code (connector, use_key);
create index known_code_campaign on known_code (campaign, connector);

-- How far a connector's orders were read. Everything that changed in the shop between covered_from and checkpoint is
-- stored. epoch: another one whenever it begins anew. shop: whose orders they are.
create table usage_pull (
    connector    varchar(64) primary key,
    shop         varchar(500) not null,
    epoch        varchar(40) not null,
    covered_from timestamp(6) with time zone not null,
    checkpoint   timestamp(6) with time zone,
    currency     varchar(10),
    pulled_at    timestamp(6) with time zone,
    ended_at     timestamp(6) with time zone,
    lease_until  timestamp(6) with time zone,
    problem      varchar(2000)
);

-- Codes whose orders have changed since the shop's own count of them was looked at.
create table counted_code (
    use_key     varchar(260) not null,
    connector   varchar(64) not null,
    changed_at  timestamp(6) with time zone not null,
    compared_at timestamp(6) with time zone,
    primary key (use_key, connector)
);
create index counted_code_changed on counted_code (connector, changed_at);

-- Codes of which the shop counts another number of uses than its orders tell.
create table usage_difference (
    use_key     varchar(260) not null,
    connector   varchar(64) not null,
    orders      bigint not null,
    shop        bigint not null,
    detected_at timestamp(6) with time zone not null,
    compared_at timestamp(6) with time zone not null,
    primary key (use_key, connector)
);
create index usage_difference_connector on usage_difference (connector, use_key);
