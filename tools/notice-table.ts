import { toRequester } from '../src/core/notice/notice.ts'
import { noticeRules } from '../src/core/notice/rules.ts'
import { waysOf } from '../src/core/notice/ways.ts'
import { confidentialities } from '../src/core/work-order/states.ts'

const cells = (row: readonly string[]): string =>
  [18, 11, 21, 18, 11].map((width, index) => (row[index] ?? '').padEnd(width)).join('') + (row[5] ?? '')

/** Who is told what, under which occasion of the pack, by which ways beside the page. */
export function noticeTable(): string {
  const rules = noticeRules.map(({ kind, template, by, isUrgent, isRecallable, basis }) =>
    cells([
      kind,
      template.to,
      template.on,
      by.join(', ') || 'page only',
      isUrgent ? 'urgent' : isRecallable ? 'after 60 s' : '',
      basis,
    ]),
  )
  const secrecy = confidentialities.map((confidentiality) => {
    const subject = { kind: 'replied', recipient: toRequester, requestType: 'complaint', level: 'L3' } as const
    const { channels, isDiscreet } = waysOf({ ...subject, confidentiality })
    return `${confidentiality.padEnd(11)}${(channels.join(', ') || 'page only').padEnd(12)}${isDiscreet ? 'discreet words' : ''}`.trimEnd()
  })
  return [
    '# Notices, whole: the kind, whom it is for, the occasion in a pack’s notices.json, the ways beside the page.',
    '# Printed by `npm run golden`; not edited by hand. Urgent ones go out at night and cannot be left out.',
    '',
    cells(['kind', 'to', 'occasion', 'ways', '', 'basis']),
    ...rules,
    '',
    '# To a requester (a report of wrongdoing, 举报, as secret):',
    ...secrecy,
    '',
  ].join('\n')
}
