-- The few items that are not in the shop as they came last, although nothing is pending for them, instead of a mark on
-- the many that are: an item that goes out is not written a second time.
create table unsettled (
    id        varchar(255) not null,
    type      varchar(10) not null,
    connector varchar(64) not null,
    primary key (id, type, connector)
);
create index unsettled_connector on unsettled (connector);
alter table item drop column settled;
-- Made anew it is null, and the next start fills the table. (An update of no row is a warning of HSQLDB.)
alter table connector drop column rendered_by;
alter table connector add column rendered_by ${digest};
