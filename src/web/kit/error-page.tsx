import type { ReactNode } from 'react'
import type { MessageKey } from '../messages/catalogue.ts'
import { Page } from './page.tsx'
import { usePage } from './use-page.ts'

const known: Readonly<Record<number, { readonly title: MessageKey; readonly text: MessageKey }>> = {
  403: { title: 'error.403.title', text: 'error.403.text' },
  404: { title: 'error.404.title', text: 'error.404.text' },
  503: { title: 'error.503.title', text: 'error.503.text' },
}
const noted: Readonly<Record<string, { readonly title: MessageKey; readonly text: MessageKey }>> = {
  request: { title: 'request.notFound.title', text: 'request.notFound.text' },
  origin: { title: 'error.403.origin.title', text: 'error.403.origin.text' },
}
const unreadable = { title: 'error.4xx.title', text: 'error.4xx.text' } as const
const unexpected = { title: 'error.500.title', text: 'error.500.text' } as const

/** What happened, whether one's work is safe, and what to do. */
export function ErrorPage({
  status,
  note,
}: {
  readonly status: number
  readonly note?: string | undefined
}): ReactNode {
  const { say, root } = usePage()
  const { title, text } =
    (note === undefined ? undefined : noted[note]) ?? known[status] ?? (status < 500 ? unreadable : unexpected)
  const { hotline } = root.site
  return (
    <Page title={say(title)}>
      <h1>{say(title)}</h1>
      <p>{say(text, { hotline })}</p>
      <p>
        <a href="/">{say('error.home')}</a>
      </p>
      {hotline !== '' && (
        <p>
          <a href={`tel:${hotline}`}>{say('error.call', { hotline })}</a>
        </p>
      )}
    </Page>
  )
}
