import { useEffect, useState } from 'react'
import type { CityView } from './city-view.ts'

/** Without news for so long the page says that it is not the present any more. */
const staleAfterMs = 60_000

export interface LiveCity {
  readonly view: CityView
  readonly isStale: boolean
}

/** The newest view that came, and whether nothing has come for too long: by this browser's own passing of time. */
export function useCity(first: CityView): LiveCity {
  const [view, setView] = useState(first)
  const [isStale, setStale] = useState(false)
  useEffect(() => {
    let heardAt = performance.now()
    const source = new EventSource('/city/live')
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      heardAt = performance.now()
      setView(JSON.parse(data) as CityView)
      setStale(false)
    })
    const timer = setInterval(() => setStale(performance.now() - heardAt > staleAfterMs), 2_000)
    return () => {
      clearInterval(timer)
      source.close()
    }
  }, [])
  return { view, isStale }
}
