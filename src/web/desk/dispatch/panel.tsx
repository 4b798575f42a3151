import { useEffect, type ReactNode } from 'react'
import { useFetcher } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import type { DispatchCase } from '../../house/dispatch-doors.ts'
import type { WhyUnit } from '../../house/why-unit.ts'
import { When } from '../../kit/clock-view.tsx'
import { usePage } from '../../kit/use-page.ts'
import { ConfidenceBadge } from './line.tsx'

const restMs = 90

/** What is known of the active request, fetched when the keys come to rest on it. */
export function useCase(number: string | undefined): DispatchCase | undefined {
  const { load, data } = useFetcher<DispatchCase>()
  useEffect(() => {
    if (number === undefined) return undefined
    const timer = setTimeout(() => void load(`/staff/dispatch/case/${number}`), restMs)
    return () => clearTimeout(timer)
  }, [number, load])
  return data?.number === number ? data : undefined
}

/** The request that keys act on: what it says, to whom it should go and why, what is like it, how it went before. */
export function Panel({ found }: { readonly found: DispatchCase | undefined }): ReactNode {
  const { say } = usePage()
  if (!found)
    return (
      <aside className="dispatch-panel" aria-label={say('dispatch.panel')}>
        <p className="hint">{say('dispatch.panel.empty')}</p>
      </aside>
    )
  return (
    <aside className="dispatch-panel" aria-label={say('dispatch.panel')}>
      <h2>
        <a href={`/staff/requests/${found.number}`}>{printedNumber(found.number)}</a>
      </h2>
      {found.title !== '' && <p className="matter-title">{found.title}</p>}
      <p className="words">{found.whole}</p>
      <p className="hint">{[found.area, found.place].filter((part) => part !== '').join(' · ')}</p>
      <h3>{say('dispatch.unit')}</h3>
      <p>
        <strong>{found.advice.unit || say('dispatch.unit.none')}</strong> <ConfidenceBadge advice={found.advice} />
      </p>
      {found.advice.assists.length > 0 && (
        <p className="hint">{say('dispatch.assists', { units: found.advice.assists.join(say('list.gap')) })}</p>
      )}
      <Why why={found.advice.why} doubts={found.advice.doubts} />
      <Alikes found={found} />
      <Past found={found} />
    </aside>
  )
}

export function Why({ why, doubts }: Pick<DispatchCase['advice'], 'why' | 'doubts'>): ReactNode {
  const { say } = usePage()
  return (
    <ul className="why-list">
      {why.map(({ kind, place, unit }: WhyUnit) => (
        <li key={kind + unit}>{say(`dispatch.why.${kind}`, { place, unit })}</li>
      ))}
      {doubts.map((doubt) => (
        <li key={doubt} className="doubt">
          <span aria-hidden="true">⚠ </span>
          {say(`dispatch.doubt.${doubt}`)}
        </li>
      ))}
    </ul>
  )
}

function Alikes({ found }: { readonly found: DispatchCase }): ReactNode {
  const { say } = usePage()
  if (found.alikes.length === 0) return null
  return (
    <>
      <h3>{say('dispatch.alikes')}</h3>
      <ul className="case-list">
        {found.alikes.slice(0, 4).map((one) => (
          <li key={one.number}>
            <a href={`/staff/requests/${one.number}`}>{printedNumber(one.number)}</a> {say(`state.${one.state}`)}
            {one.childCount > 0 && <span className="alike">{say('dispatch.children', { n: one.childCount })}</span>}
            <span className="hint one-line">{[one.unit, one.matter].filter((part) => part !== '').join(' · ')}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Which unit had the same kind of matter here before, and how it went. */
export function Past({ found }: { readonly found: DispatchCase }): ReactNode {
  const { say } = usePage()
  if (found.past.length === 0) return null
  return (
    <>
      <h3>{say('dispatch.past')}</h3>
      <ul className="case-list">
        {found.past.map((one) => (
          <li key={one.number}>
            <a href={`/staff/requests/${one.number}`}>{printedNumber(one.number)}</a> {one.unit}
            <span className="hint one-line">
              <When at={one.registeredAt} />
              {one.disposition !== null && ` · ${say(`disposition.${one.disposition}`)}`}
              {one.hops > 0 && ` · ${say('dispatch.past.hops', { n: one.hops })}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
