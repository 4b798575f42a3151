-- What the reconcilers ask for: each finds its due work by an index, oldest first, and never by arming a timer.
set search_path = hotline, public;

-- Merged requests that still wait for their parent.
create index request_merged on service_request (parent_number, number) where state = 'merged';
-- Leads that owe a reply, by the moment their limit runs out.
create index work_order_unreplied on work_order (due_at, number)
  where role = 'lead' and ended_at is null and replied_at is null;
create index staff_session_age on staff_session (last_used_at);
create index access_attempt_age on access_attempt (at);

-- Tables that are filled and emptied all day are swept by their number of dead rows, not by a share of the table.
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table counter_delta set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
