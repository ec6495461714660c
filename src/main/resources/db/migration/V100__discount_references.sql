-- Which items a campaign or a code names: when one of them comes to the shop or leaves it, the campaign is looked at.
-- named_type 'all' stands for the whole catalogue, of which an exclusion takes something off.
create table discount_reference (
    id         varchar(255) not null,
    type       varchar(10) not null,
    connector  varchar(64) not null,
    named_type varchar(10) not null,
    named_id   varchar(255) not null,
    primary key (id, type, connector, named_type, named_id)
);
create index discount_reference_named on discount_reference (named_id, named_type, connector);
create index discount_reference_connector on discount_reference (connector, type, id);
