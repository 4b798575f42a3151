-- How the running period stands, once a city day.
set search_path = hotline, public;

create table period_preview (
  period text not null,
  on_day date not null,
  at timestamptz not null,
  scheme text not null,
  units jsonb not null,
  primary key (period, on_day)
);
