import type { Page } from 'playwright-core'
import type { Role } from '../../../src/core/permission/roles.ts'

export interface ListedPage {
  readonly name: string
  readonly path: string
  /** Stands in a demo alone. */
  readonly isOfDemo?: boolean
  /** Who looks at it; a visitor where nobody is named. */
  readonly as?: Role
  /** Brings the page where it shows what it is for. */
  readonly before?: (page: Page) => Promise<void>
}

const fileWords = async (page: Page): Promise<void> => {
  await page.fill('[name=matter]', '小区门口的路灯坏了三天，晚上看不清台阶，老人差点摔倒。')
}

const toPlace = async (page: Page): Promise<void> => {
  await fileWords(page)
  await page.click('button[value=next]')
  await page.waitForSelector('[name=address]')
}

const toCheck = async (page: Page): Promise<void> => {
  await toPlace(page)
  await page.selectOption('[name=district]', { index: 1 })
  await page.fill('[name=address]', '和平路8号院门口')
  await page.fill('[name=phone]', '13800138000')
  await page.click('button[value=next]')
  await page.waitForSelector('button[value=send]')
}

const send = async (page: Page): Promise<void> => {
  await toCheck(page)
  await page.click('button[value=send]')
  await page.waitForURL('**/report/done')
}

const track = async (page: Page): Promise<void> => {
  await send(page)
  await page.goto(new URL('/track/request', page.url()).href)
}

/** A call while it is being written down. */
const takeCall = async (page: Page): Promise<void> => {
  await page.fill('[name=phone]', '13900139000')
  await page.fill('[name=matter]', '小区门口的路灯不亮，路灯坏了三天，晚上看不清台阶')
  await page.waitForTimeout(1_500)
}

/** Opens the first card of a unit's day. */
const openCase = async (page: Page): Promise<void> => {
  const first = page.locator('main a[href^="/staff/today/"]').first()
  if ((await first.count()) === 0) return
  await page.goto(new URL((await first.getAttribute('href')) ?? '', page.url()).href)
}

/** Opens the first line of a list. */
const openFirst = async (page: Page): Promise<void> => {
  const first = page.locator('main a[href^="/staff/requests/"]').first()
  if ((await first.count()) === 0) return
  await page.goto(new URL((await first.getAttribute('href')) ?? '', page.url()).href)
}

/** Every page of the product, for the tests and pictures that look at all of them. */
export const everyPage: readonly ListedPage[] = [
  { name: 'tour', path: '/?tour=1', isOfDemo: true },
  { name: 'home', path: '/?tour=0' },
  { name: 'report-what', path: '/report', before: fileWords },
  { name: 'report-where', path: '/report', before: toPlace },
  { name: 'report-check', path: '/report', before: toCheck },
  { name: 'track', path: '/track' },
  { name: 'answers', path: '/answers' },
  { name: 'scores', path: '/scores' },
  { name: 'scores-unit', path: '/scores/east-river?period=2026-03' },
  { name: 'city', path: '/city' },
  { name: 'kit', path: '/kit' },
  { name: 'not-found', path: '/nowhere' },
  { name: 'sign-in', path: '/staff/sign-in' },
  { name: 'calls', path: '/staff/calls', as: 'intake_agent', before: takeCall },
  { name: 'knowledge', path: '/staff/knowledge', as: 'intake_agent' },
  { name: 'dispatch', path: '/staff/dispatch', as: 'dispatcher' },
  { name: 'dispatch-hard', path: '/staff/dispatch/hard', as: 'dispatcher' },
  { name: 'dispatch-events', path: '/staff/dispatch/events', as: 'dispatcher' },
  { name: 'review', path: '/staff/review', as: 'reviewer' },
  { name: 'shift', path: '/staff/shift', as: 'shift_lead' },
  { name: 'district', path: '/staff/district', as: 'district_centre' },
  { name: 'today', path: '/staff/today', as: 'unit_head' },
  { name: 'case', path: '/staff/today', as: 'unit_head', before: openCase },
  { name: 'team', path: '/staff/team', as: 'unit_head' },
  { name: 'inbox', path: '/staff/inbox', as: 'unit_head' },
  { name: 'queue', path: '/staff/queue', as: 'unit_head' },
  { name: 'request', path: '/staff/queue', as: 'unit_head', before: openFirst },
  { name: 'callbacks', path: '/staff/callbacks', as: 'callback_agent' },
  { name: 'assessment', path: '/staff/assessment', as: 'assessment_officer' },
  { name: 'assessment-periods', path: '/staff/assessment?view=periods', as: 'assessment_officer' },
  { name: 'staff-scores', path: '/staff/scores', as: 'assessment_officer' },
  { name: 'staff-scores-unit', path: '/staff/scores/east-river?period=2026-03', as: 'assessment_officer' },
  { name: 'floor', path: '/staff/floor', as: 'supervisor' },
  { name: 'at-risk', path: '/staff/at-risk', as: 'supervisor' },
  { name: 'at-risk-overdue', path: '/staff/at-risk?view=overdue', as: 'supervisor' },
  { name: 'floor-unit', path: '/staff/floor/units/east-river', as: 'supervisor' },
  { name: 'admin', path: '/staff/admin', as: 'system_admin' },
  { name: 'admin-jobs', path: '/staff/admin/jobs', as: 'system_admin' },
  { name: 'admin-people', path: '/staff/admin/people', as: 'system_admin' },
  { name: 'admin-pack', path: '/staff/admin/pack', as: 'system_admin' },
  { name: 'knowledge-keep', path: '/staff/knowledge/keep', as: 'knowledge_editor' },
  { name: 'admin-jobs', path: '/staff/admin/jobs', as: 'system_admin' },
  { name: 'admin-people', path: '/staff/admin/people', as: 'system_admin' },
  { name: 'admin-pack', path: '/staff/admin/pack', as: 'system_admin' },
  // Last, since they file something, which other pages would show.
  { name: 'report-done', path: '/report', before: send },
  { name: 'tracked', path: '/report', before: track },
]

/** Waits until what a page brings to life is there: scripts, pictures, fonts. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  const isLive = await page.evaluate(
    () => /^\/(staff|city|kit)(\/|$)/.test(location.pathname) && !location.pathname.includes('sign-in'),
  )
  if (isLive) await page.waitForSelector('html[data-alive]', { timeout: 10_000 }).catch(() => undefined)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}
