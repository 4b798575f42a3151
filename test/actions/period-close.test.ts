import { createHash, generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closePeriod, listPeriods, nextToClose, publishPeriod } from '../../src/actions/period-life.ts'
import { scoresOf, type PeriodScores } from '../../src/actions/scores.ts'
import { createRulebook } from '../../src/core/catalogue/rulebook.ts'
import type { CityPack } from '../../src/core/catalogue/city-pack.ts'
import { drainOutbox } from '../../src/jobs/in-process.ts'
import { canonical } from '../../src/store/journal-entry.ts'
import { sealJournal } from '../../src/store/journal/seal.ts'
import { closedPeriod, frozenFigures } from '../../src/store/read/scores/closed-period.ts'
import { badAnswer, goodAnswer, goodReply } from '../support/flow.ts'
import { hotline, of, system } from '../support/world.ts'
import { tinyCity } from '../support/tiny-city.ts'
import { openTinyHouse, type TinyHouse } from './support/tiny-house.ts'

/* A period ends on 18 March, is closed fifteen days later, published, corrected, and counted anew a year after. */

const officer = hotline('assessment_officer')
const reviewer = hotline('reviewer')
const caller = hotline('callback_agent')
const river = of('east-river')
const period = '2026-03'

let house: TinyHouse
const folder = mkdtempSync(join(tmpdir(), 'checkpoints-'))
const { privateKey: signingKey } = generateKeyPairSync('ed25519')
const seal = (): Promise<unknown> =>
  sealJournal({
    database: house.database,
    signingKey,
    clock: house.app.clock,
    checkpointDir: folder,
    origin: 'open12345/tiny',
  })

/** An order of the unit whose callback has fallen due. */
async function due(): Promise<string> {
  const number = await house.register()
  await house.run(number, hotline('dispatcher'), 'dispatch', {})
  await house.run(number, river, 'sign', {})
  await house.run(number, river, 'recordContact', { means: 'phone', reached: true })
  await house.run(number, river, 'reply', goodReply)
  const { callbackDueAt } = await house.request(number)
  house.wait(Math.max(0, (callbackDueAt ?? 0) - house.app.clock.now()))
  await house.run(number, system, 'openCallback', {})
  return number
}

const riverIn = ({ objects }: PeriodScores) =>
  objects.flatMap(({ units }) => units).find(({ unit }) => unit === 'east-river')

let excluded: string
let answeredInApril: string

beforeAll(async () => {
  house = await openTinyHouse('2026-03-09 09:00')
  for (const answer of [goodAnswer, { ...badAnswer, resolved: true }]) {
    const number = await due()
    await house.run(number, caller, 'recordCallback', answer)
    excluded = number
  }
  answeredInApril = await due()
  await house.run(excluded, river, 'requestExclusion', {
    reason: 'proven-false',
    evidence: ['report-1'],
    grounds: '查证不实',
  })
  await seal()
})
afterAll(() => rmSync(folder, { recursive: true }))

let frozen: PeriodScores

describe('closing', () => {
  test('a period that runs, or has its days of grace, is not closed; nor by a unit; nor what is no month', async () => {
    expect(await closePeriod(house.app, officer, period)).toMatchObject({ refusal: { code: 'period_not_due' } })
    house.at('2026-04-02 23:59')
    expect(await closePeriod(house.app, officer, period)).toMatchObject({ refusal: { code: 'period_not_due' } })
    expect(await closePeriod(house.app, river, period)).toMatchObject({ refusal: { code: 'not_permitted' } })
    expect(await closePeriod(house.app, officer, '2026-13')).toMatchObject({ refusal: { code: 'invalid_date' } })
    expect(await nextToClose(house.app)).toBeUndefined()
    expect(await house.value('select count(*) from assessment_period')).toBe('0')
    expect(await house.value("select count(*) from journal_stream where name like 'period/%'")).toBe('0')
  })

  test('an answer of after the period counts for its coverage until the close, and never makes it more than whole', async () => {
    await house.run(answeredInApril, caller, 'recordCallback', goodAnswer)
    const preview = riverIn(await scoresOf(house.app, period))
    expect(preview?.score.coverage).toEqual({ numerator: 3, denominator: 3, value: 1 })
    expect(preview?.score.assessed.valid).toBe(2)
    const next = riverIn(await scoresOf(house.app, '2026-04'))
    expect(next?.score.assessed.valid).toBe(1)
    expect(next?.score.coverage.value).toBeNull()
  })

  test('it waits until what counts is sealed, and then freezes figures, scheme, units and checkpoint', async () => {
    house.at('2026-04-03 00:00')
    expect(await nextToClose(house.app)).toBe(period)
    expect(await closePeriod(house.app, officer, period)).toMatchObject({ refusal: { code: 'period_not_sealed' } })
    await seal()
    const before = await scoresOf(house.app, period)
    expect(await closePeriod(house.app, officer, period)).toMatchObject({ ok: true })
    frozen = await scoresOf(house.app, period)
    expect(frozen.stands).toBe('closed')
    expect(frozen.objects).toEqual(before.objects)
    expect(frozen.checkpoint).toMatchObject({ size: before.checkpoint?.size, root: before.checkpoint?.root })
    expect(frozen.closed).toMatchObject({ closedBy: officer.id, catalogueVersion: tinyCity.catalogues[0]?.version })
  })

  test('the journal holds the same, under the same hash', async () => {
    const closed = await closedPeriod(house.database, period)
    const figures = await frozenFigures(house.database, period)
    const body = await house.value<string>(
      "select body from journal_entry e join journal_stream s on s.number = e.number where s.name = $1 and e.type = 'period_closed'",
      [`period/${period}`],
    )
    const { facts } = JSON.parse(body) as { facts: { figures: unknown[]; scheme: unknown; root: string } }
    const byUnit = (all: readonly unknown[]) =>
      (all as { unit: string }[]).toSorted((one, other) => (one.unit < other.unit ? -1 : 1))
    expect(byUnit(facts.figures)).toEqual(byUnit(figures))
    expect(facts.scheme).toEqual(tinyCity.schemes[0])
    expect(facts.root).toBe(closed?.checkpoint.root)
    expect(createHash('sha256').update(canonical(facts.figures)).digest('hex')).toBe(closed?.figuresHash)
  })

  test('once; and no day belongs to two periods', async () => {
    expect(await closePeriod(house.app, officer, period)).toMatchObject({ refusal: { code: 'already_done' } })
    const [scheme] = tinyCity.schemes
    if (!scheme) throw new Error('a city without a scheme')
    const moved: CityPack = { ...tinyCity, schemes: [{ ...scheme, cycleStartDay: 10 }] }
    house.at('2026-05-20 09:00')
    const overlapping = await closePeriod({ ...house.app, rulebook: createRulebook(moved) }, officer, '2026-04')
    expect(overlapping).toMatchObject({ refusal: { code: 'period_overlaps' } })
    expect(await house.value('select count(*) from assessment_period')).toBe('1')
  })

  test('frozen rows refuse change, whoever asks', async () => {
    for (const change of [
      "update period_unit_figure set counts = '{}'",
      'delete from period_unit_figure',
      'truncate period_unit_figure',
      'delete from assessment_period',
      "update assessment_period set scheme_version = 'x'",
    ]) {
      await expect(house.asOwner(`set search_path = hotline; ${change}`), change).rejects.toMatchObject({
        code: expect.stringMatching(/OC001|0A000/) as string,
      })
    }
  })
})

describe('publishing', () => {
  test('only what is closed, once, by the officer', async () => {
    expect(await publishPeriod(house.app, officer, '2026-04')).toMatchObject({ refusal: { code: 'period_not_closed' } })
    expect(await publishPeriod(house.app, reviewer, period)).toMatchObject({ refusal: { code: 'not_permitted' } })
    expect(await publishPeriod(house.app, officer, period)).toMatchObject({ ok: true })
    expect(await publishPeriod(house.app, officer, period)).toMatchObject({ refusal: { code: 'already_done' } })
    expect((await scoresOf(house.app, period)).stands).toBe('published')
    expect((await listPeriods(house.app)).map(({ code, stands }) => [code, stands])).toContainEqual([
      period,
      'published',
    ])
  })
})

describe('a decision after the close', () => {
  test('is a dated correction with old and new figures; what was frozen stays', async () => {
    const { seq } = await house.run(excluded, reviewer, 'decideExclusion', { exclusion: 1, granted: true, opinion: '' })
    await drainOutbox(house.app)
    const after = await scoresOf(house.app, period)
    expect(after.objects).toEqual(frozen.objects)
    expect(after.corrections).toMatchObject([
      {
        number: excluded,
        seq,
        unit: 'east-river',
        type: 'exclusion_decided',
        at: house.app.clock.now(),
        before: { valid: 2, excludedValid: 0 },
        after: { valid: 2, excludedValid: 1, excludedDissatisfied: 1 },
      },
    ])
    const entries = "select count(*) from journal_entry where type = 'period_corrected'"
    expect(await house.value(entries)).toBe('1')
  })

  test('done twice it corrects once', async () => {
    const [correction] = (await scoresOf(house.app, period)).corrections
    if (!correction) throw new Error('no correction')
    const { writeCorrections } = await import('../../src/store/write/assessment-correction.ts')
    const again = await writeCorrections(house.database, {
      ...correction,
      actor: reviewer,
      changes: [{ unitCode: 'east-river', on: '2026-03-11', metric: 'excludedValid', amount: 1 }],
    })
    expect(again).toBe(0)
    expect((await scoresOf(house.app, period)).corrections).toHaveLength(1)
  })

  test('an exclusion asked for after the close is refused, whatever working days are left', async () => {
    expect(
      await house.refusal(answeredInApril, river, 'requestExclusion', {
        reason: 'proven-false',
        evidence: ['report-1'],
        grounds: '查证不实',
      }),
    ).toBe('exclusion_window_closed')
  })
})

test('a year later, after units, catalogue and scheme have changed, a recount gives the same figures to the last digit', async () => {
  house.at('2027-04-01 09:00')
  const [scheme] = tinyCity.schemes
  if (!scheme) throw new Error('a city without a scheme')
  const changed: CityPack = {
    ...tinyCity,
    units: tinyCity.units
      .filter(({ code }) => code !== 'east-hill')
      .map((unit) => ({ ...unit, name: { ...unit.name, en: `${unit.name.en} (new)` }, population: 1 })),
    catalogues: tinyCity.catalogues.map((catalogue) => ({ ...catalogue, version: `${catalogue.version}-b` })),
    schemes: [
      {
        ...scheme,
        version: 'other',
        cycleStartDay: 1,
        weights: { response: 0.4, resolution: 0.3, satisfaction: 0.3 },
        basicallySatisfiedMark: 0.5,
      },
    ],
  }
  const app = { ...house.app, rulebook: createRulebook(changed) }
  const read = await scoresOf(app, period)
  expect(read.objects).toEqual(frozen.objects)
  expect(read.scheme).toEqual(frozen.scheme)
  // What has been decided since is in the records, and in the corrections: without it both are the same.
  const recounted = await scoresOf(app, period, 'records')
  const corrected = new Map(read.corrections.map(({ unit, after }) => [unit, after]))
  for (const { units } of recounted.objects) {
    for (const { unit, counts } of units) {
      const before = frozen.objects.flatMap((each) => each.units).find((each) => each.unit === unit)
      expect(counts, unit).toEqual(corrected.get(unit) ?? before?.counts)
    }
  }
  expect(recounted.objects.flatMap(({ units }) => units.map(({ unit }) => unit))).toContain('east-hill')
})
