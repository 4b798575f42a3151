import { createAllowance } from '../../actions/allowance.ts'
import { suggestForCitizen, suggestForStaff } from '../../actions/suggest.ts'
import type { Question } from '../../actions/suggest/question.ts'
import { mayBeSuggested } from '../../core/permission/knowledge.ts'
import { checkInput } from '../../core/text/check-input.ts'
import type { InputShape } from '../../core/text/input-field.ts'
import { matterMax } from '../../core/text/intake-fields.ts'
import { refusedWith, type Reply } from '../answer.ts'
import type { Api } from '../api.ts'
import { withTimes } from '../present.ts'
import type { Call, Route } from '../route.ts'

const fields = {
  words: { kind: 'text', max: matterMax, optional: true },
  place: { kind: 'text', max: 300, optional: true },
  serviceCode: { kind: 'service', optional: true },
  areaCode: { kind: 'area', optional: true },
} as const satisfies InputShape

/** Of all callers without a token together. */
const publicQuestions = { burst: 60, perSecond: 20 } as const

/** What helps while a matter is typed. A POST, so that typed words stand in no address; it writes nothing. */
export function suggestionsRoute(api: Api): Route {
  const allowance = createAllowance(api.app.clock, publicQuestions)
  return {
    method: 'POST',
    path: '/suggestions',
    name: 'suggest',
    summary: 'Services, places, unit, similar matters, articles and dangers for what is typed so far',
    caller: 'staff_or_anyone',
    body: fields,
    answers: 200,
    run: async (call) =>
      call.actor || allowance.take()
        ? suggest(api, call)
        : refusedWith([{ code: 'too_many_tries', facts: { seconds: 2 } }]),
  }
}

async function suggest(api: Api, { actor, body, language }: Call): Promise<Reply> {
  const { rulebook } = api.app
  const checked = checkInput(fields, body?.value, { phones: rulebook.pack, controls: 'strip' })
  if (!checked.ok) return refusedWith(checked.problems)
  const { words, place, serviceCode, areaCode } = checked.input as Readonly<Record<string, string | undefined>>
  if (areaCode !== undefined && !rulebook.area(areaCode))
    return refusedWith([{ code: 'area_not_found', field: 'areaCode' }])
  const question: Question = {
    words: words ?? '',
    place: place ?? '',
    serviceCode: serviceCode ?? null,
    areaCode: areaCode ?? null,
    language,
  }
  if (!actor || !mayBeSuggested(actor)) return { status: 200, json: await suggestForCitizen(api.app, question) }
  const found = await suggestForStaff(api.app, actor, question)
  if (!found.ok) return refusedWith([found.refusal])
  const { ok: _, ...suggestions } = found
  return { status: 200, json: withTimes(suggestions) }
}
