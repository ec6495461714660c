-- Readings of shops. state: queued, running, completed, failed. holder: who works on it, until lease_until.
create table pull (
    id          varchar(40) primary key,
    connector   varchar(64) not null,
    mode        varchar(14) not null,
    started_by  varchar(14) not null,
    state       varchar(10) not null,
    asked_by    varchar(100),
    queued_at   timestamp(6) with time zone not null,
    started_at  timestamp(6) with time zone,
    finished_at timestamp(6) with time zone,
    holder      varchar(40),
    lease_until timestamp(6) with time zone
);
create index pull_connector on pull (connector, id);
create index pull_state on pull (state);

-- The streams of a pull. everything: no checkpoint to go on from, or asked for. bulk: the shop's id of the query that is
-- being followed. checkpoint: how far the stream was read by it.
create table pull_part (
    pull       varchar(40) not null,
    stream     varchar(10) not null,
    connector  varchar(64) not null,
    place      int not null,
    state      varchar(10) not null,
    everything boolean not null,
    first_time boolean not null,
    bulk       varchar(100),
    seen       bigint not null,
    changed    bigint not null,
    removed    bigint not null,
    checkpoint timestamp(6) with time zone,
    problem    varchar(2000),
    primary key (pull, stream)
);
create index pull_part_connector on pull_part (connector);

-- How far a stream was read: everything that changed in the shop up to the checkpoint is stored; deletions are read
-- from a checkpoint of their own. running: the pull that has the stream to itself. shop: whose
-- checkpoints they are.
create table pull_stream (
    stream      varchar(10) not null,
    connector   varchar(64) not null,
    shop        varchar(500) not null,
    checkpoint  timestamp(6) with time zone,
    deleted_to  timestamp(6) with time zone,
    running     varchar(40),
    pulled_at   timestamp(6) with time zone,
    ended_at    timestamp(6) with time zone,
    heard_at    timestamp(6) with time zone,
    problem     varchar(2000),
    primary key (stream, connector)
);
create index pull_stream_connector on pull_stream (connector);

-- When somebody last opened a page or signed in, for which a connector was pulled.
create table pull_visit (
    connector varchar(64) primary key,
    visited_at timestamp(6) with time zone not null
);
