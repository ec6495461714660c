-- Where a variant stands among its product's, if a delivery has put it elsewhere than where it first came.
alter table item add column place bigint;
