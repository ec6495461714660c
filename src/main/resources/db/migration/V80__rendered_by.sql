-- What the settled items of a connector were rendered by; null: not known, so that none is settled.
alter table connector add column rendered_by ${digest};
