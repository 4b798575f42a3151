import { useEffect, useRef, useState, type ReactNode } from 'react'
import type uPlot from 'uplot'
import type { Instant } from '../../../core/time.ts'
import { Scroll } from '../scroll.tsx'
import { usePage } from '../use-page.ts'

export interface LineSeries {
  readonly words: string
  readonly values: readonly (number | null)[]
  /** How a value is printed; as a number otherwise. */
  readonly print?: (value: number) => string
}

interface LineChartProps {
  /** What the chart tells, in a sentence or two. */
  readonly summary: string
  readonly at: readonly Instant[]
  /** How a moment is printed in the table. */
  readonly printAt: (at: Instant) => string
  readonly series: readonly LineSeries[]
  readonly height?: number
}

/**
 * Lines over time. The picture comes when the page is alive; the sentence is always there, and the table
 * of the same one step away. Needs the style sheet of uPlot among the page's links.
 */
export function LineChart({ summary, at, printAt, series, height = 220 }: LineChartProps): ReactNode {
  const { say, root } = usePage()
  const box = useRef<HTMLDivElement>(null)
  useDrawn(box, { at, series, height, timeZone: root.site.timeZone, language: root.language })
  return (
    <figure className="line-chart">
      <figcaption>{summary}</figcaption>
      <ul className="chart-legend" aria-hidden="true">
        {series.map(({ words }, index) => (
          <li key={words} className={`line-${index % 4}`}>
            {words}
          </li>
        ))}
      </ul>
      <div ref={box} className="chart-box" aria-hidden="true" />
      <details>
        <summary>{say('chart.table')}</summary>
        <Scroll label={say('chart.table')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say('chart.time')}</th>
                {series.map(({ words }) => (
                  <th key={words} scope="col">
                    {words}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {at.map((moment, index) => (
                <tr key={moment}>
                  <th scope="row">{printAt(moment)}</th>
                  {series.map(({ words, values, print = String }) => {
                    const value = values[index] ?? null
                    return <td key={words}>{value === null ? '—' : print(value)}</td>
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
    </figure>
  )
}

interface Drawing {
  /** The same arrays as long as they hold the same: each new one is drawn anew. */
  readonly at: readonly Instant[]
  readonly series: readonly LineSeries[]
  readonly height: number
  readonly timeZone: string
  readonly language: string
}

/** Draws into the box with the library that is fetched only then, in the colours of the page. */
function useDrawn(
  box: { readonly current: HTMLDivElement | null },
  { at, series, height, timeZone, language }: Drawing,
): void {
  const [library, setLibrary] = useState<typeof uPlot | null>(null)
  useEffect(() => void import('uplot').then((loaded) => setLibrary(() => loaded.default)), [])
  useEffect(() => {
    const { current } = box
    if (!library || !current) return undefined
    const colour = (name: string): string => getComputedStyle(current).getPropertyValue(name).trim()
    const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--hair'), width: 1 } }
    const strokes = ['--link', '--accent', '--good', '--soon'].map(colour)
    const hour = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
    const printHour = (seconds: number): string => hour.format(seconds * 1000)
    const data = [at.map((moment) => moment / 1000), ...series.map(({ values }) => [...values])] as uPlot.AlignedData
    const chart = new library(
      {
        width: current.clientWidth,
        height,
        tzDate: (seconds) => library.tzDate(new Date(seconds * 1000), timeZone),
        series: [
          {},
          ...series.map(({ words }, index) => ({ label: words, stroke: strokes[index % 4] ?? '', width: 2 })),
        ],
        axes: [{ ...axis, values: (_, marks) => marks.map(printHour) }, axis],
        legend: { show: false },
        cursor: { show: false },
      },
      data,
      current,
    )
    const resize = new ResizeObserver(() => chart.setSize({ width: current.clientWidth, height }))
    resize.observe(current)
    return () => {
      resize.disconnect()
      chart.destroy()
    }
  }, [library, box, at, series, height, timeZone, language])
}
