/** A browser without a screen: it keeps cookies, sends forms as browsers do, and follows no redirect by itself. */
export interface Visitor {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Page>
  post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Page>
  /** Sends a body as it is: a form with files. */
  send(path: string, body: FormData | Uint8Array<ArrayBuffer>): Promise<Page>
  readonly cookies: Map<string, string>
}

export interface Page {
  readonly status: number
  readonly headers: Headers
  readonly html: string
  /** Where a redirect leads. */
  readonly to: string | null
  /** The value of a hidden field. */
  hidden(name: string): string
}

export function visitor(site: { readonly url: string }, language = 'zh-CN'): Visitor {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: RequestInit): Promise<Page> => {
    const headers = new Headers(init.headers)
    if (!headers.has('accept-language')) headers.set('accept-language', language)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(site.url + path, { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const html = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      html,
      to: response.headers.get('location'),
      hidden: (name) => new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '',
    }
  }
  return {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    send: (path, body) => send(path, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } }),
    post: (path, fields, headers = {}) => {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) {
        for (const each of typeof value === 'string' ? [value] : value) body.append(name, each)
      }
      return send(path, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin', ...headers } })
    },
  }
}

/** A visitor who has signed in with a token. */
export async function staffVisitor(
  site: { readonly url: string },
  token: string,
  language = 'zh-CN',
): Promise<Visitor> {
  const staff = visitor(site, language)
  const page = await staff.post('/staff/sign-in', { token, then: '/staff' })
  if (page.status !== 302) throw new Error(`signing in answered ${page.status}`)
  return staff
}
