-- Which item an object of the shop was made from: asked for each object of which the shop says that it has changed.
create index export_object on export (shopify_id, connector);

-- What the shop holds otherwise than it was exported last.
-- slot: open, or the conflict's own id when it is resolved; so that of one kind an item has one that is open.
-- fields: [{"field", "exported", "shop", "pim"}].
create table shop_conflict (
    id             varchar(26) primary key,
    connector      varchar(64) not null,
    type           varchar(10) not null,
    item           varchar(255) not null,
    kind           varchar(16) not null,
    slot           varchar(26) not null,
    shopify_id     varchar(100),
    name           varchar(255),
    detected_at    timestamp(6) with time zone not null,
    changed_at     timestamp(6) with time zone not null,
    detected_by    varchar(8) not null,
    fields         ${bytes} not null,
    recommendation varchar(8) not null,
    reason         varchar(1000) not null,
    resolved_by    varchar(8),
    resolved_at    timestamp(6) with time zone,
    actor          varchar(100),
    constraint shop_conflict_slot unique (item, type, connector, kind, slot)
);
create index shop_conflict_connector on shop_conflict (connector, id);
create index shop_conflict_open on shop_conflict (connector, slot);

-- Of an item's fields those that somebody has changed in the shop, and what was decided of each: pim (the next write
-- puts the PIM's value back), asked (a person decides; until then it is left alone), shop (it stays as the shop has it
-- until the PIM has another value than pim). field: * for the object itself, which was deleted.
-- version: another one whenever the row is another.
create table edited_field (
    item       varchar(255) not null,
    type       varchar(10) not null,
    connector  varchar(64) not null,
    field      varchar(400) not null,
    decision   varchar(5) not null,
    exported   ${bytes} not null,
    shop       ${bytes} not null,
    pim        ${bytes} not null,
    since      timestamp(6) with time zone not null,
    decided_by varchar(100) not null,
    version    bigint not null,
    primary key (item, type, connector, field)
);
create index edited_field_connector on edited_field (connector, item);

-- Items whose objects are to be read anew: noted before that is done, and until it is done.
create table shop_look (
    item        varchar(255) not null,
    type        varchar(10) not null,
    connector   varchar(64) not null,
    detected_by varchar(8) not null,
    due         timestamp(6) with time zone not null,
    primary key (item, type, connector)
);
create index shop_look_due on shop_look (connector, due);
