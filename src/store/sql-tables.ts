/**
 * Columns of the tables that commit.ts writes, in one place: the commit statement, the loader and
 * the rebuild read the same lists. Property names are the camelCase of the column names.
 */
export type ColumnType =
  | 'bigint'
  | 'integer'
  | 'smallint'
  | 'text'
  | 'boolean'
  | 'timestamptz'
  | 'date'
  | 'jsonb'
  | 'bytea'
  | 'double precision'
export type Columns = Readonly<Record<string, ColumnType>>

export const requestColumns = {
  number: 'bigint',
  seq: 'integer',
  head_hash: 'bytea',
  state: 'text',
  disposition: 'text',
  request_type: 'text',
  requester_kind: 'text',
  confidentiality: 'text',
  channel: 'text',
  service_code: 'text',
  catalogue_version: 'text',
  scope: 'text',
  level: 'text',
  area_code: 'text',
  registered_at: 'timestamptz',
  changed_at: 'timestamptz',
  settled_at: 'timestamptz',
  dispatch_due_at: 'timestamptz',
  promised_at: 'timestamptz',
  due_at: 'timestamptz',
  lead_unit: 'text',
  district_unit: 'text',
  callback_due_at: 'timestamptz',
  callback_opened_at: 'timestamptz',
  next_attempt_at: 'timestamptz',
  scoring_unit: 'text',
  hops: 'smallint',
  designated_final: 'boolean',
  round: 'smallint',
  parent_number: 'bigint',
  earlier_number: 'bigint',
  child_count: 'integer',
  redirect_objected: 'boolean',
  alarm: 'boolean',
} as const satisfies Columns

/** Written once, at registration. */
export const requestBirthColumns = {
  message_id: 'text',
  latitude: 'double precision',
  longitude: 'double precision',
  language: 'text',
} as const satisfies Columns

export const workOrderColumns = {
  number: 'bigint',
  ordinal: 'smallint',
  role: 'text',
  unit_code: 'text',
  round: 'smallint',
  dispatched_at: 'timestamptz',
  dispatched_by: 'text',
  dispatch_due_at: 'timestamptz',
  designated: 'boolean',
  signing_due_at: 'timestamptz',
  first_contact_due_at: 'timestamptz',
  due_at: 'timestamptz',
  deadline: 'jsonb',
  signed_at: 'timestamptz',
  first_contact_at: 'timestamptz',
  replied_at: 'timestamptz',
  replied_late: 'boolean',
  handler: 'text',
  ended_at: 'timestamptz',
  outcome: 'text',
} as const satisfies Columns

export const overlayColumns = {
  number: 'bigint',
  ordinal: 'smallint',
  kind: 'text',
  state: 'text',
  unit_code: 'text',
  opened_at: 'timestamptz',
  opened_by: 'text',
  due_at: 'timestamptz',
  decided_at: 'timestamptz',
  decided_by: 'text',
  detail: 'jsonb',
} as const satisfies Columns

export const callbackColumns = {
  number: 'bigint',
  ordinal: 'smallint',
  attempted_at: 'timestamptz',
  attempted_on: 'date',
  attempted_by: 'text',
  round: 'smallint',
  result: 'text',
  contacted: 'boolean',
  resolved: 'boolean',
  satisfaction: 'text',
  unsolved_reason: 'text',
  unit_code: 'text',
  scores: 'boolean',
  excluded: 'boolean',
} as const satisfies Columns

export const attachmentColumns = {
  number: 'bigint',
  ordinal: 'smallint',
  hash: 'text',
  media_type: 'text',
  bytes: 'integer',
  kind: 'text',
  added_at: 'timestamptz',
  added_by: 'text',
  unit_code: 'text',
} as const satisfies Columns

export const journalColumns = {
  number: 'bigint',
  seq: 'integer',
  at: 'timestamptz',
  type: 'text',
  body: 'text',
  previous_hash: 'bytea',
  hash: 'bytea',
} as const satisfies Columns

export const textColumns = {
  number: 'bigint',
  seq: 'integer',
  name: 'text',
  body: 'text',
  salt: 'bytea',
} as const satisfies Columns

export const identityColumns = {
  number: 'bigint',
  key_version: 'smallint',
  wrapped_key: 'bytea',
  sealed: 'bytea',
  phone_index: 'bytea',
} as const satisfies Columns

export const counterColumns = {
  number: 'bigint',
  unit_code: 'text',
  on_day: 'date',
  metric: 'text',
  amount: 'integer',
} as const satisfies Columns

export const noticeColumns = {
  number: 'bigint',
  seq: 'integer',
  kind: 'text',
  recipient: 'text',
  unit_code: 'text',
  due_at: 'timestamptz',
  reason: 'text',
  at: 'timestamptz',
  waits_since: 'timestamptz',
} as const satisfies Columns

export const outboxColumns = {
  number: 'bigint',
  task: 'text',
  payload: 'jsonb',
  job_key: 'text',
} as const satisfies Columns
