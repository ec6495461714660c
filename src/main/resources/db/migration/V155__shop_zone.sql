-- The shop's time zone, as the shop says it (IANA); null until it was asked once.
alter table shop_facts add column zone varchar(64);
