import type { ReactNode } from 'react'

export type Fact = readonly [name: string, words: string | number]

/** A panel of facts by their names. */
export const Facts = ({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }): ReactNode => (
  <section className="panel">
    <h2>{title}</h2>
    <dl className="facts">
      {facts.map(([name, words]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  </section>
)
