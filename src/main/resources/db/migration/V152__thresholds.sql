-- Thresholds of codes and campaigns that were reached, so that each tells once. threshold: a digest of what was to be
-- reached. told: false, it was reached by orders from before the first look at the shop's orders, which tells nobody.
create table threshold_reached (
    connector  varchar(64) not null,
    threshold  varchar(64) not null,
    reached_at timestamp(6) with time zone not null,
    told       boolean not null,
    primary key (connector, threshold)
);
