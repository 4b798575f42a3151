import type { ReactNode } from 'react'
import type { MessageKey } from '../messages/catalogue.ts'
import { usePage } from '../kit/use-page.ts'

/** The stations around the ring, from the top clockwise; those with a role lead to its card. */
const around: readonly { readonly name: Extract<MessageKey, `tour.loop.${string}`>; readonly sign: string }[] = [
  { name: 'tour.loop.ask', sign: 'M-9 4v-8h18v8H0l-5 5v-5z' },
  { name: 'tour.loop.register', sign: 'M-7-9H7V9H-7zM-4-4h8M-4 0h8M-4 4h5' },
  { name: 'tour.loop.dispatch', sign: 'M-9 0h16M1-6l7 6-7 6' },
  { name: 'tour.loop.handle', sign: 'M-8 8L3-3M1-8a6 6 0 0 1 7 8l-4-1-2-2z' },
  { name: 'tour.loop.callback', sign: 'M-7-8h4l2 5-3 2a9 9 0 0 0 5 5l2-3 5 2v4A14 14 0 0 1-7-8z' },
  { name: 'tour.loop.score', sign: 'M-8 8V1M-2 8v-11M4 8V-1M9 8v-14' },
]

const radius = 150
const placeOf = (index: number): { readonly x: number; readonly y: number } => {
  const angle = ((index * 60 - 90) * Math.PI) / 180
  return { x: Math.round(radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) }
}

interface LoopPictureProps {
  /** What stands in the middle: the shares that the citizens' own answers give. */
  readonly figures: readonly { readonly words: string; readonly value: string }[]
}

/** The whole loop in one picture. Its text says the same for those who do not see it. */
export function LoopPicture({ figures }: LoopPictureProps): ReactNode {
  const { say } = usePage()
  return (
    <svg className="loop" viewBox="-260 -205 520 410" role="img" aria-label={say('tour.loop.words')}>
      <circle r={radius} className="loop-ring" />
      <g className="loop-runner" aria-hidden="true">
        <circle cx="0" cy={-radius} r="7" />
      </g>
      {around.map(({ name, sign }, index) => {
        const { x, y } = placeOf(index)
        const side = x === 0 ? 'middle' : x > 0 ? 'start' : 'end'
        return (
          <g key={name} transform={`translate(${x} ${y})`}>
            <circle r="27" className="loop-station" />
            <path d={sign} className="loop-sign" />
            <text
              className="loop-name"
              textAnchor={side}
              x={x === 0 ? 0 : x > 0 ? 34 : -34}
              y={x === 0 ? (y > 0 ? 46 : -36) : 5}
            >
              {say(name)}
            </text>
          </g>
        )
      })}
      {figures.map(({ words, value }, index) => (
        <g key={words} transform={`translate(0 ${index * 52 - 44})`}>
          <text className="loop-value" textAnchor="middle">
            {value}
          </text>
          <text className="loop-words" textAnchor="middle" y="18">
            {words}
          </text>
        </g>
      ))}
    </svg>
  )
}
