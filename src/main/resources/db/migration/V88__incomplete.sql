-- What of an item in the shop was left out, a row a cause; the item's next export says anew what is.
-- place: 0 for the first cause of an item, so that items are counted and not causes.
create table incomplete (
    id        varchar(255) not null,
    type      varchar(10) not null,
    connector varchar(64) not null,
    cause     varchar(16) not null,
    place     int not null,
    sentence  varchar(2000) not null,
    since     timestamp(6) with time zone not null,
    run       varchar(26),
    primary key (id, type, connector, cause)
);
create index incomplete_place on incomplete (connector, place);
create index incomplete_cause on incomplete (connector, cause, id);

-- How many items of a run went out incomplete; by cause in words: picture=3 price=1
alter table run add column incomplete bigint default 0 not null;
alter table run add column incomplete_by varchar(400);

-- Of an item's entry the causes for which something was left out, one behind the other.
alter table activity add column incomplete varchar(200);
