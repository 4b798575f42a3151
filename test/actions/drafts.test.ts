import { beforeAll, describe, expect, test } from 'vitest'
import { discardDraft, listDrafts, loadDraft, saveDraft } from '../../src/actions/drafts.ts'
import { DAY } from '../../src/core/time.ts'
import { purge } from '../../src/jobs/reconcile/purge.ts'
import { createVault } from '../../src/store/sealing-keys.ts'
import { hotline } from '../support/world.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

let house: TinyHouse
beforeAll(async () => {
  house = await openTinyHouse()
})

const agent = hotline('intake_agent')
const other = { id: 'another', role: 'intake_agent' } as const
const fields = { matter: ['路灯不亮，王某 13900001111'], units: ['a', 'b'] }

describe('a draft', () => {
  test('is there again for the same account, the last words of it, and for nobody else', async () => {
    await saveDraft(house.app, agent, 'new', { matter: ['路'] })
    house.wait(1_000)
    expect(await saveDraft(house.app, agent, 'new', fields)).toEqual({ ok: true, updatedAt: house.app.clock.now() })
    const elsewhere = house.another()
    expect(await loadDraft(elsewhere, agent, 'new')).toEqual({ form: 'new', updatedAt: house.app.clock.now(), fields })
    expect(await loadDraft(elsewhere, other, 'new')).toBeUndefined()
    expect(await listDrafts(elsewhere, agent)).toMatchObject([{ form: 'new' }])
  })

  test('lies sealed: neither the words nor another row give it away', async () => {
    await saveDraft(house.app, agent, 'sealed', fields)
    const stored = await house.value<string>(
      `select encode(sealed, 'escape') from identity.draft where form = 'sealed'`,
    )
    expect(stored).not.toContain('13900001111')
    await house.asOwner(`update identity.draft set actor_id = $1 where form = 'sealed'`, [other.id])
    expect(await loadDraft(house.app, other, 'sealed')).toBeUndefined()
    const app = { ...house.app, vault: createVault(Buffer.alloc(32, 8), house.app.random) }
    expect(await loadDraft(app, agent, 'new')).toBeUndefined()
  })

  test('goes when it is sent, and after a week', async () => {
    await saveDraft(house.app, agent, 'case:26030200000017', fields)
    await discardDraft(house.app, agent, 'case:26030200000017')
    expect(await loadDraft(house.app, agent, 'case:26030200000017')).toBeUndefined()
    await saveDraft(house.app, agent, 'old', fields)
    house.wait(7 * DAY)
    await purge(house.app, 100, 1)
    expect(await loadDraft(house.app, agent, 'old')).toBeDefined()
    house.wait(1)
    await purge(house.app, 100, 1)
    expect(await loadDraft(house.app, agent, 'old')).toBeUndefined()
  })

  test('is bounded: in length, in number, in its name', async () => {
    const long = await saveDraft(house.app, agent, 'long', { matter: ['长'.repeat(70_000)] })
    expect(long).toMatchObject({ ok: false, refusal: { code: 'too_long' } })
    for (const form of ['', '../x', 'A', 'x'.repeat(81)])
      expect(await saveDraft(house.app, agent, form, {})).toMatchObject({ refusal: { code: 'not_a_choice' } })
    for (let index = 0; index < 60; index += 1) {
      house.wait(1)
      await saveDraft(house.app, other, `form${index}`, {})
    }
    const kept = await listDrafts(house.app, other)
    expect(kept).toHaveLength(50)
    expect(kept[0]?.form).toBe('form59')
  })
})
