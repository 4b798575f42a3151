import { rateNames } from '../../core/assessment/rate-names.ts'
import type { Rate } from '../../core/assessment/rates.ts'
import type { Report, ReportFigures } from '../../core/report/report.ts'
import type { ReportLanguage } from '../../core/text/report-words.ts'

type Cell = string | number | null

const columns = ['section', 'code', 'name', 'measure', 'value', 'numerator', 'denominator', 'low', 'high']

/** The report as a long table: one figure a line. With a byte order mark, so that a spreadsheet reads Chinese. */
export function reportCsv(report: Report, language: ReportLanguage): string {
  const lines: readonly (readonly Cell[])[] = [
    columns,
    ...about(report, language),
    ...figures(report, language),
    ...lists(report, language),
  ]
  return `\uFEFF${lines.map((line) => line.map(field).join(',')).join('\r\n')}\r\n`
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay what they are. */
function field(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function about(report: Report, language: ReportLanguage): readonly (readonly Cell[])[] {
  const { scope, volumes } = report
  const line = (measure: string, value: Cell): readonly Cell[] => [
    'report',
    scope.code,
    scope.name[language],
    measure,
    value,
  ]
  return [
    line('period', report.period),
    line('from', report.fromDay),
    line('until', report.untilDay),
    line('madeAt', new Date(report.madeAt).toISOString()),
    ...Object.entries(volumes).map(([name, value]) => line(name, value)),
    line('overdueAtEnd', report.overdueAtEnd),
    line('ledger', report.ledger.total),
  ]
}

function figures(report: Report, language: ReportLanguage): readonly (readonly Cell[])[] {
  const { total, groups, units, periods } = report
  return [
    ...[total, ...groups].flatMap((group) => figureLines('group', group.object, '', group)),
    ...units.flatMap((unit) => [
      ['unit', unit.unit, unit.name[language], 'score', unit.score],
      ...figureLines('unit', unit.unit, unit.name[language], unit),
    ]),
    ...periods.flatMap((one) => [
      ...(
        ['stands', 'scheme', 'catalogue', 'terms', 'figuresHash', 'minimumValid', 'basicallySatisfiedMark'] as const
      ).map((name): readonly Cell[] => ['period', one.code, '', name, one[name]]),
      ['period', one.code, '', 'checkpoint', one.checkpoint?.size ?? null],
      ['period', one.code, '', 'checkpointRoot', one.checkpoint?.root ?? null],
      ...figureLines('period', one.code, '', one.figures),
    ]),
  ]
}

function figureLines(part: string, code: string, name: string, of: ReportFigures): readonly (readonly Cell[])[] {
  const line = (
    measure: string,
    { value, numerator, denominator, ...bounds }: Rate & { low?: number | null; high?: number | null },
  ): readonly Cell[] => [
    part,
    code,
    name,
    measure,
    value,
    numerator,
    denominator,
    bounds.low ?? null,
    bounds.high ?? null,
  ]
  return [
    [part, code, name, 'dispatched', of.dispatched],
    ...(['assessed', 'fullCalibre'] as const).flatMap((calibre) =>
      rateNames.map((rate) => line(`${calibre}.${rate}`, of[calibre][rate])),
    ),
    line('coverage', of.coverage),
    line('excluded', of.excluded),
    line('repliedInTime', of.replied),
    line('contactedInTime', of.contactedFirst),
  ]
}

function lists(
  { services, rising, ledger, corrections }: Report,
  language: ReportLanguage,
): readonly (readonly Cell[])[] {
  return [
    ...services.top.map(({ service, name, count }) => [
      'service',
      service ?? '',
      name?.[language] ?? '',
      'count',
      count,
    ]),
    ['service', '*', '', 'others', services.others],
    ...(rising ?? []).map(({ service, name, count, before }) => [
      'rising',
      service ?? '',
      name?.[language] ?? '',
      'count',
      count,
      before,
    ]),
    ...ledger.oldest.map(({ unit, name, since, ageDays }) => ['ledger', unit, name[language], since, ageDays]),
    ...corrections.map(({ unit, name, type, on }) => ['correction', unit, name[language], type, on]),
  ]
}
