import type { ReactNode } from 'react'
import { useLoaderData, type LinksFunction } from 'react-router'
import { Scroll } from '../../kit/scroll.tsx'
import { usePage } from '../../kit/use-page.ts'
import styles from '../../style/floor.css?url'
import { AdminPage } from './admin-page.tsx'
import { Facts, type Fact } from './facts.tsx'
import type { PackData } from './pack.server.ts'

export { loader } from './pack.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

/** The city pack that runs: versions with their days, and how much there is of what. */
export default function Pack(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<PackData>()
  return (
    <AdminPage view="pack">
      <PackFacts data={data} />
      <Versions data={data} />
      <div className="columns">
        <Counts
          title={say('admin.pack.units')}
          rows={data.units.map(({ kind, count }) => [say(`unitKind.${kind}`), count])}
        />
        <Counts
          title={say('admin.pack.areas')}
          rows={data.areas.map(({ kind, count }) => [say(`unitKind.${kind}`), count])}
        />
        <Counts
          title={say('admin.pack.other')}
          rows={[
            [say('admin.pack.dispositions'), data.dispositions],
            [say('admin.pack.reasons'), data.reasons],
            [say('admin.pack.notices'), data.notices],
            [say('admin.pack.articles'), data.articles],
          ]}
        />
      </div>
    </AdminPage>
  )
}

function PackFacts({ data }: { readonly data: PackData }): ReactNode {
  const { say, day } = usePage()
  const facts: readonly Fact[] = [
    [say('admin.pack.name'), `${data.name} (${data.code})`],
    [say('admin.pack.hotline'), data.hotline],
    [say('admin.pack.zone'), data.timeZone],
    [say('admin.pack.languages'), data.languages.join(say('list.gap'))],
    [say('admin.pack.rules'), data.rules],
    [say('admin.pack.calendarVersion'), data.calendar.version],
    [
      say('admin.pack.calendar'),
      say('admin.pack.calendar.left', { day: day(data.calendar.until), days: data.calendar.days }),
    ],
  ]
  return <Facts title={say('admin.pack.facts')} facts={facts} />
}

function Versions({ data }: { readonly data: PackData }): ReactNode {
  const { say, day } = usePage()
  return (
    <section className="panel">
      <h2>{say('admin.pack.versions')}</h2>
      <Scroll label={say('admin.pack.versions')}>
        <table className="floor-table words-left">
          <thead>
            <tr>
              <th scope="col">{say('admin.pack.version.kind')}</th>
              <th scope="col">{say('admin.pack.version')}</th>
              <th scope="col">{say('admin.pack.version.from')}</th>
              <th scope="col">{say('admin.pack.version.size')}</th>
              <th scope="col">{say('admin.people.state')}</th>
            </tr>
          </thead>
          <tbody>
            {data.versions.map(({ what, version, from, entries, standing }) => (
              <tr key={`${what} ${version}`} className={standing === 'past' ? 'nothing' : undefined}>
                <th scope="row">{say(`admin.pack.${what}`)}</th>
                <td>{version}</td>
                <td>{day(from)}</td>
                <td>{entries ?? '—'}</td>
                <td>{say(`admin.pack.version.${standing}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

interface CountsProps {
  readonly title: string
  readonly rows: readonly (readonly [string, number])[]
}

function Counts({ title, rows }: CountsProps): ReactNode {
  const { say, root } = usePage()
  return (
    <section className="panel">
      <h2>{title}</h2>
      <table className="floor-table">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{say('admin.pack.kind')}</th>
            <th scope="col">{say('admin.pack.count')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, count]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{new Intl.NumberFormat(root.language).format(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
