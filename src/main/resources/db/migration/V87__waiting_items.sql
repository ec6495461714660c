-- The items whose parent the PIM has not sent yet, which are few: counted from the first moment.
create table waiting_item as (
    select v.id, v.type, v.connector, v.parent,
        coalesce(
            (select p.since from pending_change p where p.id = v.id and p.type = v.type and p.connector = v.connector),
            current_timestamp) as since
    from item v
    where v.type = 'variant' and v.deleted = false and not exists
        (select 1 from item p where p.id = v.parent and p.type = 'product' and p.connector = v.connector)
) with data;
alter table waiting_item alter column id set not null;
alter table waiting_item alter column type set not null;
alter table waiting_item alter column connector set not null;
alter table waiting_item alter column since set not null;
alter table waiting_item add primary key (id, type, connector);
create index waiting_item_connector on waiting_item (connector, since);
create index waiting_item_parent on waiting_item (parent, connector);
