import type { ReactNode } from 'react'
import { useLoaderData, type LinksFunction } from 'react-router'
import { usePage } from '../../kit/use-page.ts'
import styles from '../../style/floor.css?url'
import { AdminPage } from './admin-page.tsx'
import type { HealthData } from './health.server.ts'

export { loader } from './health.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

const signs = { ok: '✓', warn: '◷', fail: '⚠' } as const
const looks = { ok: 'good', warn: 'soon', fail: 'late' } as const

/** Whether the installation is well, and what to do where it is not. */
export default function Health(): ReactNode {
  const { say } = usePage()
  const { health, findings } = useLoaderData<HealthData>()
  return (
    <AdminPage view="health">
      <section className="panel">
        <h2>{say('admin.health.now')}</h2>
        {health ? <Now health={health} /> : <p>{say('admin.unknown')}</p>}
      </section>
      <section className="panel">
        <h2>{say('admin.health.findings')}</h2>
        {findings ? <Findings findings={findings} /> : <p>{say('admin.health.findings.none')}</p>}
      </section>
    </AdminPage>
  )
}

function Now({ health }: { readonly health: NonNullable<HealthData['health']> }): ReactNode {
  const { say, when, root } = usePage()
  const { database, sealing, lastBackup } = health
  const size = (bytes: number): string =>
    new Intl.NumberFormat(root.language, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 }).format(
      bytes / 1e6,
    )
  const pending = new Intl.NumberFormat(root.language).format(sealing.pending)
  const facts: readonly (readonly [string, string])[] = [
    [say('admin.health.worker'), say(health.isWorkerHealthy ? 'admin.health.worker.well' : 'admin.health.worker.ill')],
    [
      say('admin.health.sealing'),
      sealing.last === null
        ? say('admin.health.sealing.never', { pending })
        : say('admin.health.sealing.lag', { pending, when: when(sealing.last) }),
    ],
    [
      say('admin.health.database'),
      say('admin.health.database.facts', {
        version: database.version,
        size: size(database.bytes),
        connections: database.connections,
        most: database.mostConnections,
      }),
    ],
    [
      say('admin.health.backup'),
      lastBackup
        ? say('admin.health.backup.at', { when: when(lastBackup.at), size: size(lastBackup.bytes) })
        : say('admin.health.backup.none'),
    ],
    [say('admin.health.started'), when(health.startedAt)],
    [say('admin.health.memory'), size(health.memoryBytes)],
  ]
  return (
    <dl className="facts">
      {facts.map(([name, words]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}

function Findings({ findings }: { readonly findings: NonNullable<HealthData['findings']> }): ReactNode {
  const { say } = usePage()
  const bad = findings.filter(({ status }) => status !== 'ok')
  return (
    <>
      <p>
        <strong>
          {bad.length === 0
            ? say('admin.health.findings.well')
            : say('admin.health.findings.bad', { count: bad.length })}
        </strong>
      </p>
      <FindingList findings={bad} />
      <details>
        <summary>{say('admin.health.findings.all', { count: findings.length })}</summary>
        <FindingList findings={findings} />
      </details>
    </>
  )
}

function FindingList({ findings }: { readonly findings: NonNullable<HealthData['findings']> }): ReactNode {
  const { say } = usePage()
  if (findings.length === 0) return null
  return (
    <ul className="findings">
      {findings.map(({ check, status, words }) => (
        <li key={`${check} ${words}`} className={looks[status]}>
          <span aria-hidden="true">{signs[status]} </span>
          <strong>{say(`admin.status.${status}`)}</strong> {words}
        </li>
      ))}
    </ul>
  )
}
