/** The cookies of a request by name. What cannot be read is left out. */
export function readCookies(header: string | null): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>()
  for (const part of (header ?? '').split(';')) {
    const [name = '', ...value] = part.trim().split('=')
    if (name !== '' && !cookies.has(name)) cookies.set(name, value.join('='))
  }
  return cookies
}

interface CookieRules {
  /** Seconds until it is forgotten; null: with the browser. */
  readonly seconds: number | null
  readonly path?: string
  readonly isSecure?: boolean
}

/** A cookie that no script can read and no other site's page can send along. An empty value takes it away. */
export function cookie(name: string, value: string, { seconds, path = '/', isSecure = false }: CookieRules): string {
  const age = value === '' ? 0 : seconds
  return [
    `${name}=${value}`,
    `Path=${path}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(age === null ? [] : [`Max-Age=${age}`]),
    ...(isSecure ? ['Secure'] : []),
  ].join('; ')
}
