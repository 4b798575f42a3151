-- The spine: requests and what hangs on them. Every child row carries the request number first in
-- its key, so that it stays beside its parent and could be partitioned by month.
create extension if not exists pg_trgm;

create schema hotline;
create schema identity;
set search_path = hotline, public;

-- What the installation is: the city it serves, demo or city, schema facts.
create table setting (
  name text primary key,
  value jsonb not null
);

create sequence request_sequence as bigint minvalue 1 increment by 50 cache 1;

-- The fold of a request's journal stream. No free text and no identity, so that a move rewrites little.
create table service_request (
  number bigint primary key,
  seq integer not null,
  head_hash bytea not null,
  state text not null,
  disposition text,
  request_type text not null,
  requester_kind text not null,
  confidentiality text not null,
  channel text not null,
  message_id text,
  service_code text,
  catalogue_version text,
  scope text,
  level text not null,
  area_code text,
  latitude double precision,
  longitude double precision,
  language text not null,
  registered_at timestamptz not null,
  changed_at timestamptz not null,
  settled_at timestamptz,
  dispatch_due_at timestamptz,
  promised_at timestamptz,
  due_at timestamptz,
  lead_unit text,
  district_unit text,
  callback_due_at timestamptz,
  callback_opened_at timestamptz,
  next_attempt_at timestamptz,
  scoring_unit text,
  hops smallint not null,
  designated_final boolean not null,
  round smallint not null,
  parent_number bigint,
  earlier_number bigint,
  child_count integer not null,
  redirect_objected boolean not null,
  alarm boolean not null
) with (fillfactor = 80);

-- Open work is a partial index each: history does not slow it.
create index request_intake_queue on service_request (dispatch_due_at, number)
  where state in ('registered', 'redirect_review', 'pending_dispatch', 'pre_consultation');
create index request_unit_queue on service_request (lead_unit, due_at, number)
  where state in ('dispatched', 'signed', 'objection_review', 'in_handling', 'termination_review', 'replied');
create index request_district_queue on service_request (district_unit, due_at, number)
  where district_unit is not null
    and state in ('dispatched', 'signed', 'objection_review', 'in_handling', 'termination_review', 'replied');
create index request_callback_queue on service_request (next_attempt_at, number) where state = 'callback_pending';
create index request_callback_due on service_request (callback_due_at, number) where callback_due_at is not null;
create index request_overdue on service_request (due_at, number)
  where state in ('dispatched', 'signed', 'objection_review', 'in_handling', 'termination_review');
create index request_child on service_request (parent_number, number) where parent_number is not null;
create unique index request_message on service_request (channel, message_id) where message_id is not null;
-- A unit's whole past, newest first.
create index request_unit_history on service_request (lead_unit, number desc) where lead_unit is not null;

-- The words of each event (matter, reply, note ...), beside the journal, which holds their salted
-- commitments. Erasing a row leaves the chain whole.
create table event_text (
  number bigint not null,
  seq integer not null,
  name text not null,
  body text not null,
  salt bytea not null,
  primary key (number, seq, name)
);

create table work_order (
  number bigint not null,
  ordinal smallint not null,
  role text not null,
  unit_code text not null,
  round smallint not null,
  dispatched_at timestamptz not null,
  dispatched_by text not null,
  designated boolean not null,
  signing_due_at timestamptz,
  first_contact_due_at timestamptz,
  due_at timestamptz not null,
  deadline jsonb not null,
  signed_at timestamptz,
  first_contact_at timestamptz,
  replied_at timestamptz,
  replied_late boolean not null,
  handler text,
  ended_at timestamptz,
  outcome text,
  primary key (number, ordinal)
) with (fillfactor = 80);
create index work_order_assist_queue on work_order (unit_code, due_at, number) where role = 'assist' and ended_at is null;
create index work_order_unsigned on work_order (signing_due_at, number)
  where role = 'lead' and ended_at is null and signed_at is null;

create table overlay (
  number bigint not null,
  ordinal smallint not null,
  kind text not null,
  state text not null,
  unit_code text,
  opened_at timestamptz not null,
  opened_by text not null,
  due_at timestamptz,
  decided_at timestamptz,
  decided_by text,
  detail jsonb not null,
  primary key (number, ordinal)
) with (fillfactor = 80);
create index overlay_pending on overlay (kind, opened_at, number) where state in ('open', 'active');
create index overlay_due on overlay (kind, due_at, number) where state in ('open', 'active') and due_at is not null;

create table callback_attempt (
  number bigint not null,
  ordinal smallint not null,
  attempted_at timestamptz not null,
  attempted_on date not null,
  attempted_by text not null,
  round smallint not null,
  result text not null,
  contacted boolean,
  resolved boolean,
  satisfaction text,
  unsolved_reason text,
  unit_code text,
  scores boolean not null,
  excluded boolean not null,
  primary key (number, ordinal)
);
-- A recount of a period reads only the answers that score.
create index callback_scored on callback_attempt (attempted_on, unit_code) where scores;

-- The append-only record (流转记录). `body` is the canonical text that is hashed; position orders
-- entries for live readers and may have gaps.
create table journal_entry (
  number bigint not null,
  seq integer not null,
  position bigint not null generated always as identity,
  at timestamptz not null,
  type text not null,
  body text not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (number, seq)
);
create index journal_entry_position on journal_entry (position);

-- Streams of things that are not requests (a period, a scheme, a catalogue version) have numbers below 10^9.
create table journal_stream (
  number bigint primary key generated always as identity (start with 1),
  name text not null unique,
  seq integer not null default 0,
  head_hash bytea not null
);

-- Entries that no checkpoint holds yet: written with the entry, taken away by sealing.
create table journal_pending (
  number bigint not null,
  seq integer not null,
  hash bytea not null
);

-- Leaves of the one growing tree (RFC 6962), in the order that sealing gave them.
create table journal_leaf (
  leaf_index bigint primary key,
  number bigint not null,
  seq integer not null,
  hash bytea not null
);
create unique index journal_leaf_entry on journal_leaf (number, seq);

-- Roots of full subtrees of 256^level leaves, so that a proof reads hundreds of rows, not millions.
create table journal_tile (
  level smallint not null,
  tile_index bigint not null,
  hash bytea not null,
  primary key (level, tile_index)
);

create table journal_checkpoint (
  tree_size bigint primary key,
  root_hash bytea not null,
  at timestamptz not null,
  note text not null
);

-- Counters are inserted as deltas in the command's own transaction and folded by a reconciler.
-- on_day 1970-01-01 holds gauges (what is open now).
create table counter_delta (
  unit_code text not null,
  on_day date not null,
  metric text not null,
  amount integer not null
);
create table counter (
  on_day date not null,
  unit_code text not null,
  metric text not null,
  amount bigint not null,
  primary key (on_day, unit_code, metric)
);

-- Tasks to do after a commit: a plain row in the command's transaction, handed to the job runner in batches.
create table outbox (
  id bigint primary key generated always as identity,
  task text not null,
  payload jsonb not null,
  job_key text
);

-- Identity, encrypted per request with a key of its own; dropping the wrapped key is erasure.
create table identity.requester (
  number bigint primary key,
  key_version smallint not null,
  wrapped_key bytea,
  sealed bytea,
  phone_index bytea,
  erased_at timestamptz
);
create index requester_phone on identity.requester (phone_index, number desc) where phone_index is not null;

-- Every look at identity: who, for which request, why.
create table identity.access_record (
  id bigint primary key generated always as identity,
  number bigint not null,
  at timestamptz not null,
  actor_id text not null,
  actor_role text not null,
  actor_unit text,
  purpose text not null,
  fields text not null
);
create index access_record_number on identity.access_record (number, id desc);

create table access_token (
  hash bytea primary key,
  id text not null unique,
  role text not null,
  unit_code text,
  label text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz
);

create table staff_session (
  hash bytea primary key,
  token_hash bytea not null references access_token (hash) on delete cascade,
  created_at timestamptz not null,
  last_used_at timestamptz not null
);

create table idempotency_key (
  client text not null,
  key text not null,
  fingerprint bytea not null,
  created_at timestamptz not null,
  status smallint,
  response text,
  primary key (client, key)
);
create index idempotency_key_age on idempotency_key (created_at);

create table access_attempt (
  number bigint not null,
  at timestamptz not null
);
create index access_attempt_number on access_attempt (number, at);

create table attachment (
  number bigint not null,
  ordinal smallint not null,
  hash bytea not null,
  media_type text not null,
  bytes integer not null,
  kind text not null,
  added_at timestamptz not null,
  added_by text not null,
  primary key (number, ordinal)
);

-- Erasures are replayed by a restore, so that a backup brings no forgotten person back.
create table identity.erasure (
  number bigint primary key,
  erased_at timestamptz not null,
  reason text not null
);

-- A multi-stream command is whole or not at all.
create function assert_whole(done bigint, wanted bigint) returns boolean language plpgsql as $$
begin
  if done <> wanted then
    raise exception 'conflict' using errcode = 'OC409';
  end if;
  return true;
end
$$;

-- The journal refuses change by trigger, whoever asks; the application role has no such right either.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only' using errcode = 'OC001';
end
$$;
create trigger journal_entry_append_only before update or delete or truncate on journal_entry
  for each statement execute function refuse_change();
create trigger journal_leaf_append_only before update or delete or truncate on journal_leaf
  for each statement execute function refuse_change();
create trigger journal_checkpoint_append_only before update or delete or truncate on journal_checkpoint
  for each statement execute function refuse_change();
