import { useEffect, useState } from 'react'
import type { CallValues } from './call-values.ts'
import { noSuggestions, type Suggestions } from './suggestions.ts'

const restMs = 150

/** Asked while the call is written down, once the fingers rest; an answer that comes too late is dropped. */
export function useSuggestions(values: CallValues, isAlive: boolean) {
  const [found, setFound] = useState<{ readonly asked: string; readonly suggested: Suggestions }>()
  const { matter, place, areaCode, serviceCode, level } = values
  const asked = new URLSearchParams({ matter, place, areaCode, serviceCode, level }).toString()
  const isNothing = `${matter}${place}`.trim() === ''
  useEffect(() => {
    if (!isAlive || isNothing) return undefined
    const stop = new AbortController()
    const ask = async (): Promise<void> => {
      const body = new URLSearchParams(asked)
      const response = await window.fetch('/staff/calls/suggest', { method: 'POST', body, signal: stop.signal })
      if (response.ok) setFound({ asked, suggested: (await response.json()) as Suggestions })
    }
    const timer = setTimeout(() => void ask().catch(() => undefined), restMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [asked, isAlive, isNothing])
  // What was found for the words of a moment ago stays until the next answer: nothing jumps while one reads.
  const suggested = isNothing ? noSuggestions : (found?.suggested ?? noSuggestions)
  return { suggested, isAsking: isAlive && !isNothing && found?.asked !== asked }
}
