import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import type { RiskPage } from '../../../actions/floor.ts'
import { urgedMost } from '../../../actions/urge-many.ts'
import { urgencyLevels, type UrgencyLevel } from '../../../core/deadline/terms.ts'
import type { Actor } from '../../../core/permission/roles.ts'
import type { Refusal } from '../../../core/refusal.ts'
import { sentencesOf } from '../../../core/text/refusal-words.ts'
import type { Instant } from '../../../core/time.ts'
import { isRequestNumber } from '../../../core/work-order/number.ts'
import type { RiskView } from '../../../store/read/floor/at-risk.ts'
import { pageContext } from '../../context.ts'
import { forbidden, signedIn } from '../../desk/staff.server.ts'
import type { PageContext } from '../../page-context.ts'
import { riskLine, type RiskLine } from './risk-line.ts'

export interface RiskData {
  readonly view: RiskView
  readonly level: UrgencyLevel | ''
  readonly unit: { readonly code: string; readonly name: string } | null
  readonly lines: readonly RiskLine[]
  readonly next: string | null
  /** How many of the view there are, whatever is narrowed. */
  readonly byLevel: readonly { readonly level: UrgencyLevel; readonly count: number }[]
  readonly byUnit: readonly { readonly code: string; readonly name: string; readonly count: number }[]
  readonly most: number
}

const pageLines = 50
const unitsMost = 12

/** Orders at risk or overdue; what is looked at is the address, so that a view can be kept and sent on. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<RiskData> {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await signedIn(page, request)
  const { searchParams } = new URL(request.url)
  const view: RiskView = searchParams.get('view') === 'overdue' ? 'overdue' : 'risk'
  const level = urgencyLevels.find((each) => each === searchParams.get('level')) ?? ''
  const code = searchParams.get('unit') ?? ''
  const unit = house.rulebook.unit(code) ? { code, name: house.unitName(code, visit.language) } : null
  const after = cursorOf(searchParams.get('after'))
  const found = await house.atRisk(actor, { view, level: level || undefined, unit: unit?.code, after }, pageLines)
  // oxlint-disable-next-line typescript/only-throw-error -- the router takes a thrown answer as the page's
  if (!found) throw forbidden()
  return {
    view,
    level,
    unit,
    lines: found.rows.map((row) => riskLine(row, page)),
    next: found.next && addressOf({ view, level, unit: unit?.code ?? '' }, found.next),
    byLevel: urgencyLevels.map((each) => ({ level: each, count: countOf(found, (group) => group.level === each) })),
    byUnit: unitsOf(found, page),
    most: urgedMost,
  }
}

type Group = RiskPage['groups'][number]

const countOf = ({ groups }: RiskPage, isMeant: (group: Group) => boolean): number =>
  groups.reduce((sum, group) => (isMeant(group) ? sum + group.count : sum), 0)

function unitsOf(found: RiskPage, { house, visit }: PageContext): RiskData['byUnit'] {
  const codes = [...new Set(found.groups.map(({ unit }) => unit))]
  return codes
    .map((code) => ({
      code,
      name: house.unitName(code, visit.language),
      count: countOf(found, ({ unit }) => unit === code),
    }))
    .sort((one, other) => other.count - one.count)
    .slice(0, unitsMost)
}

function addressOf(filters: Readonly<Record<string, string>>, next: NonNullable<RiskPage['next']>): string {
  const given = Object.entries(filters).filter(([, value]) => value !== '')
  const parameters = new URLSearchParams([...given, ['after', `${next.dueAt}.${next.number}`]])
  return `/staff/at-risk?${parameters.toString()}`
}

/** Where the page before ended; what is no such place begins anew. */
function cursorOf(text: string | null): { dueAt: Instant; number: string } | undefined {
  const [, dueAt, number] = /^(\d{1,15})\.(\d{14})$/.exec(text ?? '') ?? []
  return dueAt && number ? { dueAt: Number(dueAt), number } : undefined
}

export type Measure = 'urge' | 'supervise'

export interface PreviewLine {
  readonly number: string
  readonly unit: string
  readonly dueAt: Instant | null
  readonly urged: number
  readonly lastUrgedAt: Instant | null
  /** Why it cannot be done; null where it can. */
  readonly problem: string | null
}

export interface RiskAnswer {
  readonly step: 'preview' | 'done' | 'missing'
  readonly measure: Measure
  readonly lines: readonly PreviewLine[]
}

/** First what would be done and to whom, then the doing: each line says for itself how it went. */
export async function action({ request, context }: ActionFunctionArgs): Promise<RiskAnswer> {
  const page = context.get(pageContext)
  const { house } = page
  const actor = await signedIn(page, request)
  const form = await request.formData()
  const measure: Measure = form.get('measure') === 'supervise' ? 'supervise' : 'urge'
  const numbers = form
    .getAll('number')
    .filter((number) => typeof number === 'string')
    .filter(isRequestNumber)
    .slice(0, urgedMost)
  const lines = await previewOf(page, actor, numbers)
  if (form.get('step') !== 'confirm') return { step: 'preview', measure, lines }
  const typed = form.get('instruction')
  const words = typeof typed === 'string' ? typed.slice(0, instructionMost) : ''
  if (measure === 'supervise' && words.trim() === '') return { step: 'missing', measure, lines }
  const done = await (measure === 'urge'
    ? house.urgeMany(actor, numbers, words)
    : house.superviseMany(actor, numbers, words))
  const problems = new Map(done.map(({ number, refusal }) => [number, wordsOf(refusal, page)]))
  return {
    step: 'done',
    measure,
    lines: lines.map((line) => ({ ...line, problem: problems.get(line.number) ?? null })),
  }
}

const instructionMost = 2_000

async function previewOf(page: PageContext, actor: Actor, numbers: readonly string[]): Promise<readonly PreviewLine[]> {
  const { house, visit } = page
  const found = await house.previewUrges(actor, numbers)
  return found.map(({ number, unitCode, dueAt, urged, lastUrgedAt, refusal }) => ({
    number,
    unit: house.unitName(unitCode, visit.language),
    dueAt,
    urged,
    lastUrgedAt,
    problem: wordsOf(refusal, page),
  }))
}

const wordsOf = (refusal: Refusal | null, { visit }: PageContext): string | null =>
  refusal && sentencesOf(refusal, visit.language).detail
