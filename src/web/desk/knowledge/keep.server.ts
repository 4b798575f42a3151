import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { dayOf } from '../../../core/calendar/zone.ts'
import { addDays } from '../../../core/calendar/day.ts'
import type { Day } from '../../../core/time.ts'
import type { Gap, OpenFlag } from '../../../store/read/knowledge/flags-and-gaps.ts'
import { pageContext } from '../../context.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'
import { forbidden, signedIn } from '../staff.server.ts'

export interface KeepLine {
  readonly code: string
  readonly title: string
  readonly unit: string
  readonly reviewDueOn: Day | null
  readonly isDue: boolean
  readonly isOver: boolean
  readonly state: 'draft' | 'published' | 'retired'
  readonly hasDraft: boolean
  readonly uses: number
  readonly answers: number
  readonly mayEdit: boolean
}

export interface KeepData {
  readonly share: { readonly days: number; readonly answered: number; readonly byArticle: number }
  readonly view: 'due' | 'all'
  readonly lines: readonly KeepLine[]
  readonly due: number
  readonly all: number
  readonly flags: readonly (OpenFlag & { readonly title: string; readonly maySettle: boolean })[]
  readonly gaps: readonly Gap[]
  readonly mayWrite: boolean
  readonly done: string | null
}

/** Reviews that come due within this count as due: there is still time to ask. */
const soonDays = 14

export async function loader({ request, context }: LoaderFunctionArgs): Promise<KeepData> {
  const page = context.get(pageContext)
  const actor = await signedIn(page, request)
  const { house, visit } = page
  const { knowledge } = house
  const [overview, flags, gaps] = await Promise.all([
    knowledge.overview(actor),
    knowledge.flags(actor),
    knowledge.gaps(actor),
  ])
  if (!overview) throw forbidden()
  const { searchParams } = new URL(request.url)
  const today = dayOf(house.now(), house.rulebook.pack.timeZone)
  const words = knowledge.text(visit.language)
  const lines = overview.standings.map(({ article, uses, answers, reviewDueOn }): KeepLine => {
    const content = article.published ?? article.draft
    return {
      code: article.code,
      title: content ? words(content.title) : article.code,
      unit: content ? house.unitName(content.unit, visit.language) : '',
      reviewDueOn,
      isDue: reviewDueOn !== null && reviewDueOn <= addDays(today, soonDays),
      isOver: reviewDueOn !== null && reviewDueOn < today,
      state: article.published ? 'published' : article.retiredAt === null ? 'draft' : 'retired',
      hasDraft: article.draft !== null,
      uses,
      answers,
      mayEdit: knowledge.mayEdit(actor, content?.unit ?? ''),
    }
  })
  const view = searchParams.get('view') === 'all' ? 'all' : 'due'
  const titles = new Map(lines.map(({ code, title, mayEdit }) => [code, { title, mayEdit }]))
  return {
    share: overview.share,
    view,
    lines:
      view === 'all' ? lines : lines.filter(({ isDue, state, hasDraft }) => isDue || state === 'draft' || hasDraft),
    due: lines.filter(({ isDue, state, hasDraft }) => isDue || state === 'draft' || hasDraft).length,
    all: lines.length,
    flags: flags.map((flag) => ({
      ...flag,
      title: titles.get(flag.code)?.title ?? flag.code,
      maySettle: titles.get(flag.code)?.mayEdit ?? false,
    })),
    gaps,
    mayWrite: knowledge.mayWrite(actor),
    done: searchParams.get('done'),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const actor = await signedIn(page, request)
  const done = await page.house.knowledge.closeGap(actor, textIn(await readForm(request), 'key'))
  if (!done.ok && done.refusal.code === 'not_permitted') throw forbidden()
  throw redirect('/staff/knowledge/keep?done=gap')
}
