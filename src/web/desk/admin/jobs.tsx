import type { ReactNode } from 'react'
import { useLoaderData, type LinksFunction } from 'react-router'
import { MINUTE } from '../../../core/time.ts'
import { durationWords } from '../../kit/clock.ts'
import { Scroll } from '../../kit/scroll.tsx'
import { usePage } from '../../kit/use-page.ts'
import { isMessageKey } from '../../messages/catalogue.ts'
import styles from '../../style/floor.css?url'
import { AdminPage } from './admin-page.tsx'
import { Facts, type Fact } from './facts.tsx'
import type { JobsData } from './jobs.server.ts'

export { loader } from './jobs.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

/** The queue, what is in trouble in it, the regular work, and notices that did not arrive. */
export default function Jobs(): ReactNode {
  const { say } = usePage()
  const { jobs, chores, notices } = useLoaderData<JobsData>()
  return (
    <AdminPage view="jobs">
      {jobs ? <Queue jobs={jobs} /> : <p>{say('admin.jobs.unavailable')}</p>}
      {jobs && <Troubled jobs={jobs} />}
      <Chores chores={chores} />
      <Notices notices={notices} />
    </AdminPage>
  )
}

type Jobs = NonNullable<JobsData['jobs']>

function Queue({ jobs }: { readonly jobs: Jobs }): ReactNode {
  const { say, root } = usePage()
  const wait = jobs.oldestDueAt === null ? null : Math.max(0, Math.floor((root.now - jobs.oldestDueAt) / MINUTE))
  const facts: readonly Fact[] = [
    [say('admin.jobs.unsent'), jobs.unsent],
    [say('admin.jobs.queued'), jobs.queued],
    [say('admin.jobs.oldest'), wait === null ? say('admin.none') : durationWords(wait, say)],
    [say('admin.jobs.failing'), jobs.failing],
    [say('admin.jobs.dead'), jobs.dead],
  ]
  return <Facts title={say('admin.jobs.queue')} facts={facts} />
}

interface TableProps {
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly [key: string, ...cells: ReactNode[]])[]
  readonly none: string
}

function Table({ title, heads, rows, none }: TableProps): ReactNode {
  return (
    <section className="panel">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p>{none}</p>
      ) : (
        <Scroll label={title}>
          <table className="floor-table words-left">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([key, first, ...cells]) => (
                <tr key={key}>
                  <th scope="row">{first}</th>
                  {cells.map((cell, index) => (
                    <td key={heads[index + 1]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  )
}

function Troubled({ jobs }: { readonly jobs: Jobs }): ReactNode {
  const { say, when } = usePage()
  return (
    <Table
      title={say('admin.jobs.troubled')}
      none={say('admin.jobs.troubled.none')}
      heads={[say('admin.jobs.task'), say('admin.jobs.tries'), say('admin.jobs.next'), say('admin.jobs.error')]}
      rows={jobs.troubled.map(({ id, task, attempts, mostAttempts, nextAt, isDead, error }) => [
        id,
        task,
        `${attempts}/${mostAttempts}`,
        isDead ? say('admin.jobs.dead') : when(nextAt),
        error,
      ])}
    />
  )
}

function Chores({ chores }: Pick<JobsData, 'chores'>): ReactNode {
  const { say, when } = usePage()
  const nameOf = (name: string): string => {
    const key = `admin.chore.${name}`
    return isMessageKey(key) ? say(key) : name
  }
  return (
    <Table
      title={say('admin.jobs.chores')}
      none={say('admin.jobs.unavailable')}
      heads={[say('admin.jobs.chore'), say('admin.jobs.every'), say('admin.jobs.last'), say('admin.jobs.faults')]}
      rows={chores.map(({ name, everySeconds, wentWellAt, faults }) => [
        name,
        nameOf(name),
        say('admin.jobs.seconds', { n: everySeconds }),
        wentWellAt === null ? say('admin.jobs.never') : when(wentWellAt),
        faults === 0 ? (
          '0'
        ) : (
          <span className="late">
            <span aria-hidden="true">⚠ </span>
            {faults}
          </span>
        ),
      ])}
    />
  )
}

function Notices({ notices }: Pick<JobsData, 'notices'>): ReactNode {
  const { say, when } = usePage()
  return (
    <Table
      title={say('admin.jobs.notices')}
      none={say('admin.jobs.notices.none')}
      heads={[
        say('admin.jobs.notices.kind'),
        say('admin.jobs.notices.channel'),
        say('admin.jobs.notices.reason'),
        say('admin.jobs.tries'),
        say('admin.jobs.notices.at'),
      ]}
      rows={notices.map(({ id, kind, channel, reason, attempts, failedAt }) => [
        id,
        kind,
        channel,
        reason ?? say('admin.unknown'),
        attempts,
        when(failedAt),
      ])}
    />
  )
}
