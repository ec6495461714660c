-- What became of a connector's items, and what people and runs did, is found without reading the rest of its log; so is what
-- is told of one item, and (with no item) what is told of sets.
create index activity_outcome on activity (connector, outcome, kind, id);
drop index activity_item;
create index activity_item on activity (item, connector, id);
