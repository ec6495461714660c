-- The list of refused items goes page by page through those of one standing.
create index receipt_line_refused on receipt_line (connector, standing, id);
drop index receipt_line_standing;
