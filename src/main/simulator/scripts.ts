import type { App } from '../../actions/app.ts'
import type { CityPack } from '../../core/catalogue/city-pack.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Command } from '../../core/work-order/decide.ts'
import type { Arrival } from './arrivals.ts'
import type { Chance } from './chance.ts'

interface Scripting {
  readonly app: App
  readonly chance: Chance
  readonly actor: Actor
  /** The first request of the same event. */
  readonly parent: string | undefined
  /** The same caller's earlier request. */
  readonly earlier: string | undefined
}

/** What the article says, read out; a pack without articles gets a word in its place. */
function answerOf({ article, intake, serviceCode }: Arrival, { knowledge }: CityPack) {
  const found = knowledge.find(({ code }) => code === article)
  if (!found) return { article: `kb-${serviceCode}`, answer: '已按知识库条目答复。 Answered from the knowledge base.' }
  const { language } = intake
  return { article: found.code, answer: found.answer.map((line) => line[language] ?? line.en).join('\n') }
}

/** What the call-taker does himself with an arrival; undefined where it goes the ordinary way. */
export function scripted(arrival: Arrival, scripting: Scripting): { actor: Actor; command: Command } | undefined {
  const { actor, parent, earlier } = scripting
  const command = commandOf(arrival, scripting, parent, earlier)
  return command && { actor, command }
}

function commandOf(
  arrival: Arrival,
  { app, chance }: Scripting,
  parent: string | undefined,
  earlier: string | undefined,
): Command | undefined {
  const { pack } = app.rulebook
  const key = arrival.intake.messageId ?? ''
  const classify: Command = { name: 'classify', input: { serviceCode: arrival.serviceCode } }
  switch (arrival.script) {
    case 'answer':
      return {
        name: 'answerDirectly',
        input: answerOf(arrival, pack),
      }
    case 'emergency':
      return { name: 'transferEmergency', input: { to: pack.emergencyNumbers[0]?.number ?? pack.hotline } }
    case 'redirect': {
      const sideways = pack.dispositions.filter(({ kind }) => kind !== 'emergency' && kind !== 'no_new_fact')
      if (sideways.length === 0) return classify
      return { name: 'proposeRedirect', input: { disposition: chance.pick(sideways, 'disposition', key).code } }
    }
    case 'repeat':
      return earlier === undefined
        ? classify
        : { name: 'informRepeat', input: { earlier, message: '事项正在办理，进展已告知。' } }
    case 'merge':
      return parent === undefined ? undefined : { name: 'merge', input: { parent } }
    case 'classify':
      return classify
    case 'dispatch':
      return undefined
  }
}
