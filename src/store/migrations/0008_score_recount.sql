-- A recount of a period reads what happened in that period, not the history: its cost must not grow with the years.
set search_path = hotline, public;

drop index callback_scored;
create index callback_scored on callback_attempt (attempted_on, unit_code)
  include (number, contacted, resolved, satisfaction, excluded) where scores;
-- The few whose answers count for the response alone.
create index request_response_only on service_request (number) where scope = 'response_only';
create index request_callback_opened on service_request (callback_opened_at) include (scoring_unit, scope)
  where callback_opened_at is not null;
create index request_unanswered on service_request (settled_at) include (number, scoring_unit, scope, disposition)
  where disposition in ('unreachable', 'declined');
create index work_order_first_dispatch on work_order (dispatched_at) include (unit_code)
  where role = 'lead' and round = 1;
