import { isLoopback } from '../channels/notice/smtp.ts'

export interface GatewayConfig {
  readonly url: string
  readonly secret: string
}

/** How notices leave; null where that way is not set up. */
export interface NoticeConfig {
  readonly smtp: { readonly url: string; readonly from: string } | null
  readonly sms: GatewayConfig | null
  readonly voice: GatewayConfig | null
  /** Where citizens reach the pages, without a slash at the end; null: messages hold no links. */
  readonly publicUrl: string | null
}

type Environment = Readonly<Record<string, string | undefined>>
type Tell = (variable: string, zh: string, en: string) => void

/** What the environment says of notices; every fault is told. */
export function readNoticeConfig(environment: Environment, tell: Tell): NoticeConfig {
  return {
    smtp: smtpOf(environment, tell),
    sms: gatewayOf('SMS_GATEWAY', environment, tell),
    voice: gatewayOf('VOICE_GATEWAY', environment, tell),
    publicUrl: publicUrlOf(environment, tell),
  }
}

function smtpOf(environment: Environment, tell: Tell): NoticeConfig['smtp'] {
  const url = environment['SMTP_URL'] || null
  const from = environment['NOTICE_FROM'] || null
  if (url === null) return null
  if (!/^smtps?:\/\/[^/\s]+\/?$/.test(url) || !URL.canParse(url)) {
    tell('SMTP_URL', '应形如 smtps://账号:密码@主机:端口。', 'must look like smtps://account:password@host:port.')
  }
  if (from === null || !/^[^\s@<>",;:]+@[^\s@<>",;:]+$/.test(from)) {
    tell(
      'NOTICE_FROM',
      '应为发信邮箱地址（设置 SMTP_URL 时必填）。',
      'must be the address that e-mail comes from (needed with SMTP_URL).',
    )
    return null
  }
  return { url, from }
}

function gatewayOf(name: 'SMS_GATEWAY' | 'VOICE_GATEWAY', environment: Environment, tell: Tell): GatewayConfig | null {
  const url = environment[`${name}_URL`] || null
  const secret = environment[`${name}_SECRET`] ?? ''
  if (url === null) return null
  const parsed = URL.canParse(url) ? new URL(url) : null
  const isSafe = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && isLoopback(parsed.hostname))
  if (!isSafe || parsed?.username !== '')
    tell(
      `${name}_URL`,
      '应以 https:// 开头（仅本机可用 http），且不含账号。',
      'must begin with https:// (http on this machine alone) and hold no account.',
    )
  if (secret.length < 32) {
    tell(`${name}_SECRET`, '至少 32 个字符（用于签名）。', 'needs at least 32 characters; it signs what is sent.')
  }
  return { url, secret }
}

function publicUrlOf(environment: Environment, tell: Tell): string | null {
  const text = environment['PUBLIC_URL'] || null
  if (text === null) return null
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol) || new URL(text).pathname !== '/') {
    tell(
      'PUBLIC_URL',
      '应为市民访问网页的地址，如 https://12345.example，不带路径。',
      'must be where citizens reach the pages, such as https://12345.example, without a path.',
    )
    return null
  }
  return new URL(text).origin
}
