-- What shops hold, as they told of it last. A copy is all objects of one stream of one connector. Searches look into the
-- current one; another may be in the making, of which they know nothing until it takes its place.
create table mirror_stream (
    stream    varchar(10) not null,
    connector varchar(64) not null,
    shop      varchar(500) not null,
    current_copy  bigint not null,
    building_copy bigint,
    primary key (stream, connector)
);
create index mirror_stream_connector on mirror_stream (connector);

-- Copies that nobody looks into any more; they are deleted slice by slice.
create table mirror_old_copy (
    id        bigint primary key,
    connector varchar(64) not null
);
create index mirror_old_copy_connector on mirror_old_copy (connector);

-- place: the number in the id, by which lists are ordered. digest: by which an object that is as it was is known.
-- seen_in, changed_in: the reading that saw it last, and the one that found it changed. personal: sealed.
create table mirror_object (
    shopify_id varchar(100) not null,
    copy       bigint not null,
    connector  varchar(64) not null,
    place      bigint not null,
    digest     ${digest} not null,
    created_at timestamp(6) with time zone,
    updated_at timestamp(6) with time zone,
    seen_at    timestamp(6) with time zone not null,
    seen_in    varchar(40),
    changed_in varchar(40),
    customer   varchar(100),
    content    ${text} not null,
    personal   ${text},
    primary key (shopify_id, copy)
);
create index mirror_object_copy on mirror_object (copy, place);
create index mirror_object_connector on mirror_object (connector, shopify_id);
create index mirror_object_customer on mirror_object (customer, connector);

-- A product's variants, an order's lines.
create table mirror_part (
    shopify_id varchar(100) not null,
    copy       bigint not null,
    connector  varchar(64) not null,
    object     varchar(100) not null,
    place      bigint not null,
    digest     ${digest} not null,
    seen_in    varchar(40),
    content    ${text} not null,
    primary key (shopify_id, copy)
);
create index mirror_part_object on mirror_part (object, copy, place);
create index mirror_part_copy on mirror_part (copy, shopify_id);
create index mirror_part_connector on mirror_part (connector, shopify_id);

-- The words by which objects are found, without case and accents; those of personal fields as a keyed hash.
-- source: the object or the part that has the word.
create table mirror_word (
    source    varchar(100) not null,
    copy      bigint not null,
    word      varchar(48) not null,
    connector varchar(64) not null,
    object    varchar(100) not null,
    primary key (source, copy, word)
);
create index mirror_word_word on mirror_word (copy, word);
create index mirror_word_object on mirror_word (object, copy);
create index mirror_word_copy on mirror_word (copy, source);
create index mirror_word_connector on mirror_word (connector, source);

-- What was found to be different from what was held, until it was told.
create table mirror_change (
    shopify_id varchar(100) not null,
    connector  varchar(64) not null,
    subject    varchar(20) not null,
    deleted    boolean not null,
    changed_at timestamp(6) with time zone,
    version    varchar(40) not null,
    primary key (shopify_id, connector)
);
create index mirror_change_connector on mirror_change (connector, shopify_id);

-- Customers whose personal data is not kept any more, whatever the shop tells.
create table mirror_erased (
    shopify_id varchar(100) not null,
    connector  varchar(64) not null,
    erased_at  timestamp(6) with time zone not null,
    primary key (shopify_id, connector)
);
create index mirror_erased_connector on mirror_erased (connector, shopify_id);
