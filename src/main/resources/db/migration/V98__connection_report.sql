-- What the last test of a connector's shop found, as long as the shop's address and credentials are the tested ones.
create table connection_report (
    connector varchar(64) primary key,
    tested_at timestamp(6) with time zone not null,
    report    ${text} not null
);
