-- What a write is about to send, until its answer is recorded.
alter table export add column sending ${bytes};
