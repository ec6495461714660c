-- What campaigns and codes say of themselves, for lists, searches and what codes are taken; written with each image.
-- words: id, names and code without case and accents.
create table campaign_index (
    id        varchar(255) not null,
    connector varchar(64) not null,
    name      varchar(500),
    code      varchar(255),
    code_key  varchar(255),
    automatic boolean not null,
    active    boolean not null,
    starts_at timestamp(6) with time zone,
    ends_at   timestamp(6) with time zone,
    words     varchar(2000) not null,
    primary key (id, connector)
);
create index campaign_index_connector on campaign_index (connector, id);
create index campaign_index_code on campaign_index (code_key, connector);

-- own: has terms of its own, and so a discount of its own. off: switched off itself; its campaign may be as well.
create table code_index (
    id        varchar(255) not null,
    connector varchar(64) not null,
    campaign  varchar(255) not null,
    code      varchar(255) not null,
    code_key  varchar(255) not null,
    holder    varchar(500),
    own       boolean not null,
    off       boolean not null,
    starts_at timestamp(6) with time zone,
    ends_at   timestamp(6) with time zone,
    arrival   bigint not null,
    words     varchar(2000) not null,
    primary key (id, connector)
);
create index code_index_campaign on code_index (connector, campaign, id);
create index code_index_code on code_index (code_key, connector);
