-- When a discount in the shop will be over by its own end date, so that it can be told.
create table discount_end (
    id        varchar(255) not null,
    type      varchar(10) not null,
    connector varchar(64) not null,
    ends      timestamp(6) with time zone not null,
    primary key (id, type, connector)
);
create index discount_end_ends on discount_end (ends);
