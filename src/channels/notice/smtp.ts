import { createTransport } from 'nodemailer'
import type { NoticeAdapter, OutgoingNotice, Sent } from './adapter.ts'

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with account and password where the server asks for them. */
  readonly url: string
  /** The address that notices come from. */
  readonly from: string
  /** The sender's name. */
  readonly name: string
}

const connectMs = 10_000
const silenceMs = 20_000

/**
 * E-mail by SMTP. Beyond this machine the connection has to be encrypted. The Message-ID is made from the
 * notice's id: a mail that is sent twice, because the first answer was lost, has one name.
 */
export function createSmtp({ url, from, name }: SmtpOptions): NoticeAdapter {
  const { protocol, hostname, port, username, password } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const secure = protocol === 'smtps:'
  const transport = createTransport({
    pool: true,
    maxConnections: 4,
    // A mail whose connection was cut comes back to us: when it is tried again is ours to say.
    maxRequeues: 0,
    host,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !isLoopback(host),
    ignoreTLS: !secure && isLoopback(host),
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return {
    channel: 'email',
    send: async (notice) => {
      try {
        await transport.sendMail(mailOf(notice, { from: { name, address: from }, domain }))
        return { ok: true, receipt: null }
      } catch (error) {
        return refusedBy(error as SmtpError)
      }
    },
    close: () => transport.close(),
  }
}

interface Sender {
  readonly from: { readonly name: string; readonly address: string }
  readonly domain: string
}

const mailOf = ({ id, to, subject, text, language, stopUrl }: OutgoingNotice, { from, domain }: Sender) => ({
  from: { ...from },
  to: { name: '', address: to },
  subject,
  text,
  messageId: `<${id}@${domain}>`,
  headers: {
    // Nobody's holiday answers it.
    'Auto-Submitted': 'auto-generated',
    'Content-Language': language,
    ...(stopUrl === null
      ? {}
      : { 'List-Unsubscribe': `<${stopUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  },
})

interface SmtpError extends Error {
  readonly code?: string
  readonly responseCode?: number
}

/** A 5xx is final; a 4xx, a cut or silent connection and a server that is away are not. */
function refusedBy({ code, responseCode }: SmtpError): Sent {
  if (responseCode !== undefined && responseCode >= 400) {
    // A refused account is our own mistake: somebody will put it right.
    const again = responseCode < 500 || code === 'EAUTH'
    return { ok: false, reason: `smtp_${responseCode}`, again }
  }
  return { ok: false, reason: `smtp_${(code ?? 'failed').toLowerCase()}`, again: code !== 'EENVELOPE' }
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
