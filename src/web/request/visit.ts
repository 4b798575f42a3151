import type { Actor } from '../../core/permission/roles.ts'
import type { OpenedRequest, PageHouse, Visit } from '../page-context.ts'
import { cookie, readCookies } from './cookies.ts'
import { chooseLanguage } from './language.ts'
import { isTheme, readTheme } from './theme.ts'

export const sessionCookieName = 'staff_session'
const openedCookieName = 'opened_request'
const areaCookieName = 'area'
const year = 365 * 24 * 3600
const openedFor = 3600

type Language = Visit['languages'][number]

/** Who looks, in which language, and what their cookies open. */
export function visitOf(request: Request, house: PageHouse, available: readonly Language[]): Visit {
  const url = new URL(request.url)
  const cookies = readCookies(request.headers.get('cookie'))
  const { pack } = house.rulebook
  const languages = available.filter(({ code }) => pack.languages.includes(code))
  const language = chooseLanguage(
    [url.searchParams.get('lang'), cookies.get('lang') ?? null],
    request.headers.get('accept-language'),
    languages.map(({ code }) => code),
    pack.defaultLanguage,
  )
  const secret = cookies.get(sessionCookieName) ?? ''
  const isSecure = url.protocol === 'https:' || request.headers.get('x-forwarded-proto') === 'https'
  const elder = url.searchParams.get('elder') ?? cookies.get('elder')
  let staff: Promise<Actor | null> | undefined
  return {
    language,
    languages,
    theme: readTheme(url.searchParams.get('theme') ?? cookies.get('theme')),
    nonce: house.newKey(),
    wantsTour: (url.searchParams.get('tour') ?? cookies.get('tour')) !== '0',
    isElder: elder === '1' || elder === '2',
    isLargest: elder === '2',
    staff: () => (staff ??= secret === '' ? Promise.resolve(null) : house.actorOfSession(secret)),
    hadSession: secret !== '',
    sessionSecret: secret === '' ? null : secret,
    opened: readOpened(cookies.get(openedCookieName)),
    area: /^[\w-]{1,40}$/.exec(cookies.get(areaCookieName) ?? '')?.[0] ?? null,
    text: (words) => words[language] ?? words[pack.defaultLanguage] ?? words.en,
    openedCookie: (opened) =>
      cookie(openedCookieName, opened ? `${opened.number}.${opened.code}` : '', { seconds: openedFor, isSecure }),
    areaCookie: (area) => cookie(areaCookieName, area ?? '', { seconds: year, isSecure }),
    sessionCookie: (value) => cookie(sessionCookieName, value ?? '', { seconds: null, isSecure }),
  }
}

/** Language and text size asked for in the address are remembered. */
export function visitCookies(url: URL, available: readonly Language[]): readonly string[] {
  const cookies: string[] = []
  const language = url.searchParams.get('lang')
  if (available.some(({ code }) => code === language)) cookies.push(cookie('lang', language ?? '', { seconds: year }))
  const elder = url.searchParams.get('elder')
  if (elder !== null && /^[012]$/.test(elder)) cookies.push(cookie('elder', elder, { seconds: year }))
  const tour = url.searchParams.get('tour')
  if (tour === '0' || tour === '1') cookies.push(cookie('tour', tour, { seconds: year }))
  const theme = url.searchParams.get('theme')
  if (isTheme(theme)) cookies.push(cookie('theme', theme, { seconds: year }))
  return cookies
}

function readOpened(value: string | undefined): OpenedRequest | null {
  const match = /^(\d{14})\.([0-9A-Z]{8})$/.exec(value ?? '')
  return match ? { number: String(match[1]), code: String(match[2]) } : null
}
