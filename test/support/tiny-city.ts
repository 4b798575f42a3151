import type { WorkingCalendar } from '../../src/core/calendar/calendar.ts'
import type { Area, HandlingUnit } from '../../src/core/catalogue/catalogue.ts'
import type { CityPack, CodedReason, Disposition, Reasons, Rules } from '../../src/core/catalogue/city-pack.ts'
import type { AssessmentScheme } from '../../src/core/assessment/scheme.ts'
import type { Term, TermsVersion } from '../../src/core/deadline/terms.ts'
import { tinyCatalogue } from './tiny-catalogue.ts'
import { tinyKnowledge, tinySafety } from './tiny-knowledge.ts'

/**
 * A whole city that fits on a page: two districts with two subdistricts each, one community, three
 * departments, one enterprise. Every number differs from every other where a test could mix them up.
 */
const named = (zh: string, en: string) => ({ 'zh-CN': zh, en })

const units: readonly HandlingUnit[] = [
  { code: 'city', kind: 'city', name: named('小城', 'Tiny City'), population: 100_000 },
  { code: 'east', kind: 'district', name: named('东区', 'East'), parent: 'city', population: 60_000 },
  { code: 'west', kind: 'district', name: named('西区', 'West'), parent: 'city', population: 40_000 },
  { code: 'east-river', kind: 'subdistrict', name: named('临河街道', 'River'), parent: 'east', population: 35_000 },
  { code: 'east-hill', kind: 'township', name: named('山前镇', 'Hill'), parent: 'east', population: 25_000 },
  { code: 'west-lake', kind: 'subdistrict', name: named('湖滨街道', 'Lake'), parent: 'west', population: 22_000 },
  { code: 'west-gate', kind: 'subdistrict', name: named('西门街道', 'Gate'), parent: 'west', population: 18_000 },
  { code: 'river-bank', kind: 'community', name: named('河岸社区', 'River Bank'), parent: 'east-river' },
  { code: 'market', kind: 'department', name: named('市场局', 'Market Office'), parent: 'city' },
  { code: 'housing', kind: 'department', name: named('住建局', 'Housing Office'), parent: 'city' },
  { code: 'environment', kind: 'department', name: named('环境局', 'Environment Office'), parent: 'city' },
  { code: 'utilities', kind: 'enterprise', name: named('小城水热公司', 'Tiny Utilities'), parent: 'city' },
]

const areas: readonly Area[] = [
  { code: 'A', kind: 'city', name: named('小城', 'Tiny City'), unit: 'city' },
  { code: 'A1', kind: 'district', name: named('东区', 'East'), parent: 'A', unit: 'east', tile: { column: 1, row: 0 } },
  { code: 'A2', kind: 'district', name: named('西区', 'West'), parent: 'A', unit: 'west', tile: { column: 0, row: 0 } },
  { code: 'A11', kind: 'subdistrict', name: named('临河', 'River'), parent: 'A1', unit: 'east-river' },
  { code: 'A12', kind: 'township', name: named('山前', 'Hill'), parent: 'A1', unit: 'east-hill' },
  { code: 'A21', kind: 'subdistrict', name: named('湖滨', 'Lake'), parent: 'A2', unit: 'west-lake' },
  { code: 'A22', kind: 'subdistrict', name: named('西门', 'Gate'), parent: 'A2', unit: 'west-gate' },
  { code: 'A111', kind: 'community', name: named('河岸', 'River Bank'), parent: 'A11', unit: 'river-bank' },
]

const minutes = (amount: number): Term => ({ amount, unit: 'minute', counts: 'calendar' })
const hours = (amount: number): Term => ({ amount, unit: 'hour', counts: 'calendar' })
const days = (amount: number): Term => ({ amount, unit: 'day', counts: 'calendar', endsAt: 'same_time' })
const workingDays = (amount: number): Term => ({ amount, unit: 'day', counts: 'working', endsAt: 'end_of_day' })

const terms: TermsVersion = {
  version: 'tiny-terms-1',
  effectiveFrom: '2020-01-01',
  levels: {
    L1: {
      dispatch: hours(1),
      signing: minutes(15),
      firstContact: minutes(30),
      handling: hours(2),
      rework: hours(2),
      objection: minutes(30),
    },
    L2: {
      dispatch: hours(2),
      signing: minutes(30),
      firstContact: hours(2),
      handling: hours(24),
      rework: hours(24),
      objection: hours(2),
    },
    L3: {
      dispatch: hours(24),
      signing: workingDays(1),
      firstContact: hours(24),
      handling: days(7),
      rework: days(5),
      objection: workingDays(2),
    },
    L4: {
      dispatch: hours(24),
      signing: workingDays(1),
      firstContact: hours(24),
      handling: days(15),
      rework: days(8),
      objection: workingDays(2),
    },
  },
}

const spans = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const
const calendar: WorkingCalendar = {
  version: 'tiny-calendar-1',
  timeZone: 'Asia/Shanghai',
  weekdays: { 1: spans, 2: spans, 3: spans, 4: spans, 5: spans },
  days: {
    '2026-05-01': { kind: 'holiday', name: '劳动节' },
    '2026-05-04': { kind: 'holiday', name: '劳动节' },
    '2026-05-09': { kind: 'makeUpWorkday', name: '劳动节' },
  },
  publishedUntil: '2026-12-31',
}

const rules: Rules = {
  version: 'tiny-rules-1',
  objectionMaxHops: 3,
  extensionMaxCount: 2,
  callbackOpensAfterReplyMinutes: 30,
  callbackMinAttempts: 3,
  callbackMinDays: 2,
  callbackFromHour: 9,
  callbackUntilHour: 20,
  callbackHoursBetween: 3,
  reworkMaxRounds: 2,
  reopenWithinDays: 15,
  ledgerMaxDays: 180,
  assistShareOfDeadline: 0.6,
  whistleAcknowledgeMinutes: 120,
  whistleEmergencyAcknowledgeMinutes: 30,
  exclusionWindowDays: 5,
  automaticThreshold: 0.9,
}

const coded = (code: string, zh: string, en: string): CodedReason => ({ code, name: named(zh, en) })

const reasons: Reasons = {
  objection: [coded('not-our-duty', '非本单位职责', 'Not our duty'), coded('not-our-area', '非本辖区', 'Not our area')],
  extension: [coded('inspection', '需要检测', 'Inspection needed'), coded('weather', '天气原因', 'Weather')],
  ledger: [
    coded('owners-consent', '待业主同意', 'Owners must agree'),
    coded('capital-plan', '待资金计划', 'Capital plan'),
  ],
  termination: [coded('no-cooperation', '诉求人不配合', 'Requester does not cooperate')],
  exclusion: [coded('proven-false', '查证不实', 'Proven false'), coded('force-majeure', '不可抗力', 'Force majeure')],
  unsolved: [coded('needs-time', '需要时间', 'Needs time'), coded('came-back', '问题反复', 'Came back')],
  withdrawal: [coded('solved-itself', '已自行解决', 'Solved by itself'), coded('mistake', '误报', 'Filed by mistake')],
  returnedReply: [coded('incomplete', '不完整', 'Incomplete'), coded('template', '套话', 'Template')],
}

const disposition = (code: string, kind: Disposition['kind'], en: string, needsConfirmation: boolean): Disposition => ({
  code,
  kind,
  name: named(en, en),
  message: named(`告知：${en}`, `We tell you: ${en}`),
  route: named('窗口', 'The counter'),
  basis: '11',
  needsConfirmation,
})

const dispositions: readonly Disposition[] = [
  disposition('to-emergency', 'emergency', 'Emergency', false),
  disposition('legal-route', 'statutory_route', 'Legal route', true),
  disposition('same-matter', 'no_new_fact', 'Same matter', false),
  disposition('secret', 'secret_or_privacy', 'Secret', true),
  disposition('private-matter', 'market_or_social', 'Private matter', false),
  disposition('unlawful', 'unlawful', 'Unlawful', true),
]

const scheme: AssessmentScheme = {
  version: 'tiny-scheme-1',
  effectiveFrom: '2020-01-01',
  cycleStartDay: 19,
  weights: { response: 0.1, resolution: 0.5, satisfaction: 0.4 },
  basicallySatisfiedMark: 0.9,
  scoreDecimals: 1,
  minimumValid: 30,
  coverageFlag: 0.6,
  presentation: 'classes',
  classes: [{ code: 'advanced', from: 90 }, { code: 'steady', from: 75 }, { code: 'rectify' }],
  basis: 'Invented for tests',
}

export const tinyCity: CityPack = {
  code: 'tiny',
  name: named('小城', 'Tiny City'),
  timeZone: 'Asia/Shanghai',
  languages: ['zh-CN', 'en'],
  defaultLanguage: 'zh-CN',
  hotline: '12345',
  emergencyNumbers: [{ number: '119', name: named('消防', 'Fire') }],
  callingCode: '86',
  phonePatterns: [
    { kind: 'mobile', pattern: '^1[3-9][0-9]{9}$' },
    { kind: 'landline', pattern: '^0[0-9]{9,11}$' },
  ],
  bounds: { west: 116, south: 39, east: 117, north: 40 },
  unclearGoesTo: 'district',
  roleKinds: {
    intake_agent: ['city'],
    shift_lead: ['city'],
    dispatcher: ['city'],
    reviewer: ['city'],
    district_centre: ['district'],
    unit_head: ['subdistrict', 'township', 'department', 'enterprise'],
    unit_handler: ['subdistrict', 'township', 'department', 'enterprise'],
    community_worker: ['community'],
    callback_agent: ['city'],
    supervisor: ['city', 'district'],
    analyst: ['city'],
    assessment_officer: ['city'],
    knowledge_editor: ['city', 'department', 'enterprise'],
    auditor: ['city'],
    system_admin: ['city'],
  },
  rules,
  units,
  areas,
  catalogues: [tinyCatalogue],
  terms: [terms],
  calendar,
  dispositions,
  reasons,
  schemes: [scheme],
  notices: [
    {
      code: 'registered',
      to: 'requester',
      on: 'registered',
      subject: named('已受理', 'Registered'),
      body: named('编号 {number}', 'Number {number}'),
    },
  ],
  texts: { 'zh-CN': {}, en: {} },
  knowledge: tinyKnowledge({ city: 'city', water: 'utilities' }),
  safety: tinySafety,
}
