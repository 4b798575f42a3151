import { useCallback, useEffect, useRef, useState } from 'react'
import { useRevalidator } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import { useToasts } from '../../kit/toasts.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { Act, ActResult } from './act.server.ts'

/** A little less than the rule allows, so that what the toast offers is still possible when it is pressed. */
const undoSeconds = 28
const refreshMs = 1_200

/** A request with the state in which it was seen. */
export interface Seen {
  readonly number: string
  readonly seq: number
  /** The service that is settled with the dispatch. */
  readonly serviceCode?: string | undefined
}

export type ActFields = Readonly<Record<string, string>>

interface Undo {
  readonly act: 'recall' | 'split'
  readonly numbers: readonly string[]
  readonly until: number
}

/**
 * What a dispatcher does, at once in the list and then at the house: what goes out leaves the list with the key that was
 * pressed; what is refused comes back and says why. The last acts can be undone for half a minute.
 */
export function useActs() {
  const { say } = usePage()
  const toasts = useToasts()
  const { revalidate } = useRevalidator()
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const undos = useRef<Undo[]>([])
  // What is done and read anew is the list's to show or not.
  const settled = useRef(new Set<string>())
  const refresh = useDelayed(() => {
    const known = settled.current
    settled.current = new Set()
    void revalidate().then(() => setGone((all) => new Set([...all].filter((number) => !known.has(number)))))
  }, refreshMs)

  const send = useCallback(
    async (act: Act, seen: readonly Seen[], fields: ActFields): Promise<readonly ActResult[]> => {
      const numbers = seen.map(({ number }) => number)
      // What was only classified stays where it is.
      if (act !== 'classify') setGone((all) => new Set([...all, ...numbers]))
      const results = await post(act, seen, fields)
      for (const number of numbers) settled.current.add(number)
      const failed = results.filter(({ isDone }) => !isDone)
      if (failed.length > 0)
        setGone((all) => new Set([...all].filter((one) => !failed.some(({ number }) => number === one))))
      for (const { number, words } of failed.slice(0, 3))
        toasts.show({ words: `${printedNumber(number)} · ${words || say('dispatch.lost')}`, look: 'bad', seconds: 12 })
      refresh()
      return results.filter(({ isDone }) => isDone)
    },
    [refresh, say, toasts],
  )

  const undo = useCallback(async (): Promise<void> => {
    const last = undos.current.pop()
    if (!last || last.until < performance.now()) return
    const seen = last.numbers.map((number) => ({ number, seq: 0 }))
    const results = await post(last.act, seen, { note: say('dispatch.undone.note') })
    const back = results.filter(({ isDone }) => isDone).map(({ number }) => number)
    setGone((all) => new Set([...all].filter((one) => !back.includes(one))))
    const [failed] = results.filter(({ isDone }) => !isDone)
    toasts.show(
      failed
        ? { words: failed.words || say('dispatch.lost'), look: 'bad', seconds: 12 }
        : { words: say('dispatch.undone', { n: back.length, number: printedNumber(back[0] ?? '') }) },
    )
    refresh()
  }, [refresh, say, toasts])

  /** Says what was done, and for how long it can be undone. */
  const offerUndo = useCallback(
    (act: Undo['act'], done: readonly ActResult[], words: string): void => {
      if (done.length === 0) return
      const numbers = done.map(({ number }) => number)
      undos.current.push({ act, numbers, until: performance.now() + undoSeconds * 1_000 })
      toasts.show({
        words,
        seconds: undoSeconds,
        action: { words: say('dispatch.undo'), keys: 'z', run: () => void undo() },
      })
    },
    [say, toasts, undo],
  )
  return { gone, send, undo, offerUndo }
}

async function post(act: Act, seen: readonly Seen[], fields: ActFields): Promise<readonly ActResult[]> {
  const body = new URLSearchParams({ act, ...fields })
  for (const { number, seq, serviceCode } of seen) {
    body.append('number', number)
    if (seq > 0) body.append(`seq.${number}`, String(seq))
    if (serviceCode !== undefined) body.append(`service.${number}`, serviceCode)
  }
  const nothing = seen.map(({ number }) => ({ number, isDone: false, unit: '', words: '', code: 'lost' }))
  try {
    const response = await window.fetch('/staff/dispatch/act', { method: 'POST', body })
    if (response.status === 401) location.reload()
    return response.ok ? ((await response.json()) as readonly ActResult[]) : nothing
  } catch {
    return nothing
  }
}

/** Calls once when nothing has called for it for a while. */
export function useDelayed(run: () => void, ms: number): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => latest.current(), ms)
  }, [ms])
}
