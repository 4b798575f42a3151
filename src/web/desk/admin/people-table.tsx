import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { Scroll } from '../../kit/scroll.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { PersonLine } from './people.server.ts'

/** Tokens as lines: whose, for what, until when; and the way to end each. */
export function PeopleTable({ lines }: { readonly lines: readonly PersonLine[] }): ReactNode {
  const { say } = usePage()
  const heads = ['id', 'role', 'unit', 'label', 'created', 'used', 'state'] as const
  return (
    <Scroll label={say('admin.people.list')}>
      <table className="floor-table words-left">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {say(`admin.people.${head}`)}
              </th>
            ))}
            <th scope="col">{say('admin.people.revoke')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <PersonRow key={line.id} line={line} />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function PersonRow({ line }: { readonly line: PersonLine }): ReactNode {
  const { say, when, root } = usePage()
  const { id, role, unit, label, createdAt, lastUsedAt, expiresAt, revokedAt, isOwn } = line
  const isOver = revokedAt !== null || (expiresAt !== null && expiresAt <= root.now)
  return (
    <tr className={isOver ? 'nothing' : undefined}>
      <th scope="row">
        <code>{id}</code>
      </th>
      <td>{say(`role.${role}`)}</td>
      <td>{unit || '—'}</td>
      <td>{label || '—'}</td>
      <td>{when(createdAt)}</td>
      <td>{lastUsedAt === null ? say('admin.people.used.never') : when(lastUsedAt)}</td>
      <td>{stateWords(line, root.now, say, when)}</td>
      <td>
        {isOwn ? (
          say('admin.people.own')
        ) : isOver ? (
          '—'
        ) : (
          <details>
            <summary aria-label={say('admin.people.revoke.of', { id })}>{say('admin.people.revoke')}</summary>
            <Form method="post">
              <p className="hint">{say('admin.people.revoke.sure')}</p>
              <button className="button" name="revoke" value={id}>
                {say('admin.people.revoke.confirm')}
              </button>
            </Form>
          </details>
        )}
      </td>
    </tr>
  )
}

type Words = ReturnType<typeof usePage>

function stateWords({ revokedAt, expiresAt }: PersonLine, now: number, say: Words['say'], when: Words['when']): string {
  if (revokedAt !== null) return say('admin.people.state.revoked', { when: when(revokedAt) })
  if (expiresAt === null) return say('admin.people.state.live')
  return expiresAt <= now
    ? say('admin.people.state.expired')
    : say('admin.people.state.until', { when: when(expiresAt) })
}
