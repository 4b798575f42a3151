import { describe, expect, test } from 'vitest'
import { copyPack, editValue, faultsOf, inShort } from './edit-pack.ts'

type Path = readonly (string | number)[]
/** File, place in it, value to put there (undefined removes), and all the faults that follow, as `file path code`. */
type Row = readonly [title: string, file: string, at: Path, value: unknown, faults: readonly string[]]

const text = (words: string) => ({ 'zh-CN': words, en: words })
const service = (path: Path): Path => ['groups', 0, 'services', 0, ...path]
const v1 = 'catalogue/v1/01-utilities.json'
const first = `${v1} /groups/0/services/0`

const emergency = {
  code: 'A101',
  name: text('x'),
  level: 'L1',
  unitRule: { by: 'unit', unit: 'water' },
  scope: 'three_rates',
  mode: 'automatic',
  phrases: ['一一', '二二', '三三', '四四', '五五'],
}

// One row a line, as a table is read.
// prettier-ignore
const rows: readonly Row[] = [
  ['a field is missing', 'rules.json', ['objectionMaxHops'], undefined, ['rules.json field_missing']],
  ['a field is misspelt', 'rules.json', ['objectionMaxHop'], 3, ['rules.json /objectionMaxHop field_unknown']],
  ['a number is text', 'rules.json', ['ledgerMaxDays'], '365', ['rules.json /ledgerMaxDays wrong_type']],
  ['a share above one', 'rules.json', ['automaticThreshold'], 1.5, ['rules.json /automaticThreshold out_of_range']],
  ['an unknown kind of unit', 'units/more.json', [0, 'kind'], 'ministry', ['units/more.json /0/kind not_allowed']],
  ['a code with a space', 'units/more.json', [0, 'code'], 'wa ter', ['units/more.json /0/code wrong_form']],
  ['a text in one language', 'units/more.json', [0, 'name'], { 'zh-CN': '水务局' }, ['units/more.json /0/name field_missing']],
  ['a day that does not exist', 'terms.json', [0, 'effectiveFrom'], '2026-02-29', ['terms.json /0/effectiveFrom day_invalid']],
  ['a time zone that does not exist', 'city.json', ['timeZone'], 'Mars/Base', ['city.json /timeZone time_zone_invalid']],
  ['zero hours', 'terms.json', [0, 'levels', 'L1', 'handling', 'amount'], 0, ['terms.json /0/levels/L1/handling/amount out_of_range']],
  ['a billion hours', 'terms.json', [0, 'levels', 'L1', 'handling', 'amount'], 1e9, ['terms.json /0/levels/L1/handling/amount out_of_range']],
  ['no terms for a level', 'terms.json', [0, 'levels', 'L2'], undefined, ['terms.json /0/levels field_missing']],
  ['no term for a clock', 'terms.json', [1, 'levels', 'L2', 'signing'], undefined, ['terms.json /1/levels/L2 field_missing']],
  ['an end of day on hours', 'terms.json', [0, 'levels', 'L1', 'handling', 'endsAt'], 'end_of_day', ['terms.json /0/levels/L1/handling/endsAt ends_at_without_days']],
  ['versions out of order', 'terms.json', [1, 'effectiveFrom'], '2023-01-01', ['terms.json /1/effectiveFrom versions_out_of_order']],
  ['versions of one day', 'terms.json', [1, 'effectiveFrom'], '2024-01-01', ['terms.json /1/effectiveFrom versions_overlap']],
  ['a version twice', 'terms.json', [1, 'version'], '2024.1', ['terms.json /1/version version_repeated']],
  ['terms that begin too late', 'terms.json', [0, 'effectiveFrom'], '2024-06-01', ['terms.json /0/effectiveFrom starts_after_catalogue']],
  ['catalogues of one day', 'catalogue/v2/catalogue.json', ['effectiveFrom'], '2024-01-01', ['catalogue/v2/catalogue.json /effectiveFrom versions_overlap']],
  ['a catalogue in another folder', 'catalogue/v2/catalogue.json', ['version'], 'v3', ['catalogue/v2/catalogue.json /version name_differs']],
  ['a pack in another folder', 'city.json', ['code'], 'large', ['city.json /code name_differs']],

  ['a unit twice, across files', 'units/more.json', [0, 'code'], '12', ['units/more.json /0/code code_repeated', 'areas/all.json /3/unit area_unit_kind', `${first}/unitRule/unit unit_unknown`, 'catalogue/v2/01-utilities.json /groups/0/services/0/unitRule/unit unit_unknown']],
  ['a parent that does not exist', 'units/all.json', [1, 'parent'], '9', ['units/all.json /1/parent parent_unknown']],
  ['no parent', 'units/all.json', [1, 'parent'], undefined, ['units/all.json /1 parent_missing']],
  ['a subdistrict under the city', 'units/all.json', [2, 'parent'], '0', ['units/all.json /2/parent parent_kind']],
  ['two units above each other', 'units/all.json', [1, 'parent'], '11', ['units/all.json /1/parent parent_kind', 'units/all.json /1/parent cycle', 'units/all.json /2/parent cycle']],
  ['a unit that ends before it begins', 'units/more.json', [1, 'until'], '2018-01-01', ['units/more.json /1/until days_out_of_order']],
  ['an area without a unit', 'areas/all.json', [2, 'unit'], undefined, ['areas/all.json /2 area_without_unit']],
  ['an area with an unknown unit', 'areas/all.json', [2, 'unit'], '99', ['areas/all.json /2/unit unit_unknown']],
  ['a district under a community', 'areas/all.json', [1, 'unit'], '111', ['areas/all.json /1/unit area_unit_kind']],
  ['two areas on one tile', 'areas/all.json', [3, 'tile'], { column: 0, row: 0 }, ['areas/all.json /3/tile tile_taken']],
  ['two cities', 'areas/all.json', [1, 'kind'], 'city', ['areas/all.json one_city_needed', 'areas/all.json /1/parent parent_kind', 'areas/all.json /2/parent parent_kind', 'areas/all.json /3/parent parent_kind', 'areas/all.json /1/unit area_unit_kind']],

  ['a lead that does not exist', v1, service(['unitRule', 'unit']), 'wind', [`${first}/unitRule/unit unit_unknown`]],
  ['a lead that no longer exists', v1, service(['unitRule', 'unit']), 'old-water', [`${first}/unitRule/unit unit_not_in_force`]],
  ['a community as lead', v1, service(['unitRule', 'unit']), '111', [`${first}/unitRule/unit community_leads`, `${first}/assists/1 lead_assists`]],
  ['a community as lead in a table', v1, ['groups', 1, 'services', 0, 'unitRule', 'units', '11'], '111', [`${v1} /groups/1/services/0/unitRule/units/11 community_leads`]],
  ['an unknown area in a table', v1, ['groups', 1, 'services', 0, 'unitRule', 'units', '77'], 'bus', [`${v1} /groups/1/services/0/unitRule/units/77 area_unknown`]],
  ['an unknown unit otherwise', v1, ['groups', 1, 'services', 0, 'unitRule', 'otherwise'], '77', [`${v1} /groups/1/services/0/unitRule/otherwise unit_unknown`]],
  ['a rule that mixes two', v1, service(['unitRule']), { by: 'area', unit: 'water' }, [`${first}/unitRule field_missing`, `${first}/unitRule/unit field_unknown`]],
  ['an assist that does not exist', v1, service(['assists', 0]), 'nobody', [`${first}/assists/0 unit_unknown`]],
  ['the lead among its assists', v1, service(['assists', 0]), 'water', [`${first}/assists/0 lead_assists`]],
  ['four phrases', v1, service(['phrases', 4]), undefined, [`${first}/phrases too_few`]],
  ['the same phrase with a space', v1, service(['phrases', 4]), '没水了 ', [`${first}/phrases too_few_phrases`]],
  ['an emergency that dispatches itself', v1, service([]), emergency, [`${first}/mode emergency_automatic`]],
  ['a service code twice', v1, service(['code']), 'A201', [`${v1} /groups/1/services/0/code code_repeated`]],

  ['weights above one', 'schemes.json', [0, 'weights', 'response'], 0.2, ['schemes.json /0/weights weights_sum']],
  ['the last class with a limit', 'schemes.json', [0, 'classes', 3, 'from'], 10, ['schemes.json /0/classes/3 class_limits']],
  ['classes that go up', 'schemes.json', [0, 'classes', 1, 'from'], 99, ['schemes.json /0/classes/1/from class_limits']],
  ['no reasons', 'reasons.json', ['ledger'], [], ['reasons.json /ledger too_few']],
  ['a reason twice', 'reasons.json', ['ledger', 1], { code: 'one', name: text('x') }, ['reasons.json /ledger/1/code code_repeated']],
  ['five dispositions', 'dispositions.json', [5], undefined, ['dispositions.json too_few']],
  ['a disposition in place of another', 'dispositions.json', [5, 'kind'], 'emergency', ['dispositions.json disposition_repeated', 'dispositions.json disposition_missing']],
  ['a placeholder that one language forgets', 'notices.json', [0, 'body', 'en'], 'Access code', ['notices.json /0/body/en placeholders_differ']],
  ['a text that one language lacks', 'texts/en.json', ['city.welcome'], undefined, ['texts/en.json text_missing']],
  ['a default language that is not spoken', 'city.json', ['defaultLanguage'], 'fr', ['city.json /defaultLanguage language_unknown']],
  ['bounds turned round', 'city.json', ['bounds', 'west'], 12, ['city.json /bounds bounds_out_of_order', 'polygons.json /features/0/geometry polygon_broken']],
  ['a phone pattern that is none', 'city.json', ['phonePatterns', 0, 'pattern'], '(', ['city.json /phonePatterns/0/pattern pattern_broken']],
  ['a role that nobody may hold', 'city.json', ['roleKinds', 'auditor'], undefined, ['city.json /roleKinds field_missing']],

  ['a holiday on no day', 'calendar.json', ['days', '2025-02-30'], { kind: 'holiday', name: 'x' }, ['calendar.json /days/2025-02-30 day_invalid']],
  ['a make-up workday on a workday', 'calendar.json', ['days', '2025-01-06'], { kind: 'makeUpWorkday', name: 'x' }, ['calendar.json /days/2025-01-06 day_contradicts']],
  ['a day after the last one', 'calendar.json', ['days', '2026-01-01'], { kind: 'holiday', name: 'x' }, ['calendar.json /days/2026-01-01 day_after_published']],
  ['spans that overlap', 'calendar.json', ['weekdays', '1', 1, 0], '11:00', ['calendar.json /weekdays/1/1 spans_overlap']],
  ['a span that ends before it begins', 'calendar.json', ['weekdays', '1', 0, 1], '07:00', ['calendar.json /weekdays/1/0 span_out_of_order']],
  ['a week without work', 'calendar.json', ['weekdays'], {}, ['calendar.json /weekdays no_working_time']],
  ['make-up workdays without hours', 'calendar.json', ['makeUpHours'], [], ['calendar.json /days/2025-01-04 make_up_without_hours']],
  ['a calendar of another zone', 'calendar.json', ['timeZone'], 'UTC', ['calendar.json /timeZone time_zone_differs']],

  ['a shape of no area', 'polygons.json', ['features', 0, 'properties', 'area'], '77', ['polygons.json /features/0/properties/area area_unknown']],
  ['a shape that is not closed', 'polygons.json', ['features', 0, 'geometry', 'coordinates', 0, 3], [10.2, 20.2], ['polygons.json /features/0/geometry polygon_broken']],
  ['a shape outside the city', 'polygons.json', ['features', 0, 'geometry', 'coordinates', 0, 1], [50, 20.1], ['polygons.json /features/0/geometry polygon_broken']],
  ['a shape of text', 'polygons.json', ['features', 0, 'geometry', 'coordinates', 0, 1], ['39.9N', 20.1], ['polygons.json /features/0/geometry polygon_broken']],
  ['a map to no service', 'maps/old.json', ['service', 'steps', 0, 'table', 'water'], 'A999', ['maps/old.json /service/steps/0/table/water service_unknown']],
  ['a map to no area', 'maps/old.json', ['area', 'otherwise'], '77', ['maps/old.json /area/otherwise area_unknown']],
  ['a map without times', 'maps/old.json', ['registeredAt'], undefined, ['maps/old.json field_missing']],
]

describe('a pack with one fault names the file, the place and the fault', () => {
  test.each(rows)('%s', async (_title, file, at, value, expected) => {
    const folder = copyPack()
    editValue(folder, file, at, value)
    const faults = await faultsOf(folder)
    expect(faults.map(inShort)).toEqual(expected)
    for (const { sentence } of faults) {
      expect(sentence['zh-CN']).toMatch(/\p{Script=Han}.*。$/u)
      expect(sentence.en).toMatch(/\.$/u)
      expect(JSON.stringify(sentence)).not.toContain('undefined')
    }
  })
})
