-- Connectors of application.yaml that were created once; one that was deleted does not come back.
create table connector_given (
    name     varchar(64) primary key,
    taken_at timestamp(6) with time zone not null
);
