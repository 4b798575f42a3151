-- The desks at work: dispatches that can be taken back, who is looking at what, words not yet sent.
set search_path = hotline, public;

-- By when a request had to be dispatched stays with the order, so that a dispatch taken back is due by then again. For
-- orders of before: the last promise that the stream had made by its dispatch.
alter table work_order add column dispatch_due_at timestamptz;
update work_order w set dispatch_due_at = to_timestamp(p.due / 1000.0)
from (
  select d.number, d.at, (
    select (e.body::jsonb #>> '{facts,dispatchDueAt}')::bigint from journal_entry e
    where e.number = d.number and e.seq < d.seq
      and e.type in ('registered', 'classified', 'unmerged', 'redirect_objected', 'objection_upheld')
    order by e.seq desc limit 1
  ) as due
  from journal_entry d where d.type = 'dispatched'
) p
where w.number = p.number and w.role = 'lead' and w.dispatched_at = p.at;

-- Who has which request open. Lost in a crash without harm, so it costs no WAL; every process asks for it while somebody
-- listens. No LISTEN: that holds a connection for each process and does not pass a pooler, and a page that is opened has
-- to know who is there already.
create unlogged table presence (
  number bigint not null,
  actor_id text not null,
  role text not null,
  doing text not null,
  seen_at timestamptz not null,
  primary key (number, actor_id)
);
create index presence_seen on presence (seen_at);

-- What somebody has typed and not yet sent, sealed: it may speak of people.
create table identity.draft (
  actor_id text not null,
  form text not null,
  sealed bytea not null,
  updated_at timestamptz not null,
  primary key (actor_id, form)
);
create index draft_age on identity.draft (updated_at);

-- Open requests of the same service at the same place: what a dispatcher may merge.
create index request_same_matter on service_request (service_code, area_code, number)
  where parent_number is null and state in
    ('registered', 'pending_dispatch', 'pre_consultation', 'dispatched', 'signed', 'objection_review', 'in_handling');
-- Parents of many: the events of a neighbourhood.
create index request_parents on service_request (number) where child_count > 0 and settled_at is null;
