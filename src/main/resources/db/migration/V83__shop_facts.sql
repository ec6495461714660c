-- What a connector's shop has said of itself, so that a preview knows it before the next run has asked.
create table shop_facts (
    connector varchar(64) not null primary key,
    currency  varchar(10) not null
);
