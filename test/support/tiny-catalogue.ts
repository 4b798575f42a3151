import type { CatalogueVersion, Service, UnitRule } from '../../src/core/catalogue/catalogue.ts'

const named = (zh: string, en: string) => ({ 'zh-CN': zh, en })

type Rest = Pick<Service, 'level' | 'scope' | 'mode'> & Partial<Service>

const service = (code: string, zh: string, en: string, unitRule: UnitRule, rest: Rest): Service => ({
  code,
  name: named(zh, en),
  unitRule,
  phrases: [zh, `我家附近${zh}`, `${zh}没人管`, `请处理${zh}`, `反映${zh}问题`],
  ...rest,
})

const byUnit = (unit: string): UnitRule => ({ by: 'unit', unit })
const bySubdistrict: UnitRule = { by: 'area', level: 'subdistrict' }

/** One service for every case of the rules: each level, scope, unit rule and mode at least once. */
export const tinyCatalogue: CatalogueVersion = {
  version: 'tiny-catalogue-1',
  effectiveFrom: '2020-01-01',
  illustrative: true,
  classes: [
    {
      code: 'utilities',
      name: named('公用事业', 'Utilities'),
      groups: [
        {
          code: 'utilities-supply',
          name: named('供应', 'Supply'),
          services: [
            service('gas-smell', '燃气异味', 'Smell of gas', byUnit('utilities'), {
              level: 'L1',
              scope: 'three_rates',
              mode: 'suggest',
              neverLedger: true,
            }),
            service('heating-cold', '暖气不热', 'Cold radiators', byUnit('utilities'), {
              level: 'L2',
              scope: 'three_rates',
              mode: 'automatic',
              neverLedger: true,
            }),
            service('bus-card', '公交卡', 'Bus card', byUnit('utilities'), {
              level: 'L3',
              scope: 'response_only',
              mode: 'automatic',
            }),
          ],
        },
      ],
    },
    {
      code: 'city-life',
      name: named('城市管理', 'City life'),
      groups: [
        {
          code: 'city-life-order',
          name: named('秩序', 'Order'),
          services: [
            service('street-litter', '街道垃圾', 'Litter in the street', bySubdistrict, {
              level: 'L3',
              scope: 'three_rates',
              mode: 'automatic',
            }),
            service('street-vendor', '占道经营', 'Stall on the pavement', bySubdistrict, {
              level: 'L3',
              scope: 'three_rates',
              mode: 'suggest',
              assists: ['market'],
            }),
            service(
              'border-noise',
              '区界噪声',
              'Noise on a border',
              { by: 'area', level: 'district' },
              { level: 'L3', scope: 'three_rates', mode: 'suggest' },
            ),
          ],
        },
      ],
    },
    {
      code: 'trade-homes',
      name: named('市场与住房', 'Trade and homes'),
      groups: [
        {
          code: 'trade-homes-all',
          name: named('消费与房屋', 'Consumers and houses'),
          services: [
            service('lift-retrofit', '加装电梯', 'A lift for an old house', byUnit('housing'), {
              level: 'L4',
              scope: 'three_rates',
              mode: 'suggest',
            }),
            service(
              'prepaid-card',
              '预付卡退费',
              'Prepaid card',
              { by: 'table', units: { A2: 'west' }, otherwise: 'market' },
              { level: 'L3', scope: 'three_rates', mode: 'suggest' },
            ),
            service('newborn-papers', '新生儿落户', 'Papers for a newborn', byUnit('housing'), {
              level: 'L3',
              scope: 'none',
              mode: 'suggest',
            }),
          ],
        },
      ],
    },
  ],
}
