import type { ReactNode } from 'react'
import { useLoaderData, type LinksFunction } from 'react-router'
import { Page } from '../kit/page.tsx'
import { usePage } from '../kit/use-page.ts'
import { ScoresBody } from './scores-body.tsx'
import type { ScoresData } from './scores.server.ts'
import scoresCss from '../style/scores.css?url'

export { loader } from './scores.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: scoresCss }]

export default function Scores(): ReactNode {
  const { say } = usePage()
  const data = useLoaderData<ScoresData>()
  return (
    <Page title={`${say('scores.title')} ${data.period}`} isWide>
      <h1>{say('scores.title')}</h1>
      <ScoresBody data={data} address="/scores" />
    </Page>
  )
}
