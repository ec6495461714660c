-- Mails, from when they are made until some time after they were sent. id: the same for the same news and person.
-- state: waiting, sent, given-up.
create table mail (
    id          varchar(64) primary key,
    connector   varchar(64) not null,
    event       varchar(40) not null,
    sender      varchar(255) not null,
    recipient   varchar(255) not null,
    subject     varchar(255) not null,
    plain       ${text} not null,
    html        ${text} not null,
    made_at     timestamp(6) with time zone not null,
    due_at      timestamp(6) with time zone not null,
    attempts    int not null,
    state       varchar(10) not null,
    ended_at    timestamp(6) with time zone,
    problem     varchar(1000),
    lease_until timestamp(6) with time zone
);
create index mail_due on mail (state, due_at);
create index mail_ended on mail (ended_at);
create index mail_connector on mail (connector, id);

-- Troubles that mails told of. told: a mail told of it since it was last over. untold: how often it came since the last mail.
create table mail_incident (
    connector    varchar(64) not null,
    event        varchar(40) not null,
    cause        varchar(300) not null,
    opened_at    timestamp(6) with time zone not null,
    recovered_at timestamp(6) with time zone,
    mailed_at    timestamp(6) with time zone,
    told         boolean not null,
    untold       int not null,
    sentence     varchar(1000) not null,
    address      varchar(500) not null,
    last_event   varchar(100) not null,
    primary key (connector, event, cause)
);
create index mail_incident_recovered on mail_incident (recovered_at);
create index mail_incident_mailed on mail_incident (mailed_at);

-- Up to which of its times each summary of a connector was sent.
create table mail_report (
    connector varchar(64) not null,
    kind      varchar(20) not null,
    reached   timestamp(6) with time zone not null,
    primary key (connector, kind)
);
