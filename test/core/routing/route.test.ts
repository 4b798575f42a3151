import { expect, test } from 'vitest'
import { createRulebook } from '../../../src/core/catalogue/rulebook.ts'
import { checkPack } from '../../../src/core/catalogue/check.ts'
import { copyFor, route, unitsOfPlace } from '../../../src/core/routing/route.ts'
import { tinyCity } from '../../support/tiny-city.ts'

const rulebook = createRulebook(tinyCity)
const day = '2026-03-02'

test('the tiny city is a sound pack', () => {
  expect(checkPack(tinyCity)).toEqual([])
})

test.each([
  ['street-litter', 'A11', 'east-river', 'east', 'rule:area_subdistrict'],
  ['street-litter', 'A111', 'east-river', 'east', 'area:A111'],
  ['street-litter', 'A12', 'east-hill', 'east', 'rule:area_subdistrict'],
  ['street-litter', 'A1', 'east', null, 'unclear:district'],
  ['street-litter', 'A', null, null, 'unclear:no_area'],
  ['street-litter', null, null, null, 'unclear:no_area'],
  ['border-noise', 'A22', 'west', null, 'rule:area_district'],
  ['gas-smell', null, 'utilities', null, 'rule:unit'],
  ['prepaid-card', 'A22', 'west', null, 'area:A2'],
  ['prepaid-card', 'A11', 'market', null, 'rule:table_otherwise'],
  ['prepaid-card', null, 'market', null, 'rule:table_otherwise'],
  ['nothing', 'A11', null, null, 'service_unknown'],
])('%s at %s goes to %s', (service, area, lead, district, reason) => {
  const found = route(rulebook, service, area, day)
  expect(found).toMatchObject({ lead, districtUnit: district })
  expect(found.reasons).toContain(reason)
})

test('a unit whose objection was upheld is unclear: its district decides, and after that a person', () => {
  expect(route(rulebook, 'street-litter', 'A11', day, ['east-river'])).toMatchObject({
    lead: 'east',
    districtUnit: null,
  })
  expect(route(rulebook, 'street-litter', 'A11', day, ['east-river', 'east'])).toMatchObject({ lead: null })
})

test('assistants of the catalogue come along; a copy goes to the district of a subdistrict only', () => {
  expect(route(rulebook, 'street-vendor', 'A11', day).assists).toEqual(['market'])
  expect(['east-river', 'east-hill', 'east', 'market', 'nobody'].map((unit) => copyFor(rulebook, unit))).toEqual([
    'east',
    'east',
    null,
    null,
    null,
  ])
})

test('the units of a place are its subdistrict and its district, nearest first', () => {
  expect(unitsOfPlace(rulebook, 'A111')).toEqual(['east-river', 'east'])
  expect(unitsOfPlace(rulebook, 'A2')).toEqual(['west'])
  expect(unitsOfPlace(rulebook, null)).toEqual([])
})
