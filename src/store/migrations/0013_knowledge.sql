-- What the hotline knows: articles in versions, what is wrong with them, and what is not there yet.
set search_path = hotline, public;

create table article (
  code text primary key,
  -- Rises with every write: who saved what they had not seen is refused.
  revision integer not null,
  published_version integer,
  draft_version integer,
  retired_at timestamptz,
  changed_at timestamptz not null
);
-- A process knows by this whether the articles that it remembers are still the same.
create index article_changed on article (changed_at desc);

create table article_version (
  code text not null,
  version integer not null,
  content jsonb not null,
  saved_at timestamptz not null,
  -- `pack` where the city pack brought it: a version that the city's own editors wrote is never replaced.
  saved_by text not null,
  published_at timestamptz,
  published_by text,
  primary key (code, version)
);

create table article_flag (
  id bigint primary key generated always as identity,
  code text not null,
  version integer not null,
  at timestamptz not null,
  role text not null,
  unit_code text,
  words text not null,
  resolved_at timestamptz,
  resolved_by text,
  resolution text
);
create index article_flag_open on article_flag (code, id) where resolved_at is null;

-- What was asked and not found: masked words, once each. `key` is the words as they are compared.
create table knowledge_gap (
  key text primary key,
  words text not null,
  language text not null,
  asked integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  service_code text,
  area_code text,
  settled_at timestamptz
);
create index knowledge_gap_open on knowledge_gap (asked desc, last_at desc) where settled_at is null;

create table article_use (
  code text not null,
  on_day date not null,
  kind text not null,
  amount integer not null,
  primary key (code, on_day, kind)
);

-- Consultations that ended with an article are counted from the record itself.
create index journal_answered on journal_entry (at) where type = 'answered_directly';

-- Neighbours' open matters, newest first: an area's open work, never its history.
create index request_open_area on service_request (area_code, number desc)
  where area_code is not null
    and state in ('registered', 'redirect_review', 'merged', 'pending_dispatch', 'pre_consultation', 'dispatched',
      'signed', 'objection_review', 'in_handling', 'termination_review', 'replied', 'callback_pending');
