import { DAY, type Instant } from '../../core/time.ts'
import type { Queryable } from '../../store/journal/queryable.ts'
import { noticesFailedSince } from '../../store/read/notice-failures.ts'
import type { Config } from '../config.ts'
import { found, judged, type Finding } from './finding.ts'

/** Which ways notices have beside the page. */
export function checkNoticeWays({ notices }: Config): readonly Finding[] {
  const { smtp, sms, voice, publicUrl } = notices
  const names: readonly (readonly [boolean, string, string])[] = [
    [smtp !== null, '邮件', 'e-mail'],
    [sms !== null, '短信', 'SMS'],
    [voice !== null, '语音', 'voice'],
  ]
  const ways = names.filter(([isThere]) => isThere)
  if (ways.length === 0) {
    return [
      found(
        'notices',
        'ok',
        '通知只在网页上显示（未设置 SMTP_URL、SMS_GATEWAY_URL、VOICE_GATEWAY_URL）。',
        'Notices stand on the pages alone (SMTP_URL, SMS_GATEWAY_URL and VOICE_GATEWAY_URL are not set).',
      ),
    ]
  }
  const chinese = ways.map(([, zh]) => zh).join('、')
  const english = ways.map(([, , en]) => en).join(', ')
  return [
    judged(
      'notices',
      smtp === null || publicUrl !== null,
      [`通知除网页外还通过${chinese}发送。`, `Notices go out by ${english} beside the pages.`],
      [
        'warn',
        `通知通过${chinese}发送，但未设置 PUBLIC_URL：邮件里没有查看和退订的链接。`,
        `Notices go out by ${english}, but PUBLIC_URL is not set: e-mails have no link to look, or to have no more of them.`,
      ],
    ),
  ]
}

/** Notices that could not be sent within the last day. */
export async function checkNoticesSent(client: Queryable, now: Instant): Promise<readonly Finding[]> {
  const failed = await noticesFailedSince(client, now - DAY)
  return [
    judged(
      'notices_sent',
      failed === 0,
      ['过去一天没有发送失败的通知。', 'No notice failed within the last day.'],
      [
        'warn',
        `过去一天有 ${failed} 条通知未能发出，原因见管理页面或表 notice_delivery。`,
        `${failed === 1 ? '1 notice' : `${failed} notices`} could not be sent within the last day; the reasons are on the administrator's page and in the table notice_delivery.`,
      ],
    ),
  ]
}
