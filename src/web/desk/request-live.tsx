import { useState, type ReactNode } from 'react'
import { useRevalidator } from 'react-router'
import { Button } from '../kit/button.tsx'
import { useKeys } from '../kit/keys.tsx'
import { useLive, type LiveChange } from '../kit/live.tsx'
import { usePage } from '../kit/use-page.ts'

interface RequestLiveProps {
  readonly number: string
  readonly seq: number
  /** Something is being typed: then nothing moves under the hands before the person says so. */
  readonly isTyping: () => boolean
}

/** The request changed while it was open: shown at once where nobody types, else said, and shown when asked for. */
export function RequestLive({ number, seq, isTyping }: RequestLiveProps): ReactNode {
  const { say } = usePage()
  const { revalidate } = useRevalidator()
  const [news, setNews] = useState<LiveChange | undefined>()
  useLive('change', (change) => {
    if (change.number !== number || change.seq <= seq) return
    if (isTyping()) setNews(change)
    else void revalidate()
  })
  useLive('resync', () => void (isTyping() ? undefined : revalidate()))
  const isNew = news !== undefined && news.seq > seq
  const show = (): void => void revalidate()
  useKeys([{ keys: 'r', words: say('request.live.show'), run: show, isOff: !isNew }])
  if (!isNew) return <output />
  const who = `${say(`role.${news.by.role}`)} ${news.by.account}`
  return (
    <output className="news">
      <span>{say('request.live.changed', { who, event: say(`event.${news.type}`) })}</span>{' '}
      <Button onPress={show} keys="r">
        {say('request.live.show')}
      </Button>
    </output>
  )
}
