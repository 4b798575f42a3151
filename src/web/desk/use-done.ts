import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { useToasts } from '../kit/toasts.tsx'

/** What was done with the one before is told once for each way that led here. */
export function useDone(done: string | null, words: string): void {
  const { show } = useToasts()
  const { key } = useLocation()
  const told = useRef('')
  useEffect(() => {
    if (done === null || told.current === key) return
    told.current = key
    show({ words })
  }, [done, key, show, words])
}
