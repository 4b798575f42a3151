import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useLive, type LivePresence } from './live.tsx'
import { usePage } from './use-page.ts'

const sayAgainMs = 10_000
/** So long after the last key somebody still counts as writing. */
const writesOnMs = 15_000

type Who = LivePresence['who']

/** Who else is where, by the number of the request. */
export function usePresent(): ReadonlyMap<string, Who> {
  const [present, setPresent] = useState<ReadonlyMap<string, Who>>(new Map())
  useLive('presence', ({ number, who }) =>
    setPresent((all) => {
      const next = new Map(all)
      if (who.length > 0) next.set(number, who)
      else next.delete(number)
      return next
    }),
  )
  return present
}

/**
 * Says that this page shows a request, and that somebody writes on it, for as long as it does.
 * @returns what to call with every key that is typed
 */
export function useSayPresent(number: string | undefined): () => void {
  const typedAt = useRef(0)
  const sayNow = useRef((): void => undefined)
  useEffect(() => {
    if (number === undefined) return undefined
    let said = ''
    const tell = (): void => {
      if (document.visibilityState === 'hidden') return
      const isWriting = typedAt.current > 0 && performance.now() - typedAt.current < writesOnMs
      said = isWriting ? 'writing' : 'viewing'
      void send(number, said).catch(() => undefined)
    }
    sayNow.current = () => {
      if (said !== 'writing') tell()
    }
    tell()
    const timer = setInterval(tell, sayAgainMs)
    const leave = (): void => {
      navigator.sendBeacon('/staff/presence', bodyOf(number, 'left'))
    }
    addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', tell)
    return () => {
      clearInterval(timer)
      removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', tell)
      leave()
    }
  }, [number])
  return () => {
    typedAt.current = performance.now()
    sayNow.current()
  }
}

const bodyOf = (number: string, doing: string): Blob =>
  new Blob([JSON.stringify({ number, doing })], { type: 'application/json' })

const send = (number: string, doing: string): Promise<Response> =>
  window.fetch('/staff/presence', { method: 'POST', body: bodyOf(number, doing), keepalive: true })

/** Who else has this request open: quiet where they look, in amber where they write. */
export function PresenceLine({ who }: { readonly who: Who }): ReactNode {
  const { say } = usePage()
  return (
    <output className="presence">
      {who.map(({ role, account, doing }) => (
        <span key={account} className={`presence-person ${doing}`}>
          <span aria-hidden="true">{doing === 'writing' ? '✎ ' : '◉ '}</span>
          {say(doing === 'writing' ? 'presence.writing' : 'presence.viewing', {
            who: `${say(`role.${role}`)} ${account}`,
          })}
        </span>
      ))}
    </output>
  )
}

/** The same in a row of a list: a sign for each, the words for those who listen. */
export function PresenceMarks({ who }: { readonly who: Who | undefined }): ReactNode {
  const { say } = usePage()
  if (who === undefined) return null
  return (
    <span className="presence-marks">
      {who.map(({ role, account, doing }) => {
        const words = say(doing === 'writing' ? 'presence.writing' : 'presence.viewing', {
          who: `${say(`role.${role}`)} ${account}`,
        })
        return (
          <span key={account} className={`presence-mark ${doing}`} title={words}>
            <span aria-hidden="true">{account}</span>
            <span className="visually-hidden">{words}</span>
          </span>
        )
      })}
    </span>
  )
}
