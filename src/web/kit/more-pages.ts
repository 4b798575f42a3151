import { useEffect, useMemo, useState } from 'react'
import { useFetcher } from 'react-router'

export interface KeysetPage<Line> {
  readonly lines: readonly Line[]
  /** Address of the next page; null at the end. */
  readonly next: string | null
}

/**
 * A list that reads on by key as its end comes near. A first page that was read anew (a change, another
 * filter) begins anew; what was read further down is read again when it comes in sight.
 */
export function useMorePages<Line>(first: KeysetPage<Line>) {
  const fetcher = useFetcher<KeysetPage<Line>>()
  const [more, setMore] = useState<readonly KeysetPage<Line>[]>([])
  useEffect(() => setMore([]), [first])
  useEffect(() => {
    const { data } = fetcher
    if (data) setMore((all) => (all.includes(data) ? all : [...all, data]))
  }, [fetcher])
  const last = more.at(-1) ?? first
  const lines = useMemo(() => [first, ...more].flatMap((page) => page.lines), [first, more])
  const readOn = last.next !== null && fetcher.state === 'idle' ? () => void fetcher.load(last.next ?? '') : undefined
  return { lines, readOn, hasMore: last.next !== null }
}
