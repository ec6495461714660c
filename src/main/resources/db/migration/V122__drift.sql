-- A comparison of a whole catalogue with its shop. state: running, completed, failed. at_type, at_id: how far it has come;
-- busy_until: a node works on it until then. settle: what differs becomes a conflict.
create table drift_report (
    id          varchar(26) primary key,
    connector   varchar(64) not null,
    state       varchar(10) not null,
    settle      boolean not null,
    asked_by    varchar(100) not null,
    started_at  timestamp(6) with time zone not null,
    finished_at timestamp(6) with time zone,
    checked     bigint not null,
    differing   bigint not null,
    written     bigint not null,
    at_type     int not null,
    at_id       varchar(255) not null,
    busy_until  timestamp(6) with time zone not null,
    problem     varchar(2000)
);
create index drift_report_connector on drift_report (connector, id);

-- What its latest report has found, an item a row.
create table drift_difference (
    report     varchar(26) not null,
    place      bigint not null,
    connector  varchar(64) not null,
    type       varchar(10) not null,
    item       varchar(255) not null,
    kind       varchar(16) not null,
    shopify_id varchar(100),
    name       varchar(255),
    fields     ${bytes} not null,
    primary key (report, place)
);
create index drift_difference_connector on drift_difference (connector, report, place);
