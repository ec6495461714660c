-- Of an import. postponed: it has waited for a shop or a database that did not answer, so that how long it took says nothing of
-- the next one. at_least: the shop has only said that there are no fewer. nameless: the shop keeps back who the customers are.
alter table shop_import add column postponed boolean default false not null;
alter table shop_import add column at_least boolean default false not null;
alter table shop_import add column nameless boolean default false not null;

-- noted_at: the earliest is read first; what could not be booked goes to the end.
alter table order_to_book add column noted_at timestamp(6) with time zone default current_timestamp not null;
create index order_to_book_next on order_to_book (connector, customer, noted_at, shopify_id);
drop index order_to_book_connector;
