-- Periods of assessment that are closed: what was counted, by which scheme, from which checkpoint. Never changed again.
set search_path = hotline, public;

create table assessment_period (
  code text primary key,
  from_day date not null,
  until_day date not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  is_transition boolean not null,
  time_zone text not null,
  closed_at timestamptz not null,
  closed_by text not null,
  -- Answers from then on are too late for the coverage: the same whenever the close was carried out.
  answered_before timestamptz not null,
  scheme_version text not null,
  scheme jsonb not null,
  catalogue_version text not null,
  -- What the figures were computed from.
  tree_size bigint not null,
  root_hash bytea not null,
  checkpoint_at timestamptz not null,
  figures_hash bytea not null,
  published_at timestamptz,
  published_by text,
  -- No day belongs to two periods.
  constraint assessment_period_overlap exclude using gist (daterange(from_day, until_day, '[]') with &&)
);

create table period_unit_figure (
  period text not null references assessment_period (code),
  unit_code text not null,
  object text not null,
  name jsonb not null,
  kind text not null,
  population integer,
  counts jsonb not null,
  beside jsonb not null,
  primary key (period, unit_code)
);

-- A decision after the close: old and new figures, dated, beside what was frozen.
create table assessment_correction (
  id bigint primary key generated always as identity,
  number bigint not null,
  seq integer not null,
  period text not null references assessment_period (code),
  unit_code text not null,
  at timestamptz not null,
  type text not null,
  actor_id text not null,
  before_counts jsonb not null,
  after_counts jsonb not null,
  unique (period, number, seq, unit_code)
);
create index assessment_correction_unit on assessment_correction (period, unit_code, id);

create function refuse_frozen() returns trigger language plpgsql as $$
begin
  raise exception 'a closed period is not changed' using errcode = 'OC001';
end
$$;
create trigger period_unit_figure_frozen before update or delete or truncate on period_unit_figure
  for each statement execute function refuse_frozen();
create trigger assessment_correction_frozen before update or delete or truncate on assessment_correction
  for each statement execute function refuse_frozen();
create trigger assessment_period_kept before delete or truncate on assessment_period
  for each statement execute function refuse_frozen();

-- Publishing is the one thing that happens to a closed period, once.
create function only_publish() returns trigger language plpgsql as $$
begin
  if old.published_at is not null
     or to_jsonb(new) - 'published_at' - 'published_by' <> to_jsonb(old) - 'published_at' - 'published_by' then
    raise exception 'a closed period is not changed' using errcode = 'OC001';
  end if;
  return new;
end
$$;
create trigger assessment_period_only_published before update on assessment_period
  for each row execute function only_publish();

-- Interests that staff declare (回避): what an account must not open, and since when.
create table staff_interest (
  id bigint primary key generated always as identity,
  account_id text not null,
  kind text not null,
  unit_code text,
  number bigint,
  subject text,
  declared_at timestamptz not null,
  declared_by text not null,
  ended_at timestamptz
);
create index staff_interest_account on staff_interest (account_id) where ended_at is null;

-- The requests that a declared subject was found in; found anew for what comes in later.
create table staff_interest_match (
  interest_id bigint not null references staff_interest (id),
  number bigint not null,
  found_at timestamptz not null,
  primary key (interest_id, number)
);

-- From which checkpoint a day's preview was counted.
alter table period_preview add column tree_size bigint;
