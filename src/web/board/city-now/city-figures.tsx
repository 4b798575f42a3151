import type { ReactNode } from 'react'
import type { Figure } from '../../../actions/city-now/figures.ts'
import { addDays } from '../../../core/calendar/day.ts'
import { Sparkline } from '../../kit/chart/sparkline.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { CityView } from './city-view.ts'
import { printValue } from './print.ts'

const arrows = { up: '↑', down: '↓', level: '→' } as const

/** The six numbers: what is, what should be, and how the week went. */
export function CityFigures({ view }: { readonly view: CityView }): ReactNode {
  const { say } = usePage()
  return (
    <section className="city-figures" aria-label={say('city.figures')}>
      {view.figures.map((figure) => (
        <CityFigure key={figure.name} figure={figure} />
      ))}
      <WeekTable view={view} />
    </section>
  )
}

function CityFigure({ figure }: { readonly figure: Figure }): ReactNode {
  const { say, root } = usePage()
  const { name, value, target, isMet, days, trend } = figure
  const print = (number: number): string => printValue(name, number, root.language)
  const look = isMet === null ? '' : isMet ? ' met' : ' missed'
  const week = days.map((day) => (day === null ? '—' : print(day))).join(say('list.gap'))
  return (
    <div className={`city-figure${look}`}>
      <h2>{say(`city.figure.${name}`)}</h2>
      <p className={value === null ? 'city-value none' : 'city-value'}>
        {value === null ? say('city.figure.tooFew') : <Printed text={print(value)} />}
      </p>
      <p className="city-target">
        {target !== null && (
          <>
            {isMet !== null && <span aria-hidden="true">{isMet ? '✓ ' : '⚠ '}</span>}
            {say(name === 'overdue' ? 'city.target.most' : 'city.target.least', { target: print(target) })}
            {isMet !== null && <span className="visually-hidden">{say(isMet ? 'city.met' : 'city.missed')}</span>}
          </>
        )}
      </p>
      <div className="city-week">
        <Sparkline summary={say('chart.sevenDays', { values: week })} values={days} target={target} />
        {trend !== null && (
          <span className="city-trend" title={say(`city.trend.${trend}`)}>
            <span aria-hidden="true">{arrows[trend]}</span>
            <span className="visually-hidden">{say(`city.trend.${trend}`)}</span>
          </span>
        )}
      </div>
    </div>
  )
}

/** The sign behind a number is smaller than the number. */
function Printed({ text }: { readonly text: string }): ReactNode {
  const [, number = text, sign = ''] = /^([\d.,\s]+)(\D*)$/.exec(text) ?? []
  return (
    <>
      {number}
      {sign !== '' && <span className="city-sign">{sign}</span>}
    </>
  )
}

/** The same as numbers, for whoever does not see the lines. */
function WeekTable({ view }: { readonly view: CityView }): ReactNode {
  const { say, day, root } = usePage()
  const [first] = view.figures
  return (
    <div className="visually-hidden">
      <table>
        <caption>{say('city.week')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('city.week.day')}</th>
            {view.figures.map(({ name }) => (
              <th key={name} scope="col">
                {say(`city.figure.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first?.days.map((_, index, all) => (
            <tr key={index}>
              <th scope="row">{day(addDays(view.today, index - all.length + 1))}</th>
              {view.figures.map(({ name, days }) => {
                const value = days[index] ?? null
                return <td key={name}>{value === null ? '—' : printValue(name, value, root.language)}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
