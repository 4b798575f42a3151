import type { ReactNode } from 'react'
import { When } from '../kit/clock-view.tsx'
import { usePage } from '../kit/use-page.ts'
import { isMessageKey } from '../messages/catalogue.ts'
import type { LookView } from './tracked.server.ts'

/** Who looked at the requester's details and why: a role of a unit, never a person. */
export function Looks({
  looks,
  isAnonymous,
}: {
  readonly looks: readonly LookView[]
  readonly isAnonymous: boolean
}): ReactNode {
  const { say } = usePage()
  return (
    <section aria-labelledby="looks">
      <h2 id="looks">{say('looks.title')}</h2>
      {isAnonymous && <p>{say('looks.anonymous')}</p>}
      {!isAnonymous && looks.length === 0 && <p>{say('looks.none')}</p>}
      {looks.length > 0 && (
        <>
          <p>{say(looks.length === 1 ? 'looks.count.one' : 'looks.count', { count: looks.length })}</p>
          <ol className="timeline">
            {looks.map((look, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two looks may be alike in all that is shown
              <Look look={look} key={`${look.at} ${index}`} />
            ))}
          </ol>
        </>
      )}
    </section>
  )
}

function Look({ look }: { readonly look: LookView }): ReactNode {
  const { say } = usePage()
  const { at, role, unit, purpose, isRefused } = look
  const key = `looks.for.${purpose}`
  return (
    <li>
      <p className="timeline-head">
        <strong>{say(`role.${role}`)}</strong>
        <span>{unit || say('track.hotline')}</span>
        <When at={at} />
      </p>
      <p>
        {isMessageKey(key) ? say(key) : say('looks.for.other')}
        {isRefused && <> – {say('looks.refused')}</>}
      </p>
    </li>
  )
}
