/** The answers of the form by field, carried from step to step in hidden fields. */
export const answerFields = [
  'matter',
  'requestType',
  'service',
  'district',
  'street',
  'address',
  'latitude',
  'longitude',
  'confidentiality',
  'name',
  'phone',
  'door',
] as const
export type AnswerField = (typeof answerFields)[number]
export type Answers = Readonly<Record<AnswerField, string>>

export const steps = ['what', 'place', 'check'] as const
export type Step = (typeof steps)[number]

export const fieldsOfStep: Readonly<Record<Step, readonly AnswerField[]>> = {
  what: ['matter', 'requestType', 'service'],
  place: ['district', 'street', 'address', 'latitude', 'longitude', 'confidentiality', 'name', 'phone', 'door'],
  check: [],
}

export const firstAnswers: Answers = {
  matter: '',
  requestType: 'complaint',
  service: '',
  district: '',
  street: '',
  address: '',
  latitude: '',
  longitude: '',
  confidentiality: 'normal',
  name: '',
  phone: '',
  door: '',
}

export const isStep = (text: string): text is Step => (steps as readonly string[]).includes(text)

export const stepOf = (field: string): Step =>
  steps.find((step) => (fieldsOfStep[step] as readonly string[]).includes(field)) ?? 'what'

/** The answers of the other steps, which the page of this one carries along unseen. */
export const carried = (answers: Answers, step: Step): Readonly<Record<string, string>> =>
  Object.fromEntries(
    answerFields.filter((field) => !fieldsOfStep[step].includes(field)).map((field) => [field, answers[field]]),
  )

export function answersOf(form: URLSearchParams): Answers {
  const answers: Record<string, string> = {}
  for (const field of answerFields) answers[field] = form.get(field) ?? firstAnswers[field]
  return answers as Answers
}
