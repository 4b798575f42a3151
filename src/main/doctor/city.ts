import { addDays } from '../../core/calendar/day.ts'
import { dayOf } from '../../core/calendar/zone.ts'
import type { CityPack } from '../../core/catalogue/city-pack.ts'
import type { Instant } from '../../core/time.ts'
import { printFault } from '../city/fault.ts'
import { loadCityPack } from '../city/load.ts'
import { found, judged, type Finding } from './finding.ts'

/** Deadlines are promised this far ahead. */
const CALENDAR_AHEAD_DAYS = 60

/** The city pack and its calendar. The pack is undefined where it has faults. */
export async function checkCity(
  name: string,
  now: Instant,
): Promise<{ pack?: CityPack; findings: readonly Finding[] }> {
  const loaded = await loadCityPack(name)
  if (!loaded.ok) {
    const [first] = loaded.faults
    const [zh, en] = first ? [printFault(first, 'zh-CN'), printFault(first, 'en')] : ['', '']
    const count = loaded.faults.length
    const finding = found(
      'city_pack',
      'fail',
      `城市包“${name}”有 ${count} 处问题，第一处：${zh}。请运行 city check 查看全部。`,
      `The city pack "${name}" has ${count} faults, the first: ${en}. Run city check to see them all.`,
    )
    return { findings: [finding] }
  }
  const { pack } = loaded
  return {
    pack,
    findings: [
      found(
        'city_pack',
        'ok',
        `城市包“${pack.name['zh-CN']}”没有问题。`,
        `The city pack "${pack.name.en}" has no faults.`,
      ),
      checkCalendar(pack, now),
    ],
  }
}

function checkCalendar({ calendar, timeZone }: CityPack, now: Instant): Finding {
  const { publishedUntil } = calendar
  const needed = addDays(dayOf(now, timeZone), CALENDAR_AHEAD_DAYS)
  return judged(
    'calendar',
    publishedUntil >= needed,
    [`工作日历已公布至 ${publishedUntil}。`, `The working calendar is published until ${publishedUntil}.`],
    [
      'warn',
      `工作日历只公布至 ${publishedUntil}，此后按普通周历计算期限。请在城市包的 calendar 中补上其后的节假日与调休（至少到 ${needed}）。`,
      `The working calendar is published only until ${publishedUntil}; deadlines beyond count plain weeks. Add the holidays and make-up days after it to the pack's calendar (to ${needed} at least).`,
    ],
  )
}
