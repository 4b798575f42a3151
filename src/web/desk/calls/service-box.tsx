import type { ReactNode } from 'react'
import { urgencyLevels } from '../../../core/deadline/terms.ts'
import { KeyHint } from '../../kit/button.tsx'
import { idOf } from '../../kit/error-summary.tsx'
import { usePage } from '../../kit/use-page.ts'
import { callForm, CallSelect } from './call-fields.tsx'
import type { CallService, Suggestions } from './suggestions.ts'
import type { CallDesk } from './use-call-desk.ts'

interface ServiceBoxProps {
  readonly desk: CallDesk
  readonly services: readonly CallService[]
  readonly suggested: Suggestions
  readonly isAsking: boolean
}

/** What it is, by its words: three at most, taken by their number. What was taken stays in sight. */
export function ServiceBox({ desk, services, suggested, isAsking }: ServiceBoxProps): ReactNode {
  const { say } = usePage()
  const chosen = desk.values.serviceCode
  const isListed = services.some(({ code }) => code === chosen)
  return (
    <section className="panel call-service" aria-label={say('calls.service')} aria-busy={isAsking}>
      <h2>{say('calls.service')}</h2>
      <div role="radiogroup" aria-label={say('calls.service')} className="call-services">
        {chosen !== '' && !isListed && (
          <ServiceLine
            desk={desk}
            service={{ code: chosen, name: desk.values.serviceName || chosen, path: '', level: '' }}
            keys={undefined}
          />
        )}
        {services.map((service, index) => (
          <ServiceLine
            key={service.code}
            desk={desk}
            service={service}
            keys={index < 3 ? `alt+${index + 1}` : undefined}
          />
        ))}
        <label className="call-option">
          <input
            type="radio"
            name="serviceCode"
            value=""
            checked={chosen === ''}
            onChange={() => desk.set({ serviceCode: '', serviceName: '' })}
          />
          {say('calls.service.later')}
        </label>
      </div>
      {desk.isAlive && services.length === 0 && desk.values.matter.trim() !== '' && !isAsking && (
        <p className="hint">{say('calls.service.nothing')}</p>
      )}
      <UnitLine suggested={suggested} isChosen={chosen !== ''} />
      <CallSelect
        desk={desk}
        name="level"
        label={say('calls.level')}
        keys="alt+u"
        options={urgencyLevels.map((value) => ({ value, label: say(`level.${value}`) }))}
        empty={say('new.level.service')}
      />
    </section>
  )
}

interface LineProps {
  readonly desk: CallDesk
  readonly service: CallService
  readonly keys: string | undefined
}

function ServiceLine({ desk, service, keys }: LineProps): ReactNode {
  const { code, name, path, level } = service
  const { say } = usePage()
  const id = `${idOf(callForm, 'serviceCode')}-${code}`
  const isTaken = desk.values.serviceCode === code
  return (
    <label htmlFor={id} className={isTaken ? 'call-option taken' : 'call-option'}>
      <input
        type="radio"
        id={id}
        name="serviceCode"
        value={code}
        checked={isTaken}
        onChange={() => desk.set({ serviceCode: code, serviceName: name })}
      />
      <span>
        <strong>{name}</strong> {level !== '' && <span className="badge">{level}</span>}
        <span className="hint one-line">{path}</span>
        {isTaken && <span className="visually-hidden"> {say('calls.taken')}</span>}
      </span>
      {keys !== undefined && <KeyHint keys={keys} />}
    </label>
  )
}

/** Who would get it, and by when it would be handled. */
function UnitLine({ suggested, isChosen }: { readonly suggested: Suggestions; readonly isChosen: boolean }): ReactNode {
  const { say, when } = usePage()
  return (
    <p className="call-unit" aria-live="polite">
      {suggested.unit !== '' && (
        <>
          → <strong>{suggested.unit}</strong>
        </>
      )}
      {suggested.unit !== '' && suggested.assumedArea !== '' && (
        <span className="hint"> {say('calls.unit.assumed', { area: suggested.assumedArea })}</span>
      )}
      {suggested.dueAt !== null && (
        <span className="hint"> {say('calls.promise', { when: when(suggested.dueAt) })}</span>
      )}
      {suggested.unit === '' && isChosen && <span className="hint">{say('calls.unit.unclear')}</span>}
    </p>
  )
}
