-- What a look by the schedule came to: run, nothing-to-do; null before one came due.
alter table schedule_look add column result varchar(20);

-- Whether a run was asked for because all of a job's codes are made.
alter table code_job add column run_asked boolean default false not null;
