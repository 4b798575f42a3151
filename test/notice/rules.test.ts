import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkPack } from '../../src/core/catalogue/check.ts'
import type { NoticeTemplate } from '../../src/core/catalogue/city-pack.ts'
import { createRulebook } from '../../src/core/catalogue/rulebook.ts'
import { inboxOf } from '../../src/core/notice/inbox.ts'
import { noticeKinds, toHotline } from '../../src/core/notice/notice.ts'
import { noticeRule, noticeRules } from '../../src/core/notice/rules.ts'
import { waysOf } from '../../src/core/notice/ways.ts'
import { wordsOf } from '../../src/core/notice/words.ts'
import { readConfig } from '../../src/main/config.ts'
import { hotline, of } from '../support/world.ts'
import { tinyCity } from '../support/tiny-city.ts'

const cities = ['beijing', 'tainan'].map((name) => ({
  name,
  notices: JSON.parse(readFileSync(`cities/${name}/notices.json`, 'utf8')) as readonly NoticeTemplate[],
}))

describe('the table', () => {
  test('has every kind once, with its basis', () => {
    expect(noticeRules.map(({ kind }) => kind).sort()).toEqual([...noticeKinds].sort())
    for (const { basis } of noticeRules) expect(basis).not.toBe('')
  })

  test.each(cities)('$name has words for what citizens and units have to be told', ({ notices }) => {
    const needed = [
      'registered',
      'dispatched',
      'contacted',
      'extended',
      'ledger',
      'replied',
      'closed',
      'order_urgent',
      'due_soon',
      'overdue',
      'supervised',
      'objection_upheld',
      'objection_refused',
    ] as const
    for (const kind of needed) {
      const { template } = noticeRule(kind)
      expect(
        notices.find(({ to, on }) => to === template.to && on === template.on),
        kind,
      ).toBeDefined()
    }
  })

  test.each(cities)(
    '$name fills every placeholder of every template, and a subject shows the number alone',
    ({ notices }) => {
      const rulebook = createRulebook({ ...tinyCity, notices })
      for (const kind of noticeKinds) {
        for (const language of ['zh-CN', 'en']) {
          const notice = { kind, unitCode: 'east-river', dueAt: Date.UTC(2026, 2, 2, 1), reason: null }
          const words = wordsOf(rulebook, notice, { number: '26030200000013', language, accessCode: 'ABCD2345' })
          if (!words) continue
          expect(words.subject + words.body).not.toMatch(/[{}]/)
          expect(words.subject).not.toMatch(/River|临河|ABCD/)
          if (language === 'en') expect(words.subject + words.body).not.toMatch(/\p{Script=Han}/u)
        }
      }
    },
  )

  test('who stays unknown is reached by no message; a report of wrongdoing is spoken of discreetly', () => {
    const subject = {
      kind: 'replied',
      recipient: '@requester',
      confidentiality: 'normal',
      requestType: 'complaint',
      level: 'L3',
    } as const
    expect(waysOf({ ...subject, confidentiality: 'anonymous' })).toEqual({ channels: [], isDiscreet: false })
    expect(waysOf({ ...subject, requestType: 'report' })).toEqual({ channels: ['email', 'sms'], isDiscreet: true })
    expect(waysOf(subject)).toEqual({ channels: ['email', 'sms'], isDiscreet: false })
  })

  test('inboxes: a unit has its own, who watches the city the hotline’s, the rest none', () => {
    const rulebook = createRulebook(tinyCity)
    expect(inboxOf(of('east-river'), rulebook)).toBe('east-river')
    expect(inboxOf(of('east', 'supervisor'), rulebook)).toBe('east')
    expect(inboxOf(hotline('supervisor'), rulebook)).toBe(toHotline)
    expect(inboxOf(hotline('intake_agent'), rulebook)).toBe(null)
  })
})

describe('a pack', () => {
  const faultsOf = (...notices: readonly NoticeTemplate[]) =>
    checkPack({ ...tinyCity, notices })
      .filter(({ path }) => path[0] === 'notices')
      .map(({ code }) => code)
  const named = (text: string) => ({ 'zh-CN': text, en: text })
  const template = {
    code: 'a',
    to: 'requester',
    on: 'replied',
    subject: named('{number}'),
    body: named('{unit}'),
  } as const

  test('may say this', () => expect(faultsOf(template)).toEqual([]))
  test.each([
    ['a unit in a subject', { ...template, subject: named('{unit}') }, 'placeholder_not_allowed'],
    ['a placeholder that nobody fills', { ...template, body: named('{name}') }, 'placeholder_not_allowed'],
    ['an occasion that there is not', { ...template, on: 'sunrise' }, 'occasion_unknown'],
    ['a unit where words have to be discreet', { ...template, on: 'discreet' }, 'placeholder_not_allowed'],
  ] as const)('%s', (_, broken, code) => expect(faultsOf(broken)).toEqual([code]))
  test('two for one occasion', () =>
    expect(faultsOf(template, { ...template, code: 'b' })).toEqual(['occasion_repeated']))
})

describe('the environment', () => {
  const long = 's'.repeat(32)
  const faultsOf = (environment: Readonly<Record<string, string>>) => {
    const read = readConfig(environment)
    return read.ok ? [] : read.faults.map(({ variable }) => variable)
  }
  test.each([
    [{}, []],
    [
      { SMTP_URL: 'smtps://a:b@mail.example:465', NOTICE_FROM: 'x@city.example', PUBLIC_URL: 'https://city.example' },
      [],
    ],
    [{ SMTP_URL: 'smtps://mail.example' }, ['NOTICE_FROM']],
    [{ SMTP_URL: 'http://mail.example', NOTICE_FROM: 'x@city.example' }, ['SMTP_URL']],
    [{ SMS_GATEWAY_URL: 'https://sms.example/send', SMS_GATEWAY_SECRET: long }, []],
    [{ SMS_GATEWAY_URL: 'http://127.0.0.1:9/send', SMS_GATEWAY_SECRET: long }, []],
    [{ SMS_GATEWAY_URL: 'http://sms.example/send', SMS_GATEWAY_SECRET: long }, ['SMS_GATEWAY_URL']],
    [{ VOICE_GATEWAY_URL: 'https://voice.example/', VOICE_GATEWAY_SECRET: 'short' }, ['VOICE_GATEWAY_SECRET']],
    [{ PUBLIC_URL: 'https://city.example/path' }, ['PUBLIC_URL']],
  ] as const)('%o', (environment, faults) => expect(faultsOf(environment)).toEqual(faults))
})
