-- The hotline's own work: how long a call took whom, and how well a sampled call was written down.
set search_path = hotline, public;

-- Written after the registration; a call that is missing here is missing in a figure and nowhere else.
create table call_log (
  number bigint primary key,
  actor_id text not null,
  at timestamptz not null,
  -- From the first letter typed to the save.
  seconds integer not null,
  -- Ended with an article of the knowledge base.
  answered boolean not null
);
create index call_log_actor on call_log (actor_id, at desc);

-- Marks 1 to 5 on four points; whoever listens again writes a row of their own.
create table call_review (
  number bigint not null,
  reviewer text not null,
  at timestamptz not null,
  manner smallint not null check (manner between 1 and 5),
  understanding smallint not null check (understanding between 1 and 5),
  record smallint not null check (record between 1 and 5),
  sorting smallint not null check (sorting between 1 and 5),
  note text not null,
  primary key (number, reviewer)
);

-- Replies that wait for the hotline's eye, those first whose requester is asked first.
create index request_replied on service_request (callback_due_at, number) where state = 'replied';
