import { expect, test } from 'vitest'
import fc from 'fast-check'
import { maskMatter } from '../../../src/core/text/mask-matter.ts'
import { requestNumber } from '../../../src/core/work-order/number.ts'
import { tinyCity } from '../../support/tiny-city.ts'

const requester = { name: '李雷雷', phone: '+8613900000000', email: 'lei@example.org', door: '7单元909' }
const masked = (text: string) => maskMatter(text, requester, tinyCity)

test.each([
  ['电话13800138000请回电', '电话***请回电'],
  ['电话 138 0013 8000，谢谢', '电话 ***，谢谢'],
  ['打１３８００１３８０００', '打***'],
  ['座机010-65551234', '座机***'],
  ['身份证110101199003074518', '身份证***'],
  ['身份证11010119900307451X', '身份证***'],
  ['邮箱 someone@example.com.cn 联系', '邮箱 *** 联系'],
  ['我住3号楼2单元501室', '我住***'],
  ['1203室漏水', '***漏水'],
  ['Room 302 leaks', '*** leaks'],
  ['我叫韩梅梅，家里停水', '我叫***，家里停水'],
  ['电话幺三八零零幺三八零零零', '电话***'],
  ['李雷雷住在7单元909，电话13900000000', '***住在***，电话***'],
  ['写信给lei@example.org', '写信给***'],
])('%s', (text, expected) => expect(masked(text)).toBe(expected))

test.each([
  '建国路88号院门口的路灯不亮',
  '3号楼2单元楼道灯坏了',
  '停水影响200户居民',
  '2026-11-02报修，至今没人来',
  '20261102报修',
  '花了12000元',
  '一二三路口',
  '我是业主，请尽快处理',
])('%s stays', (text) => expect(masked(text)).toBe(text))

test('the number of a request stays readable', () => {
  const number = requestNumber('2026-11-22', 12)
  expect(masked(`工单${number}没人管`)).toBe(`工单${number}没人管`)
})

test('no mobile number survives, whatever stands around it', () => {
  const around = fc.string({ unit: fc.constantFrom('水', '电', '，', ' ', 'a', '\n'), maxLength: 8 })
  const phone = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String)
  fc.assert(
    fc.property(around, phone, around, (before, digits, after) => {
      expect(masked(before + digits + after)).not.toContain(digits)
    }),
  )
})

test('a long text of digits and spaces is masked in no time that grows with its square', () => {
  expect(masked('1 '.repeat(50_000))).toContain('***')
})
