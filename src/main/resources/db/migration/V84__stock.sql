-- The active locations of a connector's shop, by which the PIM names its stock; none until the shop was asked once.
create table shop_location (
    connector varchar(64) not null,
    id        varchar(100) not null,
    name      varchar(255) not null,
    primary key (connector, id)
);

-- Calls that set stock, noted before they are made: one whose answer was lost is made again as it was, with its key.
create table stock_attempt (
    id        varchar(255) not null,
    attempt   varchar(36) not null,
    connector varchar(64) not null,
    operation varchar(64) not null,
    variables ${bytes} not null,
    made_at   timestamp(6) with time zone not null,
    primary key (id, attempt, connector)
);
