import type { ReactNode } from 'react'
import { Form, Link } from 'react-router'
import type { Role } from '../../../core/permission/roles.ts'
import type { OpenFlag } from '../../../store/read/knowledge/flags-and-gaps.ts'
import { When } from '../../kit/clock-view.tsx'
import { usePage } from '../../kit/use-page.ts'

interface FlagLineProps {
  readonly flag: OpenFlag
  /** Null where the article is the page itself. */
  readonly title: string | null
  readonly maySettle: boolean
}

/** What was said to be wrong, by which role, and the button that settles it. */
export function FlagLine({ flag, title, maySettle }: FlagLineProps): ReactNode {
  const { say } = usePage()
  return (
    <li>
      {title !== null && (
        <>
          <Link to={`/staff/knowledge/${flag.code}`}>{title}</Link>{' '}
        </>
      )}
      <span className="hint">
        {say(`role.${flag.role as Role}`)} · <When at={flag.at} />
      </span>
      <p>{flag.words}</p>
      {maySettle && (
        <Form method="post" action={`/staff/knowledge/${flag.code}`} className="inline-form">
          <input type="hidden" name="flag" value={flag.id} />
          <label htmlFor={`settle-${flag.id}`}>{say('kb.flag.how')}</label>
          <input id={`settle-${flag.id}`} name="resolution" maxLength={500} autoComplete="off" />
          <button name="do" value="settle">
            {say('kb.flag.settle')}
          </button>
        </Form>
      )}
    </li>
  )
}
