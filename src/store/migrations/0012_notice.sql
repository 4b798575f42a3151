-- Notices: who was told what, and what became of it on the way. No phone, no address, no words: the words are the
-- pack's, the address is opened from identity when it is needed, and forgotten.
set search_path = hotline, public;

-- One row a notice: it stands on its reader's page. The key lets it be told once, whoever tells it. `seq` is the
-- journal entry that it follows; a notice of a moment has the minute of its deadline, negative.
create table notice (
  number bigint not null,
  seq integer not null,
  kind text not null,
  recipient text not null,
  unit_code text,
  due_at timestamptz,
  reason text,
  at timestamptz not null,
  -- Since when it waits to be sent beyond the page; null for what stays there, and for what has been planned.
  waits_since timestamptz,
  primary key (number, seq, kind, recipient)
);
create index notice_waiting on notice (waits_since, number) where waits_since is not null;
create index notice_inbox on notice (recipient, at desc, number desc, seq desc, kind) where recipient <> '@requester';
alter table notice set (autovacuum_vacuum_insert_threshold = -1);

-- One row for each way beyond the page. The id is made from the key, so that a second plan makes no second message,
-- and a second try carries the same name to the mail server or the gateway.
create table notice_delivery (
  id uuid primary key,
  number bigint not null,
  seq integer not null,
  kind text not null,
  recipient text not null,
  channel text not null,
  language text not null,
  -- pending, sent, delivered, failed, suppressed
  state text not null,
  -- Why it failed or stays in: a code, never the words of a server, which may quote an address.
  reason text,
  attempts smallint not null default 0,
  next_attempt_at timestamptz,
  receipt text,
  planned_at timestamptz not null,
  sent_at timestamptz,
  settled_at timestamptz
);
create index notice_delivery_due on notice_delivery (next_attempt_at, id) where state = 'pending';
create index notice_delivery_number on notice_delivery (number, seq);
create index notice_delivery_failed on notice_delivery (settled_at desc, id) where state = 'failed';

-- Who wants nothing sent: by the request, and by the blind index of the phone for every other one of that person.
create table notice_opt_out (
  number bigint primary key,
  phone_index bytea,
  at timestamptz not null
);
create index notice_opt_out_phone on notice_opt_out (phone_index) where phone_index is not null;

-- Where a unit's duty desk is reached, and what it does not want sent. Not a person's address.
create table unit_contact (
  unit_code text primary key,
  email text,
  phone text,
  muted text[] not null default '{}',
  changed_at timestamptz not null,
  changed_by text not null
);

-- Up to when somebody has read a unit's inbox.
create table inbox_read (
  actor_id text not null,
  recipient text not null,
  read_at timestamptz not null,
  primary key (actor_id, recipient)
);
