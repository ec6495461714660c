-- Resolved conflicts are forgotten by their age.
create index shop_conflict_resolved on shop_conflict (resolved_at);
