import { describe, expect, it } from 'vitest'
import { isForeignPost } from '../../src/web/request/origin.ts'
import { chooseLanguage } from '../../src/web/request/language.ts'
import { readCookies } from '../../src/web/request/cookies.ts'

const available = ['en', 'zh-CN']
const choose = (asked: readonly (string | null)[], header: string | null) =>
  chooseLanguage(asked, header, available, 'zh-CN')

describe('the language of a page', () => {
  it.each([
    [['en', 'zh-CN'], 'zh', 'en'],
    [[null, 'en'], 'zh-CN', 'en'],
    [['xx', null], 'en-GB,zh;q=0.5', 'en'],
    [[null], 'fr, zh-TW;q=0.8, en;q=0.7', 'zh-CN'],
    [[null], 'fr;q=1', 'zh-CN'],
    [[null], 'en;q=0, *', 'zh-CN'],
    [[null], null, 'zh-CN'],
    [[null], ',;;q=,q', 'zh-CN'],
  ] as const)('%j and %s give %s', (asked, header, expected) => {
    expect(choose(asked, header)).toBe(expected)
  })
})

describe('a form of another site', () => {
  const post = (headers: Record<string, string>) => new Request('http://city.test/report', { method: 'POST', headers })
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://city.test' }, true],
    [{ 'sec-fetch-site': 'same-site' }, true],
    [{ origin: 'http://city.test', host: 'city.test' }, false],
    [{ origin: 'http://evil.test', host: 'city.test' }, true],
    [{ origin: 'null', host: 'city.test' }, true],
    [{ cookie: 'staff_session=x' }, true],
    [{}, false],
  ])('%j: %s', (headers, expected) => {
    expect(isForeignPost(post(headers as Record<string, string>))).toBe(expected)
  })
})

describe('cookies', () => {
  it('are read by name, the first of each, and nonsense is left out', () => {
    expect([...readCookies('a=1; b=x=y; a=2; ; =3')]).toEqual([
      ['a', '1'],
      ['b', 'x=y'],
    ])
    expect(readCookies(null).size).toBe(0)
  })
})
