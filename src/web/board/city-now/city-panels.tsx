import { useEffect, useState, type ReactNode } from 'react'
import { MINUTE } from '../../../core/time.ts'
import { durationWords } from '../../kit/clock.ts'
import { usePage } from '../../kit/use-page.ts'
import type { CityView } from './city-view.ts'
import type { CityPanel } from './scenes.ts'

interface PanelProps {
  readonly panel: CityPanel
  readonly view: CityView
  /** On a wall only the panels of the scene are in sight. */
  readonly isOn: boolean
}

interface Line {
  readonly key: string
  readonly what: string
  readonly who: string
  readonly how: string
  readonly note?: string
  readonly mark?: 'good' | 'over'
}

/** One list of five: what, whose, how much. */
export function CityPanelList({ panel, view, isOn }: PanelProps): ReactNode {
  const { say } = usePage()
  const lines = useLines(panel, view)
  return (
    <section className={isOn ? 'city-panel' : 'city-panel off-scene'} aria-labelledby={`city-${panel}`}>
      <h2 id={`city-${panel}`}>
        {say(`city.${panel}`)}
        {panel === 'topics' && <span className="city-unit"> {say('city.topics.unit')}</span>}
      </h2>
      {lines.length === 0 ? (
        <p>{say(`city.${panel}.none`)}</p>
      ) : (
        <ol>
          {lines.slice(0, 5).map(({ key, what, how, who, note, mark }) => (
            <li key={key}>
              <span className="city-line">
                <strong>{what}</strong>
                <span className={mark ? `city-how ${mark}` : 'city-how'}>{how}</span>
              </span>
              <span className="city-line">
                <span className="city-who">{who}</span>
                {note !== undefined && <span className={mark ? `city-how ${mark}` : 'city-how'}>{note}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function useLines(panel: CityPanel, view: CityView): readonly Line[] {
  const { say } = usePage()
  const noOwner = say('city.noOwner')
  switch (panel) {
    case 'topics':
      return view.topics.map(({ service, owner, week, usual }) => ({
        key: service,
        what: service,
        who: owner || noOwner,
        how: say('city.topics.week', { week, usual }),
      }))
    case 'worst':
      return view.worst.map(({ number, service, unit, dueAt, supervised }) => ({
        key: number,
        what: service || say('request.no-service'),
        who: `${unit} ${number}`,
        how: overdueFor(view.at - dueAt, say),
        note: say(supervised ? 'city.worst.supervised' : 'city.worst.unsupervised'),
        mark: supervised ? 'good' : 'over',
      }))
    case 'events':
      return view.events.map(({ service, area, unit, callers, since }) => ({
        key: `${service} ${area} ${since}`,
        what: service,
        who: [area, unit].filter((part) => part !== '').join(' · '),
        how: say('city.events.callers', { callers }),
      }))
    case 'solved':
      return view.solved.map(({ service, area, unit, at }, index) => ({
        key: `${at} ${index}`,
        what: service,
        who: [area, unit].filter((part) => part !== '').join(' · '),
        how: '✓',
        mark: 'good',
      }))
  }
}

/** The largest unit alone: a wall is read at a glance. */
function overdueFor(milliseconds: number, say: ReturnType<typeof usePage>['say']): string {
  const minutes = Math.floor(milliseconds / MINUTE)
  if (minutes >= 1440) return durationWords(minutes - (minutes % 1440), say)
  return durationWords(minutes >= 60 ? minutes - (minutes % 60) : minutes, say)
}

const eachForMs = 6_000

/** What was just solved, one after the other; it stands still while paused. */
export function CityTicker({
  solved,
  isPaused,
}: {
  readonly solved: CityView['solved']
  readonly isPaused: boolean
}): ReactNode {
  const { say } = usePage()
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (isPaused || matchMedia('(prefers-reduced-motion: reduce)').matches) return undefined
    const timer = setInterval(() => setTurn((at) => at + 1), eachForMs)
    return () => clearInterval(timer)
  }, [isPaused])
  const shown = solved[turn % Math.max(1, solved.length)]
  return (
    <p className="city-ticker">
      <strong>{say('city.solved')}</strong>{' '}
      {shown ? (
        <span>
          <span aria-hidden="true">✓ </span>
          {[shown.service, shown.area, shown.unit].filter((part) => part !== '').join(' · ')}
        </span>
      ) : (
        <span>{say('city.solved.none')}</span>
      )}
    </p>
  )
}
