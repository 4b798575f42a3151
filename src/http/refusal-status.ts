import type { Refusal, RefusalCode } from '../core/refusal.ts'

/** Which refusals are not plain faults of the input (422): the one place where a refusal meets HTTP. */
const statuses: Partial<Readonly<Record<RefusalCode, number>>> = {
  not_permitted: 403,
  second_person_required: 403,
  person_required: 403,
  own_decision: 403,
  own_unit: 403,
  not_own_dispatch: 403,
  access_code_wrong: 403,
  request_not_found: 404,
  article_not_found: 404,
  move_not_allowed: 409,
  conflict: 409,
  already_pending: 409,
  already_done: 409,
  period_not_due: 409,
  period_not_closed: 409,
  period_overlaps: 409,
  period_not_sealed: 409,
  figures_differ: 409,
  interest_declared: 403,
  interest_not_found: 404,
  too_many_tries: 429,
  file_not_found: 404,
  file_too_large: 413,
  file_type: 415,
  heic_picture: 415,
  files_busy: 429,
}

/** A request or a file that a field names and that is not there is a fault of the field, not of the address. */
export const statusOf = ({ code, field }: Refusal): number =>
  (code === 'request_not_found' || code === 'file_not_found') && field !== undefined ? 422 : (statuses[code] ?? 422)
