import { urgencyLevels } from '../deadline/terms.ts'
import { confidentialities, requesterKinds, requestTypes } from '../work-order/states.ts'
import type { InputShape } from './input-field.ts'

/** Characters of a requester's own words at most. */
export const matterMax = 5000

const word = (max: number) => ({ kind: 'text', max, optional: true }) as const

/** What anybody may say when they file a request. Only what the matter is has to be said. */
export const intakeFields = {
  requestType: { kind: 'choice', values: requestTypes, optional: true },
  requesterKind: { kind: 'choice', values: requesterKinds, optional: true },
  confidentiality: { kind: 'choice', values: confidentialities, optional: true },
  language: { kind: 'code', optional: true },
  title: word(200),
  matter: { kind: 'text', max: matterMax },
  serviceCode: { kind: 'service', optional: true },
  areaCode: { kind: 'area', optional: true },
  place: {
    kind: 'object',
    optional: true,
    fields: {
      text: word(300),
      latitude: { kind: 'degrees', min: -90, max: 90, optional: true },
      longitude: { kind: 'degrees', min: -180, max: 180, optional: true },
    },
  },
  requester: {
    kind: 'object',
    optional: true,
    fields: {
      name: word(100),
      phone: { kind: 'phone', optional: true },
      email: { kind: 'email', optional: true },
      door: word(200),
    },
  },
} as const satisfies InputShape

/** Ways on which the hotline's own people receive requests. */
export const staffChannels = ['phone', 'visit', 'letter', 'message'] as const

/**
 * What intake agents may say besides: how it reached them, how urgent they judge it, and which earlier
 * request it continues. Nobody else can hang a request on a stranger's.
 */
export const staffIntakeFields = {
  ...intakeFields,
  earlierNumber: { kind: 'request', optional: true },
  channel: { kind: 'choice', values: staffChannels, optional: true },
  level: { kind: 'choice', values: urgencyLevels, optional: true },
} as const satisfies InputShape
