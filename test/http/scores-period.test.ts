import { beforeAll, expect, test } from 'vitest'
import { createRulebook } from '../../src/core/catalogue/rulebook.ts'
import { createApi } from '../../src/http/create-api.ts'
import { tinyCity } from '../support/tiny-city.ts'
import { openApiHouse, type ApiHouse } from './support/api-house.ts'

let house: ApiHouse
beforeAll(async () => {
  house = await openApiHouse()
})

test('without a month, the period that runs by the scheme in force today', async () => {
  const [scheme] = tinyCity.schemes
  if (!scheme) throw new Error('a city without a scheme')
  const later = { ...scheme, version: 'later', effectiveFrom: '2021-01-01' }
  const today = Date.UTC(2026, 2, 25)
  const codeWith = async (firstCycle: number, laterCycle: number): Promise<string> => {
    const schemes = [
      { ...scheme, cycleStartDay: firstCycle },
      { ...later, cycleStartDay: laterCycle },
    ]
    const app = { ...house.app, clock: { now: () => today }, rulebook: createRulebook({ ...tinyCity, schemes }) }
    const api = createApi({ app, database: house.database })
    const authorization = `Bearer ${await house.tokenOf('supervisor')}`
    const reply = await api.request('http://hotline.test/scores', { headers: { authorization } })
    const { period } = (await reply.json()) as { readonly period: { readonly code: string } }
    return period.code
  }
  expect(await codeWith(19, 1)).toBe('2026-03')
  expect(await codeWith(1, 19)).toBe('2026-04')
})
