-- The shop's languages, parted by blanks, its own first; empty where it does not tell; null until it was asked once, which is
-- when an item first has texts in several.
alter table shop_facts add column languages varchar(1000);
