-- Files of a request, and those that were sent and wait to be attached.
set search_path = hotline, public;

-- The hash as the journal and the folder write it; the unit that sent the file, for whoever may see whose it is.
alter table attachment alter column hash type text using encode(hash, 'hex');
alter table attachment add constraint attachment_hash check (hash ~ '^[0-9a-f]{64}$');
alter table attachment add column unit_code text;

-- A file is sent before its form is. Whoever has the key may attach the file; only the key's hash is kept.
create table staged_file (
  key_hash bytea primary key,
  hash text not null,
  media_type text not null,
  bytes integer not null,
  staged_at timestamptz not null
);
create index staged_file_age on staged_file (staged_at);
