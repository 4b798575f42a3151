import { useEffect, useState } from 'react'
import { isComposing } from '../../kit/composition.ts'
import type { CityMeasure } from './city-view.ts'

export type CityPanel = 'topics' | 'worst' | 'events' | 'solved'

/** What a wall shows together: the map by one measure, and the two lists that say the most about it. */
export interface Scene {
  readonly measure: CityMeasure
  readonly panels: readonly [CityPanel, CityPanel]
}

export const scenes: readonly Scene[] = [
  { measure: 'overdue', panels: ['topics', 'worst'] },
  { measure: 'received', panels: ['topics', 'events'] },
  { measure: 'open', panels: ['events', 'worst'] },
  { measure: 'unsolved', panels: ['solved', 'worst'] },
]

const shownForMs = 20_000

const stepped = (index: number, step: number): number => (index + step + scenes.length) % scenes.length

/** The scene that is on; it changes by itself until somebody pauses it or chooses. */
export function useScenes() {
  const [index, setIndex] = useState(0)
  const [isPaused, setPaused] = useState(false)
  useEffect(() => {
    if (isPaused || matchMedia('(prefers-reduced-motion: reduce)').matches) return undefined
    // A scene that was chosen has its whole time too.
    const timer = setTimeout(() => setIndex(stepped(index, 1)), shownForMs)
    return () => clearTimeout(timer)
  }, [isPaused, index])
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (isComposing(event) || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
      if (event.key === 'ArrowLeft') setIndex((at) => stepped(at, -1))
      else if (event.key === 'ArrowRight') setIndex((at) => stepped(at, 1))
      else if (event.key === ' ' && !isControl(event.target)) setPaused((paused) => !paused)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', heard)
    return () => document.removeEventListener('keydown', heard)
  }, [])
  const scene = scenes[index] ?? { measure: 'overdue', panels: ['topics', 'worst'] }
  const choose = (measure: CityMeasure): void => {
    setIndex(
      Math.max(
        0,
        scenes.findIndex((each) => each.measure === measure),
      ),
    )
    setPaused(true)
  }
  const go = (step: number): void => setIndex(stepped(index, step))
  return { scene, index, isPaused, go, choose, toggle: () => setPaused(!isPaused) }
}

/** Space presses what has the focus. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a, summary, input, select') !== null
