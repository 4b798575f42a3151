import { expect, test } from 'vitest'
import { createStaffAccess } from '../../src/actions/staff-access.ts'
import { DAY } from '../../src/core/time.ts'
import { demoAccounts, liveDemo } from '../../src/main/demo.ts'
import { createPace } from '../../src/main/simulator/pace.ts'
import type { House } from '../../src/main/open-house.ts'
import { openTinyHouse } from '../actions/support/tiny-house.ts'

test('one-click accounts open a demo for as long as it runs', async () => {
  const house = await openTinyHouse()
  const accounts = await demoAccounts({ app: house.app, database: house.database } as House)
  expect(accounts.length).toBeGreaterThan(5)
  house.wait(30 * DAY)
  const access = createStaffAccess(house.app)
  for (const { role, token } of accounts) expect(await access.actorOfToken(token)).toMatchObject({ role })
})

test('a demo whose database is away says so, and stops when it is asked to', async () => {
  const house = await openTinyHouse()
  const away = new Error('away')
  const query = (): Promise<never> => Promise.reject(away)
  const app = { ...house.app, store: { ...house.app.store, database: { query } } } as unknown as House['app']
  const stop = new AbortController()
  const told: unknown[] = []
  await liveDemo({ app } as House, {
    pace: createPace(house.app.clock),
    signal: stop.signal,
    onError: (error) => {
      told.push(error)
      stop.abort()
    },
  })
  expect(told).toEqual([away])
})
