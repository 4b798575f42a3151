/** Why a command was not carried out: a stable snake_case fact, mapped to words and HTTP elsewhere. */
export interface Refusal {
  readonly code: RefusalCode
  /** Which input is meant, where one is. */
  readonly field?: string
  /** Figures for the sentence, e.g. `{ limit: 2000, count: 5001 }`. Never personal data. */
  readonly facts?: Readonly<Record<string, string | number>>
}

export const refusalCodes = [
  // the move
  'move_not_allowed',
  'not_permitted',
  'conflict',
  'person_required',
  'second_person_required',
  'own_decision',
  // input
  'required',
  'too_long',
  'control_character',
  'ill_formed_unicode',
  'too_many_combining',
  'not_a_choice',
  'range',
  'number',
  'phone',
  'email',
  'url_scheme',
  'invalid_date',
  'invalid_time',
  'out_of_range',
  'too_old',
  'unknown_field',
  'invalid_type',
  'evidence_required',
  'personal_data',
  // things named by the input
  'request_not_found',
  'unit_not_found',
  'service_not_found',
  'area_not_found',
  'reason_not_found',
  'overlay_not_found',
  'work_order_not_found',
  'outside_city',
  // dispatch
  'community_cannot_lead',
  'department_work_to_grassroots',
  'unit_unclear',
  'not_in_area',
  'objection_window_closed',
  'designated_final',
  'district_may_not_object',
  'objection_not_open',
  'designation_due',
  'objection_was_upheld',
  'service_unknown',
  'not_own_dispatch',
  'dispatch_taken_up',
  'recall_window_closed',
  // overlays
  'deadline_passed',
  'requester_not_informed',
  'extension_limit',
  'extension_too_long',
  'already_pending',
  'ledger_forbidden',
  'ledger_too_long',
  'ledger_active',
  'wrong_step',
  'already_done',
  'not_yet_due',
  'escalation_target',
  'not_whistled',
  'whistle_kind',
  'unit_already_involved',
  // side dispositions and merging
  'not_an_inquiry',
  'disposition_not_found',
  'already_objected',
  'parent_not_open',
  'merge_loop',
  'other_requester',
  'new_fact_given',
  // files
  'file_missing',
  'empty_file',
  'file_too_large',
  'file_type',
  'heic_picture',
  'picture_broken',
  'picture_too_large',
  'too_many_files',
  'file_not_found',
  'files_busy',
  // callback and assessment
  'rating_final',
  'callback_held',
  'callback_not_due',
  'attempts_missing',
  'own_unit',
  'nothing_to_exclude',
  'exclusion_window_closed',
  'exclusion_because_of_rating',
  'appeal_spent',
  'reopen_window_closed',
  'period_not_due',
  'period_not_closed',
  'period_overlaps',
  'period_not_sealed',
  'figures_differ',
  'interest_declared',
  'interest_not_found',
  // the knowledge base
  'article_not_found',
  'nothing_to_publish',
  'review_due_past',
  'too_many_lines',
  'access_code_wrong',
  'too_many_tries',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

export interface Refused {
  readonly ok: false
  readonly refusal: Refusal
}

export const refuse = (code: RefusalCode, more: Omit<Refusal, 'code'> = {}): Refused => ({
  ok: false,
  refusal: { code, ...more },
})
