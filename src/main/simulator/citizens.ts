import type { Chance } from './chance.ts'

const familyNames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'
const givenNames = ['一一', '小满', '春生', '知行', '明远', '若水', '大禾', '清和', '安宁', '向阳', '山青', '云舒']

/**
 * An invented person. The number is in a range that no operator gives out (national numbers do not
 * begin with 100), so nobody real can ever be rung.
 */
export function synthesise(
  chance: Chance,
  key: string,
  callingCode: string,
): { name: string; phone: string; email: string } {
  const family = familyNames[Math.floor(chance.draw('family', key) * familyNames.length)] ?? '赵'
  const digits = String(Math.floor(chance.draw('phone', key) * 100_000_000)).padStart(8, '0')
  return { name: family + chance.pick(givenNames, 'given', key), phone: `+${callingCode}100${digits}`, email: '' }
}
