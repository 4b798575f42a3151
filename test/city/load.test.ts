import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { printFault } from '../../src/main/city/fault.ts'
import { listCityPacks, loadCityPack } from '../../src/main/city/load.ts'
import { copyPack, editText, editValue, faultsOf, inShort, tinyPack } from './edit-pack.ts'

describe('a good pack', () => {
  test('is assembled from its files, in order, and frozen to the bottom', async () => {
    const result = await loadCityPack(tinyPack)
    if (!result.ok) throw new Error(result.faults.map((fault) => printFault(fault, 'en')).join('\n'))
    const { pack, root, maps, polygons } = result
    expect(root).toBe(tinyPack)
    expect(pack.code).toBe('tiny')
    expect(pack.units.map(({ code }) => code)).toEqual(['0', '1', '11', '12', 'water', 'old-water', 'bus', '111'])
    expect(pack.catalogues.map(({ version, classes }) => [version, classes.length])).toEqual([
      ['v1', 1],
      ['v2', 1],
    ])
    expect(pack.texts).toEqual({ en: { 'city.welcome': 'Welcome' }, 'zh-CN': { 'city.welcome': '欢迎' } })
    expect('$schema' in pack).toBe(false)
    expect(Object.keys(maps)).toEqual(['old'])
    expect(polygons).toMatchObject({ type: 'FeatureCollection' })
    expect(Object.isFrozen(pack.catalogues[0]?.classes[0]?.groups[0]?.services[0]?.phrases)).toBe(true)
  })

  test('puts catalogues in the order of their days, whatever their folders are called', async () => {
    const folder = copyPack()
    renameSync(join(folder, 'catalogue/v1'), join(folder, 'catalogue/z-old'))
    editValue(folder, 'catalogue/z-old/catalogue.json', ['version'], 'z-old')
    const result = await loadCityPack(folder)
    expect(result.ok && result.pack.catalogues.map(({ version }) => version)).toEqual(['z-old', 'v2'])
  })

  test('may begin its files with a byte order mark', async () => {
    const folder = copyPack()
    editText(folder, 'rules.json', (text) => `\uFEFF${text}`)
    expect(await faultsOf(folder)).toEqual([])
  })
})

describe('names and paths', () => {
  test.each(['nowhere', '../beijing.json', './nowhere', 'schema', 'Beijing', '', '.', '..', 'a b'])(
    '%j is no pack',
    async (name) => {
      const result = await loadCityPack(name)
      expect(result.ok ? [] : result.faults.map(({ code }) => code)).toEqual(['pack_not_found'])
    },
  )

  test('the packs that ship are listed by name', () => {
    expect(listCityPacks()).toEqual(['beijing', 'tainan'])
  })
})

describe('files', () => {
  test('broken JSON names its line and column, and the rest is still checked', async () => {
    const folder = copyPack()
    editText(folder, 'units/more.json', (text) => text.replace('"kind": "enterprise",', '"kind": "enterprise"'))
    editValue(folder, 'rules.json', ['reworkMaxRounds'], -1)
    const faults = await faultsOf(folder)
    expect(faults.map(inShort)).toEqual(['units/more.json json_broken', 'rules.json /reworkMaxRounds out_of_range'])
    const [broken] = faults
    expect([broken?.line, broken?.column]).toEqual([11, 41])
    expect(broken?.sentence.en).toBe('Line 11, column 41: this is not valid JSON: a comma or } is expected here.')
  })

  test('a fault in a file that is well formed has its line too', async () => {
    const folder = copyPack()
    editText(folder, 'units/more.json', (text) =>
      text.replace('"code": "bus", "kind": "enterprise"', '"code": "bus", "kind": "busses"'),
    )
    const [fault] = await faultsOf(folder)
    expect([fault?.file, fault?.line, fault?.column]).toEqual(['units/more.json', 11, 28])
    expect(printFault(fault!, 'en')).toMatch(
      /^units\/more\.json:11:28 \/2\/kind: "busses" is not one of: city, .* \(not_allowed\)$/u,
    )
    expect(printFault(fault!, 'zh-CN')).toContain('不在允许的取值之中')
    expect(printFault(fault!, 'fr')).toBe(printFault(fault!, 'en'))
  })

  test('faults of several files come together', async () => {
    const folder = copyPack()
    editValue(folder, 'areas/all.json', [2, 'unit'], 'nobody')
    editValue(folder, 'schemes.json', [0, 'weights', 'response'], 0.5)
    editValue(folder, 'reasons.json', ['objection'], [])
    editValue(folder, 'calendar.json', ['publishedUntil'], 'soon')
    expect((await faultsOf(folder)).map(inShort)).toEqual([
      'calendar.json /publishedUntil day_invalid',
      'reasons.json /objection too_few',
      'areas/all.json /2/unit unit_unknown',
      'schemes.json /0/weights weights_sum',
    ])
  })

  test('a class of services that its schema refuses keeps no other class from being checked', async () => {
    const folder = copyPack()
    editValue(folder, 'catalogue/v1/01-utilities.json', ['groups', 0, 'services', 0, 'level'], 'L9')
    editValue(folder, 'catalogue/v2/01-utilities.json', ['groups', 0, 'services', 0, 'unitRule', 'unit'], 'nobody')
    expect((await faultsOf(folder)).map(inShort)).toEqual([
      'catalogue/v1/01-utilities.json /groups/0/services/0/level not_allowed',
      'catalogue/v2/01-utilities.json /groups/0/services/0/unitRule/unit unit_unknown',
    ])
  })

  test('a missing file, one too many, and a catalogue without its head', async () => {
    const folder = copyPack()
    rmSync(join(folder, 'notices.json'))
    rmSync(join(folder, 'catalogue/v2/catalogue.json'))
    writeFileSync(join(folder, 'reason.json'), '{}')
    expect((await faultsOf(folder)).map(inShort)).toEqual([
      'reason.json file_unknown',
      'notices.json file_missing',
      'catalogue/v2/catalogue.json header_missing',
    ])
  })

  test('a catalogue without services', async () => {
    const folder = copyPack()
    rmSync(join(folder, 'catalogue/v2/01-utilities.json'))
    expect((await faultsOf(folder)).map(inShort)).toEqual(['catalogue/v2 catalogue_empty'])
  })

  test('bytes that are no UTF-8', async () => {
    const folder = copyPack()
    writeFileSync(join(folder, 'texts/en.json'), Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))
    expect((await faultsOf(folder)).map(inShort)).toEqual(['texts/en.json not_utf8'])
  })

  test('an empty folder misses every file that is needed and says nothing else', async () => {
    const folder = copyPack()
    rmSync(folder, { recursive: true })
    mkdirSync(folder)
    const faults = await faultsOf(folder)
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['file_missing']))
    expect(faults).toHaveLength(13)
  })

  test('a language of the pack that nothing is written in is reported everywhere', async () => {
    const folder = copyPack()
    editValue(folder, 'city.json', ['languages', 2], 'fr')
    const faults = (await faultsOf(folder)).map(inShort)
    expect(faults[0]).toBe('city.json /languages texts_missing')
    expect(faults.slice(1).every((fault) => fault.endsWith('language_missing'))).toBe(true)
    expect(faults).toContain('notices.json /0/body language_missing')
    expect(faults).toContain('catalogue/v2/01-utilities.json /groups/1/services/0/name language_missing')
  })
})
