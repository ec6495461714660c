-- How far each PIM that is asked was read. running: the fetch that has it to itself. asked_as: a digest of how it is asked;
-- another one begins anew. changed_to: what changed up to then has been taken in. delta_asked, full_asked: when the clock
-- last asked.
create table source_state (
    connector   varchar(64) not null,
    source      varchar(64) not null,
    asked_as    varchar(64) not null,
    changed_to  timestamp(6) with time zone,
    running     varchar(40),
    fetched_at  timestamp(6) with time zone,
    delta_asked timestamp(6) with time zone not null,
    full_asked  timestamp(6) with time zone not null,
    problem     varchar(2000),
    primary key (connector, source)
);

-- Fetches. state: queued, running, completed, completed-with-failures, failed. holder: who works on it, until lease_until.
-- part: what of it is being read; place: the page that comes next; spool_bytes: how much of its records is on the disk.
create table source_fetch (
    id           varchar(40) primary key,
    connector    varchar(64) not null,
    source       varchar(64) not null,
    mode         varchar(10) not null,
    started_by   varchar(10) not null,
    asked_by     varchar(100),
    asked_as     varchar(64) not null,
    state        varchar(24) not null,
    queued_at    timestamp(6) with time zone not null,
    started_at   timestamp(6) with time zone,
    finished_at  timestamp(6) with time zone,
    holder       varchar(40),
    lease_until  timestamp(6) with time zone,
    since        timestamp(6) with time zone,
    as_of        timestamp(6) with time zone,
    continues    varchar(40),
    spool        varchar(40) not null,
    spool_bytes  bigint not null,
    part         int not null,
    part_records bigint not null,
    place        varchar(4000),
    pages        bigint not null,
    records      bigint not null,
    accepted     bigint not null,
    rejected     bigint not null,
    warned       bigint not null,
    receipts     varchar(1000) not null,
    problem      varchar(2000)
);
create index source_fetch_connector on source_fetch (connector, source, id);
create index source_fetch_state on source_fetch (state);
