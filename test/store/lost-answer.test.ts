import type { QueryConfig } from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import type { App } from '../../src/actions/app.ts'
import { execute } from '../../src/actions/execute.ts'
import { registerRequest } from '../../src/actions/register.ts'
import type { Database } from '../../src/store/database.ts'
import { createStore } from '../../src/store/store.ts'
import { openTinyHouse, type TinyHouse } from '../actions/support/tiny-house.ts'
import { hotline, intake } from '../support/world.ts'

const agent = hotline('intake_agent')
let house: TinyHouse
beforeAll(async () => {
  house = await openTinyHouse()
})

/** A network that carries a commit to the database, and loses its answer. */
interface Line {
  readonly app: App
  readonly asked: () => number
  /** How many answers are lost from now on; `before` loses the question instead. */
  readonly lose: (answers: number, when?: 'before' | 'after') => void
}

function line(): Line {
  let asked = 0
  let left = 0
  let lost: 'before' | 'after' = 'after'
  const query = async (config: QueryConfig): Promise<unknown> => {
    const isLost = (config.name?.startsWith('commit_') ?? false) && left > 0
    if (isLost) left -= 1
    asked += 1
    const answer = isLost && lost === 'before' ? undefined : await house.database.query(config)
    if (isLost) throw new Error('Connection terminated unexpectedly')
    return answer
  }
  const database = { query } as unknown as Database
  return {
    app: { ...house.app, store: createStore(database, house.app.random) },
    asked: () => asked,
    lose: (answers, when = 'after') => {
      left = answers
      lost = when
      asked = 0
    },
  }
}

const addFact = (app: App, number: string) => execute(app, agent, number, { name: 'addFact', input: { fact: '一' } })
const facts = async (number: string) => (await house.types(number)).filter((type) => type === 'fact_added')

describe('a commit whose answer is lost', () => {
  test('in a batch: each command is done once and told so, remembered or not', async () => {
    const { app, lose } = line()
    const strange = await house.register()
    const known = await registerRequest(app, agent, intake())
    if (!known.ok) throw new Error('not registered')
    const numbers = [known.number, strange]
    await app.store.load(strange)
    lose(1)
    const outcomes = await Promise.all(numbers.map((number) => addFact(app, number)))
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true])
    for (const number of numbers) expect(await facts(number)).toHaveLength(1)
    // What is remembered afterwards goes on from what was written.
    for (const number of numbers) expect(await addFact(app, number)).toMatchObject({ ok: true, request: { seq: 3 } })
  })

  test('somebody else’s commit is never taken for one’s own', async () => {
    const { app, lose } = line()
    const numbers = [await house.register(), await house.register()]
    for (const number of numbers) await app.store.load(number)
    lose(1, 'before')
    const first = numbers[0] ?? ''
    await addFact(house.app, first)
    const outcomes = await Promise.all(
      numbers.map((number) => execute(app, agent, number, { name: 'addFact', input: { fact: '二' } }, { ifSeq: 1 })),
    )
    expect(outcomes[0]).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
    expect(outcomes[1]).toMatchObject({ ok: true })
  })

  test('a database that stays away is asked no more for each that waits', async () => {
    const { app, asked, lose } = line()
    const numbers = await Promise.all(Array.from({ length: 20 }, () => house.register()))
    for (const number of numbers) await app.store.load(number)
    lose(1_000, 'before')
    const outcomes = await Promise.allSettled(numbers.map((number) => addFact(app, number)))
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']))
    expect(asked()).toBeLessThan(5)
  })
})
