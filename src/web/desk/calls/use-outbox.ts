import { useCallback, useEffect, useRef, useState } from 'react'
import { openSafe, type Safe } from '../../life/safe.ts'
import { sendCall } from './send-call.ts'
import type { FiledCall } from './file-call.server.ts'
import type { CallValues } from './call-values.ts'

/** A call that could not be saved, as it lies in this browser: sealed, by a key that cannot be taken out of it. */
export interface WaitingCall {
  readonly owner: string
  readonly formKey: string
  readonly body: string
  readonly values: CallValues
  /** The server said no; somebody has to look. */
  readonly refused: boolean
}

export interface Outbox {
  readonly waiting: readonly WaitingCall[]
  /** Somebody has to sign in before anything can be sent. */
  readonly isSignedOut: boolean
  readonly add: (call: WaitingCall) => Promise<void>
  readonly take: (formKey: string) => Promise<WaitingCall | undefined>
  readonly signedOut: () => void
}

const everyMs = 4_000
export const deskSafe = 'hotline-desk'

/** Calls that wait for the network. Each is sent under its own key: however often and by however many tabs, it is filed once. */
export function useOutbox(owner: string, onFiled: (filed: FiledCall, formKey: string) => void): Outbox {
  const [waiting, setWaiting] = useState<readonly WaitingCall[]>([])
  const [isSignedOut, setSignedOut] = useState(false)
  const safe = useRef<Promise<Safe> | undefined>(undefined)
  const tell = useRef(onFiled)
  useEffect(() => {
    tell.current = onFiled
  })
  const open = useCallback((): Promise<Safe> => (safe.current ??= openSafe(deskSafe)), [])
  const own = useCallback(
    async (): Promise<readonly WaitingCall[]> =>
      (await (await open()).all<WaitingCall>('outbox'))
        .map(({ value }) => value)
        .filter((call) => call.owner === owner),
    [open, owner],
  )
  const refresh = useCallback(async () => setWaiting(await own()), [own])
  const flush = useCallback(async (): Promise<void> => {
    const shelf = await open()
    for (const call of await own()) {
      if (call.refused) continue
      const sent = await sendCall(call.body)
      if (sent.as === 'lost') break
      setSignedOut(sent.as === 'signed-out')
      if (sent.as === 'signed-out') break
      if (sent.as === 'refused') await shelf.put('outbox', call.formKey, { ...call, refused: true })
      else {
        await shelf.remove('outbox', call.formKey)
        tell.current(sent.filed, call.formKey)
      }
    }
    await refresh()
  }, [open, own, refresh])
  useFlush(flush, waiting)
  return {
    waiting,
    isSignedOut,
    add: async (call) => {
      await (await open()).put('outbox', call.formKey, call)
      await refresh()
    },
    take: async (formKey) => {
      const call = (await own()).find((each) => each.formKey === formKey)
      await (await open()).remove('outbox', formKey)
      await refresh()
      return call
    },
    signedOut: () => setSignedOut(true),
  }
}

/** Tries at once, when the network is back, and every few seconds while something waits; one tab at a time. */
function useFlush(flush: () => Promise<void>, waiting: readonly WaitingCall[]): void {
  const isWaiting = waiting.some(({ refused }) => !refused)
  useEffect(() => {
    const alone = (): void => {
      const run = (): Promise<void> => flush().catch(() => undefined)
      if ('locks' in navigator)
        void navigator.locks.request('open12345.calls.outbox', { ifAvailable: true }, (lock) =>
          lock ? run() : undefined,
        )
      else void run()
    }
    alone()
    addEventListener('online', alone)
    const timer = isWaiting ? setInterval(alone, everyMs) : undefined
    return () => {
      removeEventListener('online', alone)
      clearInterval(timer)
    }
  }, [flush, isWaiting])
}
