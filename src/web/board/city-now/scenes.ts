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

const stepped = (index: number, step: number): number => (index + step + scenes.length) % scenes.length

/** Of what comes by itself only what has something to show; where nothing has, simply the next. */
function nextOf(index: number, mapped: Mapped): number {
  const following = scenes.map((_, distance) => stepped(index, distance + 1))
  return following.find((at) => hasSomething(at, mapped)) ?? stepped(index, 1)
}

const hasSomething = (scene: number, { values, elsewhere }: Mapped): boolean => {
  const column = cityMeasures.indexOf(scenes[scene]?.measure ?? 'overdue')
  return (elsewhere[column] ?? 0) > 0 || values.some((value) => (value[column] ?? 0) > 0)
}

type Mapped = Pick<CityView, 'values' | 'elsewhere'>

/** The scene that is on; it changes by itself until somebody pauses it or chooses. */
export function useScenes(view: Mapped) {
  const [index, setIndex] = useState(() => (hasSomething(0, view) ? 0 : nextOf(0, view)))
  const latest = useRef(view)
  useEffect(() => {
    latest.current = view
  })
  const [isPaused, setPaused] = useState(false)
  useEffect(() => {
    if (isPaused || matchMedia('(prefers-reduced-motion: reduce)').matches) return undefined
    // A scene that was chosen has its whole time too.
    const timer = setTimeout(() => setIndex(nextOf(index, latest.current)), shownForMs)
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
