-- Of a file of rows, the cell that a line of its receipt is about: its column's header, and what stands there.
alter table receipt_line add column header varchar(255);
alter table receipt_line add column cell varchar(500);
