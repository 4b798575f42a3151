import { useEffect, useRef } from 'react'
import { useRevalidator } from 'react-router'
import { useLive } from '../../kit/live.tsx'

const afterMs = 1_200

/** Reads the page anew a moment after something changed: once for a burst, and not while it is held. */
export function useRefresh(isHeld = false): void {
  const { revalidate } = useRevalidator()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef({ isHeld, isMissed: false })
  const soon = (): void => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      if (latest.current.isHeld) latest.current.isMissed = true
      else void revalidate()
    }, afterMs)
  }
  useLive('change', soon)
  useLive('notice', soon)
  useLive('resync', soon)
  useEffect(() => {
    latest.current.isHeld = isHeld
    if (isHeld || !latest.current.isMissed) return
    latest.current.isMissed = false
    void revalidate()
  }, [isHeld, revalidate])
  useEffect(() => () => clearTimeout(timer.current), [])
}
