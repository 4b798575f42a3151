/** What a call-taker has typed and chosen, by the names of the form's fields. */
export const callFields = [
  'phone',
  'name',
  'requesterKind',
  'requestType',
  'confidentiality',
  'matter',
  'serviceCode',
  // As it was called when it was taken, so that a draft shows it at once.
  'serviceName',
  'level',
  'areaCode',
  'place',
  'door',
  'earlierNumber',
  'mergeInto',
  'article',
] as const
export type CallField = (typeof callFields)[number]
export type CallValues = Readonly<Record<CallField, string>>

/** A call before the first letter. */
export const emptyCall: CallValues = {
  phone: '',
  name: '',
  requesterKind: 'person',
  requestType: 'complaint',
  confidentiality: 'normal',
  matter: '',
  serviceCode: '',
  serviceName: '',
  level: '',
  areaCode: '',
  place: '',
  door: '',
  earlierNumber: '',
  mergeInto: '',
  article: '',
}

const typedFields: readonly CallField[] = ['phone', 'name', 'matter', 'areaCode', 'place', 'door', 'earlierNumber']

/** Nothing was typed: choices alone are nothing to keep. */
export const isEmptyCall = (values: CallValues): boolean => typedFields.every((field) => values[field].trim() === '')

/** What came from elsewhere (a draft, a form that was sent) as a call. */
export function callOf(fields: Readonly<Record<string, readonly string[]>>): CallValues {
  const values: Record<string, string> = { ...emptyCall }
  for (const field of callFields) {
    const value = fields[field]?.[0]
    if (value !== undefined) values[field] = value
  }
  return values as CallValues
}

/** A call as a form's body. */
export function bodyOf(values: CallValues, more: Readonly<Record<string, string>>): URLSearchParams {
  const body = new URLSearchParams(more)
  for (const field of callFields) if (values[field] !== '') body.set(field, values[field])
  return body
}

/** A draft's name, made of its call's key: the draft of a call that was filed is never taken for another. */
export const draftPrefix = 'calls:'
export const draftOfKey = (formKey: string): string =>
  draftPrefix + [...formKey].map((letter) => letter.charCodeAt(0).toString(16)).join('')

/** A key as the house makes them: one a call, so that a call is filed once. */
export function newCallKey(): string {
  const bytes = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
