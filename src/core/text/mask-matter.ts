import type { Requester } from '../work-order/intake.ts'
import { isRequestNumber } from '../work-order/number.ts'
import type { PhoneRules } from './phone.ts'

const star = '***'

/** Digits of any width, with the separators that people speak or write between them. */
const digitRun = /(?<![\d０-９])\+?(?:[\d０-９][ \-－‐–—]?){7,22}(?<=[\d０-９])(?:[xXｘＸ](?![A-Za-z]))?(?![\d０-９])/gu
const spokenDigits = /[零〇一二三四五六七八九幺两]{7,18}/gu
const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g
/** A room or door: what follows building and unit, never the street number or the building itself. */
const door =
  /(?:[\d０-９]{1,4}|[一二三四五六七八九十]{1,3})\s*(?:号楼|號樓|幢|栋|棟|座|单元|單元|门洞)\s*(?:[\d０-９]{1,4}\s*(?:单元|單元|门|層|层|楼)\s*)?[A-Za-z]?[\d０-９]{2,5}(?![\d０-９])(?!\s*(?:单元|單元|层|層|楼|门|户|戶))\s*(?:室|号|號)?|[A-Za-z]?[\d０-９]{2,5}\s*(?:室|房间|房間)|\b(?:room|flat|apt\.?|apartment)\s*#?\s*\d{1,5}[A-Za-z]?\b/giu
const givenName = /(?:我叫|名叫|姓名[:：是]?)\s*([\p{Script=Han}]{2,4})(?=[，,。.；;、\s电手身住]|$)/gu

/**
 * The working text made from a citizen's words: phone numbers, identity numbers, e-mail addresses,
 * rooms and doors, and the requester's own name, phone and door become `***`. What is left out stays
 * sealed with the requester's own words. Case numbers of fewer digits, dates and amounts stay.
 */
export function maskMatter(text: string, requester: Requester | null, rules: PhoneRules): string {
  let masked = text
  if (requester) masked = withoutOwn(masked, requester, rules)
  if (/[\d０-９]/.test(masked))
    masked = masked.replace(digitRun, (run) => (isHarmless(run) ? run : star)).replace(door, star)
  if (masked.includes('@')) masked = masked.replace(email, star)
  masked = masked.replace(spokenDigits, star)
  if (/我叫|姓名|名叫/.test(masked))
    masked = masked.replace(givenName, (whole, name: string) => whole.replace(name, star))
  return masked
}

/** Eight digits that read as a day, and the number of a request, point to nobody; other long runs may. */
function isHarmless(run: string): boolean {
  const digits = run.normalize('NFKC').replace(/\D/g, '')
  if (/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits)) return true
  return digits.length < 7 || isRequestNumber(digits)
}

function withoutOwn(text: string, requester: Requester, rules: PhoneRules): string {
  let masked = text
  for (const own of [requester.name, requester.door, requester.email]) {
    if (own.length >= 2 && masked.includes(own)) masked = masked.replaceAll(own, star)
  }
  const national = requester.phone.replace('+' + rules.callingCode, '')
  if (national.length >= 7 && masked.includes(national)) masked = masked.replaceAll(national, star)
  return masked
}
