-- Codes that were asked for in one go. state: deciding (nobody was told of it yet), queued, running, completed,
-- completed-with-failures, cancelled. looked: up to which place it was looked what became of them; busy_until: a node
-- works on it until then.
create table code_job (
    id          varchar(26) primary key,
    connector   varchar(64) not null,
    campaign    varchar(255) not null,
    state       varchar(24) not null,
    asked_by    varchar(100) not null,
    created_at  timestamp(6) with time zone not null,
    finished_at timestamp(6) with time zone,
    total       int not null,
    done        int not null,
    failed      int not null,
    looked      int not null,
    busy_until  timestamp(6) with time zone
);
create index code_job_connector on code_job (connector, campaign, id);
create index code_job_state on code_job (state);

-- Its codes, decided before any is pushed. state: decided, pushing, pushed, done, failed, dropped (cancelled before).
-- arrival: the code item that was pushed has this number, or a higher one.
create table code_job_code (
    job       varchar(26) not null,
    place     int not null,
    connector varchar(64) not null,
    item      varchar(255) not null,
    code      varchar(255) not null,
    code_key  varchar(255) not null,
    state     varchar(8) not null,
    arrival   bigint,
    reason    varchar(2000),
    primary key (job, place)
);
create index code_job_code_state on code_job_code (job, state, place);
create index code_job_code_key on code_job_code (code_key, connector);
create index code_job_code_connector on code_job_code (connector);
