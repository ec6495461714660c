-- Which items the metafields of a product, of its variants or of a collection name: when one of them comes to the shop or
-- leaves it, what names it is looked at.
create table metafield_reference (
    id         varchar(255) not null,
    type       varchar(10) not null,
    connector  varchar(64) not null,
    named_type varchar(10) not null,
    named_id   varchar(255) not null,
    primary key (id, type, connector, named_type, named_id)
);
create index metafield_reference_named on metafield_reference (named_id, named_type, connector);
create index metafield_reference_connector on metafield_reference (connector, type, id);
