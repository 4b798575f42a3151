import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { roles, type Role } from '../../../core/permission/roles.ts'
import { DAY } from '../../../core/time.ts'
import type { TokenRow } from '../../../store/read/admin/tokens.ts'
import { pageContext } from '../../context.ts'
import type { Problem } from '../../kit/problems.ts'
import { readForm, textIn } from '../../kit/read-form.server.ts'
import { problemOfRefusal } from '../../kit/refusal-problem.ts'
import type { PageContext } from '../../page-context.ts'
import { forbidden } from '../staff.server.ts'
import { administrator } from './administrator.server.ts'

export interface PersonLine extends Omit<TokenRow, 'unit'> {
  readonly unit: string
  readonly isOwn: boolean
}

export interface PeopleData {
  readonly lines: readonly PersonLine[]
  readonly next: string | null
  readonly isFirst: boolean
  readonly role: Role | ''
  readonly isLive: boolean
  readonly roles: readonly Role[]
  /** Codes and names of units, as the new token's field suggests them. */
  readonly units: readonly { readonly code: string; readonly name: string }[]
}

const pageLines = 50
const given = roles.filter((role) => role !== 'requester')

/** The tokens, the newest first. A secret is in no list: nobody has it but its holder. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<PeopleData> {
  const page = context.get(pageContext)
  const { house, visit } = page
  const actor = await administrator(page, request)
  const { searchParams } = new URL(request.url)
  const role = given.find((each) => each === searchParams.get('role'))
  const isLive = searchParams.get('which') !== 'all'
  const after = cursorOf(searchParams.get('after'))
  const found = await house.tokens(actor, { role, isLive, after, limit: pageLines + 1 })
  // oxlint-disable-next-line typescript/only-throw-error -- the router takes a thrown answer as the page's
  if (!found) throw forbidden()
  const rows = found.slice(0, pageLines)
  const last = found.length > pageLines ? rows.at(-1) : undefined
  return {
    lines: rows.map((row) => ({ ...row, unit: house.unitName(row.unit, visit.language), isOwn: row.id === actor.id })),
    next: last ? addressOf(role, isLive, last) : null,
    isFirst: after === undefined,
    role: role ?? '',
    isLive,
    roles: given,
    units: house.rulebook.pack.units.map(({ code, name }) => ({ code, name: visit.text(name) })),
  }
}

function addressOf(role: Role | undefined, isLive: boolean, { createdAt, id }: TokenRow): string {
  const parameters = new URLSearchParams({ after: `${createdAt}.${id}` })
  if (role) parameters.set('role', role)
  if (!isLive) parameters.set('which', 'all')
  return `/staff/admin/people?${parameters.toString()}`
}

function cursorOf(text: string | null): { createdAt: number; id: string } | undefined {
  const [, createdAt, id] = /^(\d{1,15})\.([\w-]{1,60})$/.exec(text ?? '') ?? []
  return createdAt && id ? { createdAt: Number(createdAt), id } : undefined
}

export interface PeopleAnswer {
  /** Shown this once. */
  readonly secret?: { readonly id: string; readonly token: string }
  readonly revoked?: string
  readonly problems: readonly Problem[]
  readonly typed: { readonly role: string; readonly unit: string; readonly label: string; readonly days: string }
}

const nothingTyped = { role: '', unit: '', label: '', days: '' }

/** Makes a token, or ends one. */
export async function action({ request, context }: ActionFunctionArgs): Promise<PeopleAnswer> {
  const page = context.get(pageContext)
  const actor = await administrator(page, request)
  const form = await readForm(request)
  const { house, visit } = page
  const revoke = textIn(form, 'revoke')
  if (revoke === '') return create(page, form, request)
  const outcome = await house.revokeToken(actor, revoke)
  return outcome.ok
    ? { revoked: revoke, problems: [], typed: nothingTyped }
    : { problems: [{ ...problemOfRefusal(outcome.refusal, visit.language), field: '' }], typed: nothingTyped }
}

const daysMost = 3_650

async function create(page: PageContext, form: URLSearchParams, request: Request): Promise<PeopleAnswer> {
  const { house, visit } = page
  const actor = await administrator(page, request)
  const typed = {
    role: textIn(form, 'role'),
    unit: textIn(form, 'unit').trim(),
    label: textIn(form, 'label'),
    days: textIn(form, 'days').trim(),
  }
  const days = typed.days === '' ? null : Number(typed.days)
  if (days !== null && !(Number.isInteger(days) && days > 0 && days <= daysMost))
    return { problems: [{ field: 'days', key: 'admin.people.new.days.bad' }], typed }
  const issued = await house.issueToken(actor, {
    role: typed.role,
    unit: typed.unit === '' ? undefined : typed.unit,
    label: typed.label,
    expiresAt: days === null ? null : house.now() + days * DAY,
  })
  if (!issued.ok) return { problems: [problemOfRefusal(issued.refusal, visit.language)], typed }
  return { secret: { id: issued.id, token: issued.token }, problems: [], typed: nothingTyped }
}
