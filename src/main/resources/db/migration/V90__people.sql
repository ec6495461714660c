-- People who sign in, beside those of application.yaml, and tokens of programs. Of a secret there is a digest only.
create table person (
    name       varchar(64) primary key,
    password   varchar(200) not null,
    role       varchar(16) not null,
    created_at timestamp(6) with time zone not null
);

create table api_token (
    id         varchar(36) primary key,
    name       varchar(100) not null,
    role       varchar(16) not null,
    digest     varchar(64) not null unique,
    last4      varchar(4) not null,
    created_by varchar(255) not null,
    created_at timestamp(6) with time zone not null,
    last_used  timestamp(6) with time zone
);
