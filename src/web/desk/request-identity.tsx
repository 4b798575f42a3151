import type { ReactNode } from 'react'
import { Select } from '../kit/fields.tsx'
import { usePage } from '../kit/use-page.ts'
import type { IdentityData, RequestState } from './request.server.ts'

const fields = ['name', 'phone', 'email', 'door', 'ownWords'] as const

interface IdentityProps {
  readonly form: string
  readonly identity: IdentityData
  readonly state: RequestState
}

/** Hidden until somebody says what for; every look is written down. */
export function Identity({ form, identity, state }: IdentityProps): ReactNode {
  const { say } = usePage()
  const { revealed } = state
  return (
    <section className="panel">
      <h2>{say('request.identity')}</h2>
      {revealed ? (
        <dl className="facts">
          {fields.map((field) =>
            revealed[field] ? (
              <div key={field}>
                <dt>{say(`request.identity.${field}`)}</dt>
                <dd className="words">{revealed[field]}</dd>
              </div>
            ) : null,
          )}
        </dl>
      ) : (
        <Hidden form={form} identity={identity} state={state} />
      )}
    </section>
  )
}

function Hidden({ form, identity, state }: IdentityProps): ReactNode {
  const { say } = usePage()
  if (!identity.isKept || state.revealed === null) return <p>{say('request.identity.none')}</p>
  if (!identity.mayReveal) return <p>{say('request.identity.forbidden')}</p>
  return (
    <>
      <p className="hint">{say('request.identity.hidden')}</p>
      <div className="search-line">
        <Select
          form={form}
          name="identity.purpose"
          label={say('request.identity.purpose')}
          value={state.typed['identity.purpose']?.[0]}
          problems={state.problems}
          empty={say('choose')}
          options={identity.purposes.map((value) => ({ value, label: say(`purpose.${value}`) }))}
        />
        <button name="command" value="reveal">
          {say('request.identity.reveal')}
        </button>
      </div>
    </>
  )
}
