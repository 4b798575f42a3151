import type { ActionFunctionArgs } from 'react-router'
import { pageContext } from '../context.ts'
import { readForm, textIn } from '../kit/read-form.server.ts'

/** What helps while a report is typed, as the page's script reads it. */
export interface ReportHelp {
  readonly warnings: readonly { readonly number: string; readonly name: string; readonly advice: string }[]
  readonly services: readonly { readonly code: string; readonly name: string; readonly path: string }[]
  /** Areas as the form's fields take them. */
  readonly areas: readonly { readonly code: string; readonly name: string; readonly within: string }[]
  readonly neighbours: readonly {
    readonly service: string
    readonly area: string
    readonly count: number
    /** Whole days since the newest; 0 is today. */
    readonly days: number
  }[]
  readonly articles: readonly { readonly code: string; readonly title: string; readonly answer: readonly string[] }[]
}

/**
 * Sent in the body, so that typed words stand in no address and no log. Fields: `words`, `place`, and where they are
 * known `serviceCode` and `areaCode`. 429 where too many ask at once: the form works without.
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { house, visit } = context.get(pageContext)
  const form = await readForm(request)
  const areaCode = textIn(form, 'areaCode')
  const found = await house.suggestToPublic({
    words: textIn(form, 'words'),
    place: textIn(form, 'place'),
    serviceCode: textIn(form, 'serviceCode') || null,
    areaCode: house.rulebook.area(areaCode) ? areaCode : null,
    language: visit.language,
  })
  if (!found) return Response.json(null, { status: 429, headers: { 'retry-after': '2' } })
  const help: ReportHelp = {
    warnings: found.warnings.map(({ number, name, advice }) => ({ number, name, advice })),
    services: found.services.map(({ code, name, path }) => ({ code, name, path })),
    areas: found.areas.map(({ code, name, within }) => ({ code, name, within })),
    neighbours: found.neighbours,
    articles: found.articles.map(({ code, title, answer }) => ({ code, title, answer })),
  }
  return Response.json(help, { headers: { 'cache-control': 'no-store' } })
}
