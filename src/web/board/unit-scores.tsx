import type { ReactNode } from 'react'
import { useLoaderData, type LinksFunction } from 'react-router'
import { Page } from '../kit/page.tsx'
import { usePage } from '../kit/use-page.ts'
import scoresCss from '../style/scores.css?url'
import { UnitScoresBody } from './unit-scores-body.tsx'
import type { UnitScoresData } from './unit-scores.server.ts'

export { loader } from './unit-scores.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: scoresCss }]

/** One unit's scores, public: counts and rates, and no order. */
export default function UnitScores(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<UnitScoresData>()
  const title = say('scores.unit.title', { unit: data.name, period: data.head.period })
  return (
    <Page title={title} isWide>
      <h1>{title}</h1>
      <UnitScoresBody data={data} address="/scores" />
    </Page>
  )
}
