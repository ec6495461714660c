-- The price lists that a shop has told of last, as a JSON array, and when.
create table shop_price_lists (
    connector varchar(63) not null primary key,
    lists ${text} not null,
    read_at timestamp with time zone not null
);
