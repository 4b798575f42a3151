import type { ActionFunctionArgs } from 'react-router'
import type { StaffSuggestions } from '../../../actions/suggest.ts'
import { isSettled } from '../../../core/work-order/states.ts'
import { pageContext } from '../../context.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'
import type { PageContext } from '../../page-context.ts'
import type { Suggestions } from './suggestions.ts'

/** Of the words of a call so much is asked about as any sentence of it needs. */
const wordsMost = 600

/** What the house thinks of a call while it is written down, in the words of the page. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await visit.staff()
  if (!actor) return Response.json(null, { status: 401 })
  const form = await readForm(request)
  const matter = textIn(form, 'matter').slice(0, wordsMost)
  const area = textIn(form, 'areaCode')
  const chosen = areaCodeOf(area, page)
  const ask = (areaCode: string | null) =>
    house.suggest(actor, {
      words: matter,
      // Callers say where in the same breath as what.
      place: [chosen === null ? area : '', textIn(form, 'place'), matter].filter((part) => part !== '').join(' '),
      serviceCode: textIn(form, 'serviceCode') || null,
      areaCode,
      language: visit.language,
    })
  const first = await ask(chosen)
  if (!first.ok) return Response.json(null, { status: 403 })
  // Where no area was taken yet, what the words name is tried: seen before it is taken, and taken by nobody else.
  const likely = chosen === null ? likelyArea(first) : null
  const found = likely === null ? first : await ask(likely.code)
  if (!found.ok) return Response.json(null, { status: 403 })
  return Response.json(viewOf(found, likely?.name ?? '', page))
}

function viewOf(found: StaffSuggestions, assumedArea: string, { house, visit }: PageContext): Suggestions {
  const { language } = visit
  const { services, areas, unit, similar, articles, isAnswered, warnings } = found
  const [warning] = warnings
  return {
    services: services.map(({ code, name, path, level }) => ({ code, name, path, level })),
    areas: areas.map(({ code, name, within }) => ({ value: `${name} · ${code}`, name, hint: within })),
    unit: house.unitName(unit?.unit ?? null, language),
    assumedArea,
    dueAt: unit?.deadline.dueAt ?? null,
    near: similar.matters
      .filter(({ parentNumber, state }) => parentNumber === null && !isSettled(state))
      .slice(0, 3)
      .map(({ number, matter, areaCode, registeredAt, childCount }) => ({
        number,
        matter: matter.slice(0, 80),
        place: house.areaName(areaCode, language),
        registeredAt,
        children: childCount,
      })),
    // What only sounds alike would be read aloud as an answer.
    articles: (isAnswered ? articles : []).map(({ code, title, answer, script, source, isStale }) => ({
      code,
      title,
      answer,
      script,
      source,
      isReviewDue: isStale,
    })),
    danger: warning ? { number: warning.number, name: warning.name, advice: warning.advice } : null,
  }
}

/** The area field has an entry of the list, `name · code`, or words. */
function areaCodeOf(typed: string, { house }: PageContext): string | null {
  const code = /·\s*(\S+)$/u.exec(typed)?.[1] ?? typed.trim()
  return house.rulebook.area(code) ? code : null
}

/** An area whose name stands in the words in full; one that only begins alike is a guess. */
const likelyArea = ({ areas }: StaffSuggestions) =>
  areas.find(({ reasons }) => reasons.includes('in_address') || reasons.includes('name') || reasons.includes('code')) ??
  null
