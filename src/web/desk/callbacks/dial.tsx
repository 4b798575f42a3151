import type { ReactNode } from 'react'
import { Button } from '../../kit/button.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { CallbacksState, SubjectData } from './callbacks.server.ts'

/** The number stays masked on the screen; only the link dials it, and opening it is written down. */
export function Dial({
  subject,
  state,
}: {
  readonly subject: SubjectData
  readonly state: CallbacksState | undefined
}): ReactNode {
  const { say } = usePage()
  if (!subject.hasIdentity || state?.dial === null) return <p className="hint">{say('callbacks.noNumber')}</p>
  if (!state?.dial)
    return (
      <p className="callback-dial">
        <Button type="submit" keys="d" name="command" value="dial" id="callback-dial">
          {say('callbacks.dial')}
        </Button>
        <span className="hint">{say('callbacks.dial.hint')}</span>
      </p>
    )
  const { masked, phone, name } = state.dial
  return (
    <p className="callback-dial" aria-live="polite">
      <a className="button primary" href={`tel:${phone}`}>
        {masked}
      </a>
      {name !== '' && <strong>{name}</strong>}
    </p>
  )
}
