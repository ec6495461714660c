-- Tokens of a connector's PIM beside the one of its configuration, so that a new one is in use before the old one goes.
create table pim_token (
    id         varchar(36) primary key,
    connector  varchar(64) not null,
    digest     varchar(64) not null,
    last4      varchar(4) not null,
    created_by varchar(255) not null,
    created_at timestamp(6) with time zone not null,
    last_used  timestamp(6) with time zone
);
create index pim_token_connector on pim_token (connector, id);
create index pim_token_digest on pim_token (digest);
