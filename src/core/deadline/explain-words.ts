import type { Day } from '../time.ts'
import type { DerivationStep, PausedStep } from './deadline.ts'
import type { Term } from './terms.ts'

type Adjusted = Extract<DerivationStep, { step: 'adjusted' }>

/** The words in which a deadline's derivation is printed. */
export interface ExplainWords {
  readonly comma: string
  term(term: Term): string
  terms(version: string): string
  from(start: string): string
  countsFrom(opening: string): string
  /** A range of days, without the year where it is the year of the start. */
  days(from: Day, until: Day, startYear: string): string
  daysOff(count: number): string
  skipping(parts: readonly string[]): string
  working(days: readonly string[]): string
  unpublished(days: string): string
  adjusted(step: Adjusted): string
  paused(step: PausedStep, counts: Term['counts'], from: string, until: string): string
  extended(term: Term, from: string): string
  share(share: number, leadDue: string): string
  due(end: string): string
}

/** Words in a language; English for one that has none here. */
export function wordsIn(language: string): ExplainWords {
  return language.startsWith('zh') ? chinese : english
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const partsOf = (day: Day) => ({ year: day.slice(0, 4), month: Number(day.slice(5, 7)), date: Number(day.slice(8)) })

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

const english: ExplainWords = {
  comma: ', ',
  term: (term) => {
    const amount = plural(term.amount, term.counts === 'working' ? `working ${term.unit}` : term.unit)
    return term.unit === 'day' && term.endsAt === 'end_of_day' ? `${amount} to the end of the day` : amount
  },
  terms: (version) => `terms ${version}`,
  from: (start) => `from ${start}`,
  countsFrom: (opening) => `counting from ${opening}`,
  days: (from, until, startYear) => {
    const [first, last] = [partsOf(from), partsOf(until)]
    const end = `${last.date} ${months[last.month - 1]}${last.year === startYear && first.year === startYear ? '' : ` ${last.year}`}`
    if (from === until) return end
    if (first.year !== last.year) return `${first.date} ${months[first.month - 1]} ${first.year}-${end}`
    return first.month === last.month ? `${first.date}-${end}` : `${first.date} ${months[first.month - 1]}-${end}`
  },
  daysOff: (count) => plural(count, 'ordinary day') + ' off',
  skipping: (parts) => `skipping ${listed(parts)}`,
  working: (days) => `working ${listed(days)}`,
  unpublished: (days) => `${days} not yet published and counted as plain weeks`,
  adjusted: (step) =>
    step.why === 'closed'
      ? `at ${step.to} because ${step.wanted} is closed that day`
      : `at ${step.to} because clocks skip ${step.wanted}`,
  paused: (step, counts, from, until) => {
    const minutes = plural(step.minutes, counts === 'working' ? 'working minute' : 'minute')
    const amount = step.days === undefined ? minutes : plural(step.days, 'end') + ' of day'
    return `paused for ${amount} from ${from} to ${until}`
  },
  extended: (term, from) => `extended by ${english.term(term)} from ${from}`,
  share: (share, leadDue) => `${percent(share)} of the lead's time until ${leadDue}`,
  due: (end) => `due ${end}`,
}

const chineseUnits = { minute: '分钟', hour: '小时', day: '天' }
const chineseWorkingUnits = { minute: '个工作分钟', hour: '个工作小时', day: '个工作日' }

const chinese: ExplainWords = {
  comma: '，',
  term: (term) => {
    const units = term.counts === 'working' ? chineseWorkingUnits : chineseUnits
    return `${term.amount}${units[term.unit]}${term.unit === 'day' && term.endsAt === 'end_of_day' ? '（至当日结束）' : ''}`
  },
  terms: (version) => `时限版本${version}`,
  from: (start) => `自${start}起`,
  countsFrom: (opening) => `从${opening}开始计时`,
  days: (from, until, startYear) => {
    const [first, last] = [partsOf(from), partsOf(until)]
    const start = `${first.year === startYear ? '' : `${first.year}年`}${first.month}月${first.date}日`
    if (from === until) return start
    if (first.year !== last.year)
      return `${first.year}年${first.month}月${first.date}日至${last.year}年${last.month}月${last.date}日`
    return first.month === last.month ? `${start}至${last.date}日` : `${start}至${last.month}月${last.date}日`
  },
  daysOff: (count) => `${count}个普通休息日`,
  skipping: (parts) => `跳过${parts.join('、')}`,
  working: (days) => `${days.join('、')}上班`,
  unpublished: (days) => `${days}尚未公布日历，按普通周计算`,
  adjusted: (step) =>
    step.why === 'closed'
      ? `当日${step.wanted}非工作时间，按${step.to}计`
      : `${step.wanted}因调钟不存在，按${step.to}计`,
  paused: (step, counts, from, until) => {
    const minutes = `${step.minutes}${(counts === 'working' ? chineseWorkingUnits : chineseUnits).minute}`
    return `${from}至${until}暂停，顺延${step.days === undefined ? minutes : `${step.days}日`}`
  },
  extended: (term, from) => `自${from}延期${chinese.term(term)}`,
  share: (share, leadDue) => `主办时限${leadDue}前的${percent(share)}`,
  due: (end) => `${end}到期`,
}
