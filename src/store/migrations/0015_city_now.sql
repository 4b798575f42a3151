-- What City now asks for: topics by day, the day's standing of what is no flow, and short ways to the newest.
set search_path = hotline, public;

-- How much was open, overdue or an area event at the end of each city day: a gauge leaves no trace by itself.
create table city_day (
  on_day date not null,
  measure text not null,
  amount integer not null,
  at timestamptz not null,
  primary key (on_day, measure)
);

-- The newest requests of a service: who leads most of a topic is asked of them alone.
create index request_service on service_request (service_code, number) where service_code is not null;
-- Open requests into which others were merged: one cause, many callers.
create index request_event on service_request (number)
  where child_count > 0
    and state not in ('answered_directly', 'transferred_emergency', 'redirected', 'repeat_informed', 'closed', 'withdrawn');
-- What was solved last.
create index callback_solved on callback_attempt (attempted_at) include (number) where scores and resolved;

-- Requests that are there already are counted by topic too; the number says the city's day of registration.
insert into counter (on_day, unit_code, metric, amount)
select to_date(left(lpad(number::text, 14, '0'), 6), 'YYMMDD'), 'service:' || coalesce(service_code, ''), 'topic', count(*)
  from service_request group by 1, 2
on conflict (on_day, unit_code, metric) do update set amount = counter.amount + excluded.amount;
