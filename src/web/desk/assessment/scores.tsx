import type { ReactNode } from 'react'
import { useLoaderData, type LinksFunction } from 'react-router'
import { ScoresBody } from '../../board/scores-body.tsx'
import type { ScoresData } from '../../board/scores.server.ts'
import { usePage } from '../../kit/use-page.ts'
import { DeskPage } from '../desk-page.tsx'
import scoresCss from '../../style/scores.css?url'

export { loader } from '../../board/scores.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: scoresCss }]

/** The published scores within the desk. */
export default function DeskScores(): ReactNode {
  const { say } = usePage()
  return (
    <DeskPage title={say('scores.title')}>
      <ScoresBody data={useLoaderData<ScoresData>()} address="/staff/scores" />
    </DeskPage>
  )
}
