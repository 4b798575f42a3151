import { beforeAll, describe, expect, test } from 'vitest'
import { readInboxUpTo } from '../../src/actions/inbox-read.ts'
import { changeUnitContact, mutableKinds } from '../../src/actions/unit-contact.ts'
import { toRequester } from '../../src/core/notice/notice.ts'
import { HOUR } from '../../src/core/time.ts'
import {
  inbox,
  mostUnread,
  noticesOfRequest,
  readInboxCursor,
  unitContact,
  unreadInInbox,
} from '../../src/store/read/notices.ts'
import { createNoticeDoors } from '../../src/web/house/notices.ts'
import { hotline, of } from '../support/world.ts'
import { openNoticeHouse, type NoticeHouse } from './support/notice-house.ts'

let notice: NoticeHouse

beforeAll(async () => {
  notice = await openNoticeHouse()
  for (let count = 0; count < 7; count += 1) {
    const number = await notice.register()
    await notice.run(number, hotline('dispatcher'), { name: 'dispatch', input: {} })
    // Three of them at the same moment.
    if (count % 3 === 0) notice.house.wait(HOUR)
  }
})

const database = () => notice.app.store.database
const head = of('east-river')

describe('an inbox', () => {
  test('is read a page at a time, newest first, nothing twice and nothing left out', async () => {
    const all = (await inbox(database(), 'east-river', undefined, 50)).rows
    expect(all.length).toBe(7)
    const seen: string[] = []
    let after: string | null = null
    do {
      const page = await inbox(database(), 'east-river', after === null ? undefined : readInboxCursor(after), 2)
      seen.push(...page.rows.map(({ number, kind }) => `${number} ${kind}`))
      after = page.next
    } while (after !== null)
    expect(seen).toEqual(all.map(({ number, kind }) => `${number} ${kind}`))
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted((one, other) => other - one))
  })

  test('counts what its reader has not seen; another reader has their own count', async () => {
    const doors = createNoticeDoors(notice.app)
    const view = await doors.inbox(head, null, 'en')
    expect(view?.unread).toBe(7)
    expect(view?.lines.map(({ isUnread }) => isUnread)).toEqual(Array(7).fill(true))
    await readInboxUpTo(notice.app, head, view?.lines[1]?.at ?? 0)
    expect((await unreadInInbox(database(), 'east-river', head.id, 0)).count).toBeLessThan(7)
    await readInboxUpTo(notice.app, head, view?.lines[0]?.at ?? 0)
    expect(await doors.inboxUnread(head)).toBe(0)
    // A page that was open for long takes nothing back.
    await readInboxUpTo(notice.app, head, 1)
    expect(await doors.inboxUnread(head)).toBe(0)
    expect(await doors.inboxUnread(of('east-river', 'unit_handler'))).toBe(7)
    expect(mostUnread).toBeGreaterThan(7)
  })

  test('who comes new finds the last days new, not the whole past', async () => {
    const doors = createNoticeDoors(notice.app)
    const newcomer = of('east-river', 'unit_handler', 'newcomer')
    notice.house.wait(4 * 24 * HOUR)
    expect(await doors.inboxUnread(newcomer)).toBe(0)
    const number = await notice.register()
    await notice.run(number, hotline('dispatcher'), { name: 'dispatch', input: {} })
    expect(await doors.inboxUnread(newcomer)).toBe(1)
  })

  test('nobody reads the requesters’, and who has none is told so', async () => {
    expect((await inbox(database(), toRequester, undefined, 50)).rows).toEqual([])
    expect(await createNoticeDoors(notice.app).inbox(hotline('intake_agent'), null, 'en')).toBe(null)
    expect(readInboxCursor('nonsense')).toBe(undefined)
  })
})

describe('on the requester’s page', () => {
  test('stands what was told and how it went, without the access code', async () => {
    const number = await notice.register()
    await notice.run(number, hotline('dispatcher'), { name: 'dispatch', input: {} })
    notice.house.wait(HOUR)
    await notice.send()
    const { notices, wanted } = await createNoticeDoors(notice.app).noticesToRequester(number, 'en')
    expect(wanted).toBe(true)
    expect(notices.map(({ kind }) => kind)).toEqual(['dispatched', 'registered'])
    const shown = JSON.stringify(notices)
    expect(shown).not.toContain(notice.app.vault.accessCode(number))
    expect(notices[1]?.deliveries.map(({ channel }) => channel)).toEqual(['email', 'sms'])
    expect((await noticesOfRequest(database(), number, toRequester))[0]?.deliveries[0]?.at).toBeTypeOf('number')
  })
})

describe('a unit’s address', () => {
  test('is kept as it was given, without separators, and taken away again', async () => {
    const typed = { email: 'desk@river.example', phone: '139 0000 9999', muted: [mutableKinds[0] ?? ''] }
    expect(await changeUnitContact(notice.app, head, 'east-river', typed)).toMatchObject({ ok: true })
    expect(await unitContact(database(), 'east-river')).toMatchObject({ phone: '+8613900009999', muted: typed.muted })
    expect(await changeUnitContact(notice.app, head, 'east-river', { ...typed, email: 'nobody' })).toMatchObject({
      refusal: { code: 'email' },
    })
    await changeUnitContact(notice.app, hotline('system_admin'), 'east-river', { email: '', phone: '', muted: [] })
    expect(await unitContact(database(), 'east-river')).toMatchObject({ email: null, phone: null, muted: [] })
  })
})
