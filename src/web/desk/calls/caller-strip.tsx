import { useEffect, useState, type ReactNode } from 'react'
import { requesterKinds } from '../../../core/work-order/states.ts'
import { printedNumber } from '../../../core/work-order/number.ts'
import { When } from '../../kit/clock-view.tsx'
import { usePage } from '../../kit/use-page.ts'
import { CallLine, CallSelect } from './call-fields.tsx'
import type { CallerData } from './caller.server.ts'
import type { CallDesk } from './use-call-desk.ts'

const restMs = 250
const digitsFrom = 7

/** Who calls: the number as it is typed, what came from it before, and what to mind. */
export function CallerStrip({ desk }: { readonly desk: CallDesk }): ReactNode {
  const { say } = usePage()
  const caller = useCaller(desk.values.phone)
  return (
    <section className="call-caller panel" aria-label={say('calls.caller')}>
      <CallLine desk={desk} name="phone" label={say('calls.phone')} keys="alt+p" type="tel" />
      <CallLine desk={desk} name="name" label={say('calls.name')} />
      <CallSelect
        desk={desk}
        name="requesterKind"
        label={say('new.requesterKind')}
        options={requesterKinds.map((value) => ({ value, label: say(`requesterKind.${value}`) }))}
      />
      <div className="call-past" aria-live="polite">
        <Past caller={caller} desk={desk} />
      </div>
    </section>
  )
}

function Past({ caller, desk }: { readonly caller: CallerData | null; readonly desk: CallDesk }): ReactNode {
  const { say } = usePage()
  if (!caller) return <p className="hint">{say('calls.caller.none')}</p>
  return (
    <>
      <p className="call-flags">
        <strong>{caller.masked}</strong>
        {caller.flags.map(({ flag, count }) => (
          <span key={flag} className={flag === 'open' ? 'badge' : 'badge urgent'}>
            {flag !== 'open' && <span aria-hidden="true">⚠ </span>}
            {say(`calls.flag.${flag}`, { count })}
          </span>
        ))}
        {caller.earlier.length === 0 && <span className="hint">{say('calls.caller.first')}</span>}
      </p>
      {caller.earlier.length > 0 && (
        <ul className="call-earlier">
          {caller.earlier.map((each) => (
            <li key={each.number}>
              <a href={`/staff/requests/${each.number}`} target="_blank" rel="noreferrer">
                {printedNumber(each.number)}
              </a>{' '}
              <span className="badge">{say(`state.${each.state}`)}</span>{' '}
              <span className="one-line">{each.service || each.matter}</span> <When at={each.registeredAt} />{' '}
              {desk.values.earlierNumber !== each.number && (
                <button type="button" className="button link" onClick={() => desk.set({ earlierNumber: each.number })}>
                  {say('calls.continue')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Asked once a number is long enough and the fingers rest; an answer for a number that has changed is dropped. */
function useCaller(phone: string): CallerData | null {
  const [found, setFound] = useState<{ readonly digits: string; readonly caller: CallerData | null }>()
  const digits = phone.normalize('NFKC').replace(/\D/g, '')
  useEffect(() => {
    if (digits.length < digitsFrom) return undefined
    const stop = new AbortController()
    const ask = async (): Promise<void> => {
      const body = new URLSearchParams({ phone: digits })
      const response = await window.fetch('/staff/calls/caller', { method: 'POST', body, signal: stop.signal })
      if (response.ok) setFound({ digits, caller: (await response.json()) as CallerData | null })
    }
    const timer = setTimeout(() => void ask().catch(() => undefined), restMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [digits])
  return found?.digits === digits ? found.caller : null
}
