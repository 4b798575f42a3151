import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { printedNumber } from '../../core/work-order/number.ts'
import { useLive } from '../kit/live.tsx'
import { useToasts } from '../kit/toasts.tsx'
import { usePage } from '../kit/use-page.ts'

/** Says what has just landed on the own desk, and leads there. The lists show the same; this is only the tap on the shoulder. */
export function NoticeToasts(): ReactNode {
  const { say } = usePage()
  const toasts = useToasts()
  const navigate = useNavigate()
  useLive('notice', ({ number, type, level }) =>
    toasts.show({
      words: say('desk.news', {
        event: say(`event.${type}`),
        number: printedNumber(number),
        level: say(`level.${level}`),
      }),
      look: level === 'L1' ? 'bad' : 'good',
      seconds: level === 'L1' ? 30 : 8,
      action: { words: say('staff.find.send'), run: () => void navigate(`/staff/requests/${number}`) },
    }),
  )
  return null
}
