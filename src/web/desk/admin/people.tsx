import type { ReactNode } from 'react'
import { Form, Link, useActionData, useLoaderData, type LinksFunction } from 'react-router'
import { ErrorSummary } from '../../kit/error-summary.tsx'
import { Select, TextField } from '../../kit/fields.tsx'
import { usePage } from '../../kit/use-page.ts'
import styles from '../../style/floor.css?url'
import { AdminPage } from './admin-page.tsx'
import { PeopleTable } from './people-table.tsx'
import type { PeopleAnswer, PeopleData } from './people.server.ts'

export { action, loader } from './people.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

/** Who may come in: tokens by role and unit. A secret is shown once, when it is made. */
export default function People(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<PeopleData>()
  const answer = useActionData<PeopleAnswer>()
  const problems = answer?.problems ?? []
  return (
    <AdminPage view="people" hasProblem={problems.length > 0}>
      <ErrorSummary form="token" problems={problems} />
      {answer?.secret && <Secret secret={answer.secret} />}
      {answer?.revoked !== undefined && (
        <output className="note">{say('admin.people.revoked', { id: answer.revoked })}</output>
      )}
      <div className="people-parts">
        <section className="panel">
          <h2>{say('admin.people.list')}</h2>
          <Filter data={data} />
          {data.lines.length === 0 ? <p>{say('admin.people.none')}</p> : <PeopleTable lines={data.lines} />}
          {data.next !== null && (
            <p>
              <Link to={data.next}>{say('admin.people.more')}</Link>
            </p>
          )}
        </section>
        <NewToken data={data} answer={answer} />
      </div>
    </AdminPage>
  )
}

function Secret({ secret }: { readonly secret: NonNullable<PeopleAnswer['secret']> }): ReactNode {
  const { say } = usePage()
  return (
    <section className="panel token-secret" role="alert">
      <p>
        <strong>{say('admin.people.secret')}</strong>
      </p>
      <p>
        <code>{secret.token}</code>
      </p>
      <p className="hint">{say('admin.people.secret.for', { id: secret.id })}</p>
    </section>
  )
}

function Filter({ data }: { readonly data: PeopleData }): ReactNode {
  const { say } = usePage()
  return (
    <Form
      method="get"
      className="inline-form filters"
      aria-label={say('admin.people.filter')}
      key={`${data.role} ${data.isLive}`}
    >
      <Select
        form="filter"
        name="role"
        label={say('admin.people.role')}
        value={data.role}
        empty={say('admin.people.role.all')}
        options={data.roles.map((role) => ({ value: role, label: say(`role.${role}`) }))}
      />
      <Select
        form="filter"
        name="which"
        label={say('admin.people.which')}
        value={data.isLive ? 'live' : 'all'}
        options={[
          { value: 'live', label: say('admin.people.live') },
          { value: 'all', label: say('admin.people.all') },
        ]}
      />
      <button className="button">{say('admin.people.apply')}</button>
    </Form>
  )
}

interface NewTokenProps {
  readonly data: PeopleData
  readonly answer: PeopleAnswer | undefined
}

function NewToken({ data, answer }: NewTokenProps): ReactNode {
  const { say } = usePage()
  const typed = answer?.typed
  const problems = answer?.problems ?? []
  return (
    <section className="panel">
      <h2>{say('admin.people.new')}</h2>
      {/* A token that was made leaves an empty form behind. */}
      <Form method="post" key={answer?.secret?.id ?? 'new'}>
        <Select
          form="token"
          name="role"
          label={say('admin.people.role')}
          value={typed?.role ?? ''}
          options={data.roles.map((role) => ({ value: role, label: say(`role.${role}`) }))}
          problems={problems}
        />
        <TextField
          form="token"
          name="unit"
          label={say('admin.people.new.unit')}
          hint={say('admin.people.new.unit.hint')}
          value={typed?.unit}
          list="token-units"
          isOptional
          problems={problems}
        />
        <datalist id="token-units">
          {data.units.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </datalist>
        <TextField
          form="token"
          name="label"
          label={say('admin.people.new.label')}
          value={typed?.label}
          isOptional
          problems={problems}
        />
        <TextField
          form="token"
          name="days"
          label={say('admin.people.new.days')}
          hint={say('admin.people.new.days.hint')}
          value={typed?.days}
          inputMode="numeric"
          isOptional
          problems={problems}
        />
        <button className="button primary">{say('admin.people.new.send')}</button>
      </Form>
    </section>
  )
}
