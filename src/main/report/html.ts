import { percent, type Rate } from '../../core/assessment/rates.ts'
import { rateNames } from '../../core/assessment/rate-names.ts'
import { civilTime } from '../../core/calendar/zone.ts'
import type { Report, ReportFigures, ReportPeriod, ReportRate, ReportService } from '../../core/report/report.ts'
import { isReportWord, reportSayer, type ReportLanguage, type SayReport } from '../../core/text/report-words.ts'
import { bars, escape, style, table, type Cell } from './markup.ts'

interface Told {
  readonly report: Report
  readonly language: ReportLanguage
  readonly say: SayReport
}

/** The report as one page that needs nothing else: no script, no picture, no address to load from. */
export function reportPage(report: Report, language: ReportLanguage): string {
  const say = reportSayer(language)
  const told: Told = { report, language, say }
  const title = say(report.isYear ? 'titleYear' : 'titleMonth', {
    name: report.scope.name[language],
    period: report.period,
  })
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title><style>${style}</style></head>
<body><main><h1>${escape(title)}</h1>
${head(told)}
${[volumes, rates, months, units, services, rising, overdue, exclusions, ledger, corrections, method].map((part) => part(told)).join('\n')}
</main></body></html>
`
}

const section = (title: string, ...parts: readonly string[]): string =>
  `<section><h2>${escape(title)}</h2>${parts.join('')}</section>`
const note = (text: string): string => `<p class="note">${escape(text)}</p>`

function head({ report, say }: Told): string {
  const days = say('days', { from: report.fromDay, until: report.untilDay })
  const moves = report.periods.some(({ stands }) => stands === 'running' || stands === 'ended')
  const { day, time } = civilTime(report.madeAt, report.timeZone)
  const made = say('madeAt', { at: `${day} ${time}`, zone: report.timeZone })
  return `${note(days)}${note(made)}${moves ? `<p class="preview">${escape(say('preview'))}</p>` : ''}`
}

function volumes({ report, say }: Told): string {
  const names = ['received', 'dispatched', 'answeredDirectly', 'closed'] as const
  const rows = names.map((name) => [say(name), report.volumes[name]])
  const sheet = { caption: say('volumes'), columns: [say('measure'), say('count')], rows }
  return section(say('volumes'), table(sheet, say('none')), note(say('volumesNote')))
}

/** As a share with two decimals; what is not counted is a dash. */
const share = ({ value }: Pick<Rate, 'value'>): string => (value === null ? '—' : `${percent(value)?.toFixed(2)}%`)

export function rateText(rate: ReportRate): string {
  const { value, low, high, numerator, denominator } = rate
  if (value === null || low === null || high === null) return '—'
  return `${share(rate)} [${share({ value: low })}, ${share({ value: high })}] (${numerator}/${denominator})`
}

const rateCells = (figures: ReportFigures, calibre: 'assessed' | 'fullCalibre'): readonly string[] =>
  rateNames.map((name) => rateText(figures[calibre][name]))

function rates({ report, say }: Told): string {
  const rows = [report.total, ...report.groups].flatMap((group) =>
    (['assessed', 'fullCalibre'] as const).map((calibre): readonly Cell[] => [
      `${say(group.object)} (${group.units})`,
      say(calibre),
      ...rateCells(group, calibre),
      rateText(group.coverage),
    ]),
  )
  const columns = [say('kind'), say('calibre'), ...rateNames.map((name) => say(name)), say('coverage')]
  const all = rateNames.map((name) => [name, report.total.assessed[name]] as const)
  const chart = bars(
    say('chart'),
    [...all, ['coverage', report.total.coverage] as const].map(([name, { value, low, high }]) => ({
      label: say(name),
      value,
      low,
      high,
      shown: share({ value }),
    })),
  )
  return section(
    say('rates'),
    chart,
    table({ caption: say('rates'), columns, rows }, say('none')),
    note(say('ratesNote')),
  )
}

function months({ report, say }: Told): string {
  if (!report.isYear) return ''
  const columns = [say('period'), say('dispatched'), ...rateNames.map((name) => say(name)), say('coverage')]
  const rows = report.periods.map(({ code, figures }) => [
    code,
    figures.dispatched,
    ...rateCells(figures, 'assessed'),
    rateText(figures.coverage),
  ])
  return section(say('months'), table({ caption: say('months'), columns, rows }, say('none')))
}

function units({ report, language, say }: Told): string {
  const scored = report.isYear ? [] : [say('score')]
  // A unit with nothing to tell stands in the data alone.
  const told = report.units.filter(
    ({ dispatched, coverage, fullCalibre }) => dispatched + coverage.denominator + fullCalibre.response.denominator > 0,
  )
  const rows = told.map((unit) => [
    unit.name[language],
    say(unit.object),
    unit.dispatched,
    ...(report.isYear ? [] : [unit.score ?? '—']),
    ...rateCells(unit, 'assessed'),
    rateText(unit.coverage),
    `${unit.excluded.numerator} (${share(unit.excluded)})`,
  ])
  const columns = [
    say('unit'),
    say('kind'),
    say('dispatched'),
    ...scored,
    ...rateNames.map((name) => say(name)),
    say('coverage'),
    say('excluded'),
  ]
  return section(say('units'), table({ caption: say('units'), columns, rows }, say('none')), note(say('unitsNote')))
}

const serviceName = ({ language, say }: Told, { service, name }: ReportService): string =>
  service === null ? say('unclassified') : (name?.[language] ?? service)

function services(told: Told): string {
  const { report, say } = told
  const { top, others } = report.services
  const rows = [...top.map((one): readonly Cell[] => [serviceName(told, one), one.count]), [say('others'), others]]
  const sheet = { caption: say('services'), columns: [say('service'), say('count')], rows }
  return section(say('services'), table(sheet, say('none')))
}

function rising(told: Told): string {
  const { report, say } = told
  if (report.rising === null) return section(say('rising'), note(say('notCountedBefore')))
  const rows = report.rising.map((one) => [serviceName(told, one), one.count, one.before ?? say('few')])
  const sheet = { caption: say('rising'), columns: [say('service'), say('count'), say('before')], rows }
  return section(say('rising'), table(sheet, say('none')))
}

function overdue({ report, say }: Told): string {
  const { contactedFirst, replied, firstContactLate, repliedLate } = report.total
  const counted = (rate: Rate): string => `${share(rate)} (${rate.numerator}/${rate.denominator})`
  const rows: readonly (readonly Cell[])[] = [
    [say('contactedFirst'), counted(contactedFirst)],
    [say('firstContactLate'), firstContactLate],
    [say('replied'), counted(replied)],
    [say('repliedLate'), repliedLate],
    ...(report.overdueAtEnd === null ? [] : [[say('overdueAtEnd'), report.overdueAtEnd]]),
  ]
  const sheet = { caption: say('overdue'), columns: [say('measure'), say('count')], rows }
  return section(say('overdue'), table(sheet, say('none')))
}

function exclusions({ report, say }: Told): string {
  const { excluded } = report.total
  const rows = [
    [say('excludedCount'), excluded.numerator],
    [say('excludedShare'), share(excluded)],
  ]
  const sheet = { caption: say('exclusions'), columns: [say('measure'), say('count')], rows }
  return section(say('exclusions'), table(sheet, say('none')))
}

function ledger({ report, language, say }: Told): string {
  const rows = report.ledger.oldest.map((one) => [one.name[language], one.since, one.ageDays, one.reviewOn ?? '—'])
  const sheet = { caption: say('ledger'), columns: [say('unit'), say('since'), say('age'), say('review')], rows }
  return section(say('ledger'), note(say('ledgerNote', { total: report.ledger.total })), table(sheet, say('none')))
}

function corrections({ report, language, say }: Told): string {
  const rows = report.corrections.map(({ on, period, name, type }) => [
    on,
    period,
    name[language],
    say(isReportWord(type) ? type : 'decisionAfter'),
  ])
  const columns = [say('on'), say('period'), say('unit'), say('decision')]
  return section(
    say('corrections'),
    note(say('correctionsNote')),
    table({ caption: say('corrections'), columns, rows }, say('none')),
  )
}

function method({ report, say }: Told): string {
  const standing = ({ stands, isTransition }: ReportPeriod): string =>
    [say(stands === 'closed' ? 'closedPeriod' : stands), ...(isTransition ? [say('transition')] : [])].join(', ')
  const rows = report.periods.map((one) => [
    one.code,
    say('days', { from: one.fromDay, until: one.untilDay }),
    standing(one),
    one.scheme,
    rateNames.map((name) => one.weights[name]).join(' / '),
    one.basicallySatisfiedMark,
    one.minimumValid,
    `${one.catalogue}, ${one.terms}`,
    one.checkpoint ? `${one.checkpoint.size} ${one.checkpoint.root.slice(0, 16)}…` : '—',
    one.figuresHash === null ? '—' : `${one.figuresHash.slice(0, 16)}…`,
  ])
  const words = [
    'period',
    'on',
    'stands',
    'scheme',
    'weights',
    'mark',
    'minimum',
    'rules',
    'checkpoint',
    'hash',
  ] as const
  const sheet = { caption: say('method'), columns: words.map((word) => say(word)), rows }
  return section(say('method'), table(sheet, say('none')))
}
