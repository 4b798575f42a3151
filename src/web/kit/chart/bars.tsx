import type { ReactNode } from 'react'

export interface Bar {
  readonly id: string
  readonly words: string
  readonly value: number
  /** The value as it is printed. */
  readonly print: string
  readonly href?: string
}

/** Values beside each other as bars of one length scale: a table first, drawn as bars. */
export function Bars({ caption, head, bars }: BarsProps): ReactNode {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <table className="bars">
      <caption>{caption}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{head[0]}</th>
          <th scope="col">{head[1]}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ id, words, value, print, href }) => (
          <tr key={id}>
            <th scope="row">{href === undefined ? words : <a href={href}>{words}</a>}</th>
            <td>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(100 * value) / most} height={10} />
              </svg>
              <span>{print}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface BarsProps {
  readonly caption: string
  readonly head: readonly [what: string, howMuch: string]
  readonly bars: readonly Bar[]
}
