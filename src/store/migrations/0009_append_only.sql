-- Tables that only grow are appended to at their end. A vacuum after so many inserts would list what little room is left
-- on every old page, and the next rows would be scattered over the whole history: a read and a whole page of WAL each.
-- They are still analysed, vacuumed where rows are deleted, and frozen in good time.
set search_path = hotline, public;

alter table journal_entry set (autovacuum_vacuum_insert_threshold = -1);
alter table journal_leaf set (autovacuum_vacuum_insert_threshold = -1);
alter table event_text set (autovacuum_vacuum_insert_threshold = -1);
