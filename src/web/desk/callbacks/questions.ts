import { satisfactions } from '../../../core/work-order/states.ts'
import type { Say } from '../../messages/catalogue.ts'
import type { SubjectData } from './callbacks.server.ts'

/** The form's names of what is answered. */
export const fields = {
  contacted: 'recordCallback.contacted',
  resolved: 'recordCallback.resolved',
  satisfaction: 'recordCallback.satisfaction',
  reason: 'recordCallback.unsolvedReason',
  words: 'recordCallback.words',
} as const

export type Answered = Readonly<Record<'contacted' | 'resolved' | 'satisfaction' | 'reason', string>>

export interface AskedQuestion {
  readonly field: keyof Answered
  readonly name: string
  readonly words: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

export const answersOf = (word: (name: string) => string): Answered => ({
  contacted: word(fields.contacted),
  resolved: word(fields.resolved),
  satisfaction: word(fields.satisfaction),
  reason: word(fields.reason),
})

/** The third question but one is asked only of who says no: why not. */
export function questionsOf({ reasons }: SubjectData, answered: Answered, say: Say): readonly AskedQuestion[] {
  const yesOrNo = (['yes', 'no'] as const).map((value) => ({ value, label: say(value) }))
  const why: AskedQuestion = {
    field: 'reason',
    name: fields.reason,
    words: say('callbacks.why'),
    value: answered.reason,
    options: reasons,
  }
  return [
    {
      field: 'contacted',
      name: fields.contacted,
      words: say('callbacks.contacted'),
      value: answered.contacted,
      options: yesOrNo,
    },
    {
      field: 'resolved',
      name: fields.resolved,
      words: say('callbacks.resolved'),
      value: answered.resolved,
      options: yesOrNo,
    },
    ...(answered.resolved === 'no' ? [why] : []),
    {
      field: 'satisfaction',
      name: fields.satisfaction,
      words: say('callbacks.satisfied'),
      value: answered.satisfaction,
      options: satisfactions.map((value) => ({ value, label: say(`choice.${value}`) })),
    },
  ]
}
