import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { registerForm } from '../../src/actions/register-form.ts'
import { registerRequest } from '../../src/actions/register.ts'
import { filesTask } from '../../src/actions/attach-filed.ts'
import { readAttachment, visibleAttachments } from '../../src/actions/read-attachment.ts'
import { keyHashOf, stagedName, stageFile } from '../../src/actions/stage-file.ts'
import { HOUR } from '../../src/core/time.ts'
import type { Actor } from '../../src/core/permission/roles.ts'
import { attachmentsMost, type AttachmentKind } from '../../src/core/work-order/attachment.ts'
import type { Intake } from '../../src/core/work-order/intake.ts'
import { drainOutbox } from '../../src/jobs/in-process.ts'
import { purgeFiles } from '../../src/jobs/reconcile/purge-files.ts'
import { rebuildFromJournal } from '../../src/store/journal/rebuild.ts'
import { openTinyHouse, type TinyHouse } from '../actions/support/tiny-house.ts'
import { hotline, intake, of, requesterOf } from '../support/world.ts'
import { paper, picture } from './pictures.ts'

let house: TinyHouse
beforeAll(async () => {
  house = await openTinyHouse()
})

let seed = 100
/** A photo that nobody sent before, under its key. */
async function staged(bytes?: Buffer): Promise<string> {
  seed += 1
  const file = await stageFile(house.app, bytes ?? (await picture(seed, 'jpeg', 40 + seed, 30)), true)
  if (!file.ok) throw new Error(file.refusal.code)
  return file.key
}

const head = of('east-river')
const community = of('river-bank', 'community_worker')

/** Dispatched to `east-river`, with the community on its bank to help. */
async function dispatched(more: Partial<Intake> = {}): Promise<string> {
  const number = await house.register(more)
  await house.run(number, hotline('dispatcher'), 'dispatch', { unitCode: 'east-river', assists: ['river-bank'] })
  return number
}

const attach = (number: string, actor: Actor, kind: AttachmentKind, files: readonly string[]) =>
  house.run(number, actor, 'attach', { files, kind })

describe('a file is attached', () => {
  test('with an entry of the journal that holds what it is, and its bytes under their hash', async () => {
    const number = await dispatched()
    const key = await staged()
    const { attachments } = await attach(number, requesterOf(number), 'citizen', [key])
    const [one] = attachments
    expect(one).toMatchObject({ ordinal: 1, kind: 'citizen', mediaType: 'image/jpeg', unitCode: null })
    const body = await house.value<string>(`select body from journal_entry where number = $1 and type = 'attached'`, [
      number,
    ])
    expect(JSON.parse(body)).toMatchObject({
      facts: { hash: one?.hash, kind: 'citizen', mediaType: 'image/jpeg', bytes: one?.bytes },
    })
    expect(await house.request(number)).toMatchObject({ attachments })
    expect((await house.app.files.folder.read(one?.hash ?? '', 'whole'))?.length).toBe(one?.bytes)
    expect(await house.app.files.folder.read(one?.hash ?? '', 'thumb')).toBeDefined()
  })

  test('once: the same photo again is done already, under another key too', async () => {
    const number = await dispatched()
    const photo = await picture(77)
    const first = await attach(number, requesterOf(number), 'citizen', [await staged(photo)])
    const again = await attach(number, requesterOf(number), 'citizen', [await staged(photo)])
    expect(again.attachments).toEqual(first.attachments)
    expect(again.seq).toBe(first.seq)
    const both = await attach(number, requesterOf(number), 'citizen', [await staged(photo), await staged()])
    expect(both.attachments).toHaveLength(2)
  })

  test('by ten processes at once: each photo is there once', async () => {
    const number = await dispatched()
    const photos = await Promise.all([picture(81), picture(82, 'png')])
    const keys = [await staged(photos[0]), await staged(photos[1])]
    await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const actor = index % 2 === 0 ? requesterOf(number) : hotline('intake_agent')
        await attach(number, actor, 'citizen', [keys[index % 2] ?? ''])
      }),
    )
    expect((await house.request(number)).attachments).toHaveLength(2)
  })

  test('and the journal alone tells it again', async () => {
    const rebuilt = await rebuildFromJournal({ database: house.database, timeZone: 'Asia/Shanghai' })
    expect(rebuilt.differences).toBe(0)
    const number = await dispatched()
    await attach(number, requesterOf(number), 'citizen', [await staged()])
    await house.asOwner('delete from hotline.attachment where number = $1', [number])
    expect((await rebuildFromJournal({ database: house.database, timeZone: 'Asia/Shanghai' })).differences).toBe(1)
    const options = { database: house.database, timeZone: 'Asia/Shanghai', write: true }
    await rebuildFromJournal(options)
    expect((await house.another().store.load(number))?.request.attachments).toHaveLength(1)
  })
})

describe('who may attach what', () => {
  test.each([
    ['the requester a photo', () => requesterOf, 'citizen', undefined],
    ['the requester none of the work', () => requesterOf, 'after', 'not_a_choice'],
    ['another requester none', () => () => requesterOf('26030200000018'), 'citizen', 'not_permitted'],
    ['intake what it was given', () => () => hotline('intake_agent'), 'citizen', undefined],
    ['the lead how it was before', () => () => head, 'before', undefined],
    ['its handlers how it is after', () => () => of('east-river', 'unit_handler'), 'after', undefined],
    ['the lead nothing in the requester’s name', () => () => head, 'citizen', 'not_a_choice'],
    ['an assisting community its work', () => () => community, 'after', undefined],
    ['another unit nothing', () => () => of('market'), 'after', 'not_permitted'],
    ['a dispatcher nothing', () => () => hotline('dispatcher'), 'citizen', 'not_permitted'],
  ] as const)('%s', async (_what, who, kind, refusal) => {
    const number = await dispatched()
    const input = { files: [await staged()], kind }
    expect(await house.refusal(number, who()(number), 'attach', input)).toBe(refusal)
  })

  test('a paper is a document of a unit and nothing else', async () => {
    const number = await dispatched()
    const key = await staged(paper(`/Lang (${number})`))
    expect(await house.refusal(number, requesterOf(number), 'attach', { files: [key], kind: 'citizen' })).toBe(
      'file_type',
    )
    await attach(number, head, 'after', [key, await staged()])
    expect((await house.request(number)).attachments.map(({ kind }) => kind)).toEqual(['document', 'after'])
  })

  test('F03 a requester three at once, a unit six, a request so many in all', async () => {
    const number = await dispatched()
    const keys = await Promise.all(Array.from({ length: 6 }, () => staged()))
    const asked = { files: keys.slice(0, 4), kind: 'citizen' } as const
    expect(await house.refusal(number, requesterOf(number), 'attach', asked)).toBe('too_many_files')
    await attach(number, head, 'after', keys)
    while ((await house.request(number)).attachments.length + 6 <= attachmentsMost) {
      await attach(number, head, 'after', await Promise.all(Array.from({ length: 6 }, () => staged())))
    }
    const more = await Promise.all(Array.from({ length: 6 }, () => staged()))
    expect(await house.refusal(number, head, 'attach', { files: more, kind: 'after' })).toBe('too_many_files')
  })

  test('a key that nobody was given, and a request that has ended', async () => {
    const number = await dispatched()
    const input = { files: ['0'.repeat(48)], kind: 'citizen' } as const
    expect(await house.refusal(number, requesterOf(number), 'attach', input)).toBe('file_not_found')
    await house.run(number, requesterOf(number), 'withdraw', { reason: 'mistake' })
    const late = { files: [await staged()], kind: 'citizen' } as const
    expect(await house.refusal(number, requesterOf(number), 'attach', late)).toBe('move_not_allowed')
  })
})

describe('who may see what', () => {
  const seenBy = async (number: string, actor: Actor): Promise<readonly AttachmentKind[]> =>
    (await visibleAttachments(house.app, actor, number)).map(({ kind }) => kind)

  async function withOneOfEach(more: Partial<Intake> = {}): Promise<string> {
    const number = await dispatched(more)
    await attach(number, requesterOf(number), 'citizen', [await staged()])
    await attach(number, head, 'before', [await staged()])
    await attach(number, head, 'after', [await staged()])
    await attach(number, head, 'document', [await staged(paper(`/Lang (${number})`))])
    return number
  }

  test('the units that work on it, its requester and the hotline', async () => {
    const number = await withOneOfEach()
    expect(await seenBy(number, head)).toEqual(['citizen', 'before', 'after', 'document'])
    expect(await seenBy(number, requesterOf(number))).toEqual(['citizen', 'before', 'after'])
    expect(await seenBy(number, community)).toEqual(['citizen', 'before', 'after'])
    expect(await seenBy(number, hotline('dispatcher'))).toHaveLength(4)
    expect(await seenBy(number, of('market'))).toEqual([])
    expect(await seenBy(number, hotline('analyst'))).toEqual([])
    expect(await seenBy(number, requesterOf('26030200000018'))).toEqual([])
  })

  test.each([
    ['a confidential request', { confidentiality: 'secret' }],
    ['a report of wrongdoing', { requestType: 'report' }],
  ] as const)('the photo of %s stays with the hotline', async (_what, more) => {
    const number = await withOneOfEach(more)
    expect(await seenBy(number, head)).toEqual(['before', 'after', 'document'])
    expect(await seenBy(number, of('east', 'district_centre'))).not.toContain('citizen')
    expect(await seenBy(number, hotline('dispatcher'))).toContain('citizen')
    expect(await seenBy(number, requesterOf(number))).toContain('citizen')
    expect(await readAttachment(house.app, head, number, 1, 'whole')).toBe(undefined)
    expect(await readAttachment(house.app, hotline('dispatcher'), number, 1, 'whole')).toBeDefined()
  })
})

describe('between sending and filing', () => {
  const filed = (messageId: string) => intake({ messageId, channel: 'web-form' })

  test('a process that dies after the request and before its photos leaves them to the next', async () => {
    const keys = [await staged(), await staged()]
    // What is written when the process dies in between: the request, with the task.
    const registered = await registerRequest(house.app, hotline('intake_agent'), filed('died'), filesTask(keys))
    if (!registered.ok) throw new Error(registered.refusal.code)
    expect((await house.request(registered.number)).attachments).toEqual([])
    await drainOutbox(house.another())
    expect((await house.request(registered.number)).attachments).toHaveLength(2)
  })

  test('the same form sent again attaches what the first try did not, and nothing twice', async () => {
    const keys = [await staged(), await staged()]
    const actor: Actor = { id: 'web-form', role: 'requester' }
    const first = await registerForm(house.app, actor, filed('twice'), keys.slice(0, 1))
    const again = await registerForm(house.app, actor, filed('twice'), keys)
    await drainOutbox(house.app)
    if (!first.ok || !again.ok) throw new Error('refused')
    expect(again.number).toBe(first.number)
    expect((await house.request(first.number)).attachments).toHaveLength(2)
  })

  test('F39 what was sent and never filed is gone after a day, what was filed stays', async () => {
    const number = await dispatched()
    const [used, unused] = [await staged(), await staged()]
    await attach(number, requesterOf(number), 'citizen', [used])
    const { folders } = house.files
    const waiting = (key: string) => join(folders.staged, stagedName(keyHashOf(key)))
    house.wait(23 * HOUR)
    await purgeFiles(house.app, 1_000)
    expect(existsSync(waiting(unused))).toBe(true)
    house.wait(2 * HOUR)
    expect(await purgeFiles(house.app, 1_000)).toBeGreaterThan(0)
    expect(existsSync(waiting(unused))).toBe(false)
    expect(existsSync(`${waiting(unused)}.thumb`)).toBe(false)
    expect(await purgeFiles(house.app, 1_000)).toBe(0)
    const again = await dispatched()
    const input = { files: [unused], kind: 'citizen' } as const
    expect(await house.refusal(again, requesterOf(again), 'attach', input)).toBe('file_not_found')
    expect(await readAttachment(house.app, requesterOf(number), number, 1, 'whole')).toBeDefined()
  })
})
