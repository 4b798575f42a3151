import { useEffect, useRef, useState } from 'react'
import { isComposing } from '../../kit/composition.ts'
import { cityMeasures, type CityMeasure, type CityView } from './city-view.ts'

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

/** The next scene that way whose map has something to show; where none has, simply the next. */
function stepped(index: number, step: number, values: CityView['values']): number {
  const all = scenes.map(
    (_, distance) => (index + step * (distance + 1) + scenes.length * scenes.length) % scenes.length,
  )
  return all.find((at) => hasSomething(at, values)) ?? all[0] ?? 0
}

const hasSomething = (scene: number, values: CityView['values']): boolean => {
  const column = cityMeasures.indexOf(scenes[scene]?.measure ?? 'overdue')
  return values.some((value) => (value[column] ?? 0) > 0)
}

/** The scene that is on; it changes by itself until somebody pauses it or chooses. */
export function useScenes({ values }: Pick<CityView, 'values'>) {
  const [index, setIndex] = useState(() => (hasSomething(0, values) ? 0 : stepped(0, 1, values)))
  const latest = useRef(values)
  useEffect(() => {
    latest.current = values
  })
  const [isPaused, setPaused] = useState(false)
  useEffect(() => {
    if (isPaused || matchMedia('(prefers-reduced-motion: reduce)').matches) return undefined
    // A scene that was chosen has its whole time too.
    const timer = setTimeout(() => setIndex(stepped(index, 1, latest.current)), shownForMs)
    return () => clearTimeout(timer)
  }, [isPaused, index])
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (isComposing(event) || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
      if (event.key === 'ArrowLeft') setIndex((at) => stepped(at, -1, latest.current))
      else if (event.key === 'ArrowRight') setIndex((at) => stepped(at, 1, latest.current))
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
  const go = (step: number): void => setIndex(stepped(index, step, values))
  return { scene, index, isPaused, go, choose, toggle: () => setPaused(!isPaused) }
}

/** Space presses what has the focus. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a, summary, input, select') !== null
