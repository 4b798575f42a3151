import type { ReactNode } from 'react'
import type { CommandName } from '../../core/work-order/fields.ts'
import type { ChangedFact, Difference } from '../house/difference.ts'
import { When } from './clock-view.tsx'
import type { Typed } from '../command-form-view.ts'
import { isMessageKey } from '../messages/catalogue.ts'
import { usePage } from './use-page.ts'

interface MoveConflictProps {
  readonly difference: Difference
  /** The move that was meant, and whether it can still be made. */
  readonly meant: CommandName
  readonly isOpen: boolean
  readonly typed: Typed
}

/**
 * Somebody else was faster. What they did stands beside what was typed, and the person chooses: the own move on top of
 * theirs, or none. Nothing is overwritten unseen.
 */
export function MoveConflict({ difference, meant, isOpen, typed }: MoveConflictProps): ReactNode {
  const { say } = usePage()
  const words = say(`command.${meant}`)
  const mine = Object.entries(typed).filter(([name, values]) => name.startsWith(`${meant}.`) && values.join('') !== '')
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- what happened meanwhile is heard first
    <section className="conflict" role="alert" aria-labelledby="conflict-title" tabIndex={-1} autoFocus>
      <h2 id="conflict-title">{say('conflict.title')}</h2>
      <p>{say('conflict.explain', { command: words })}</p>
      <div className="conflict-sides">
        <div>
          <h3>{say('conflict.theirs')}</h3>
          <ChangedFacts facts={difference.facts} />
          <WhatHappened entries={difference.entries} />
        </div>
        <div>
          <h3>{say('conflict.mine', { command: words })}</h3>
          {mine.length === 0 ? <p className="hint">{say('conflict.mine.nothing')}</p> : <MyWords fields={mine} />}
        </div>
      </div>
      {!isOpen && <p>{say('conflict.closed', { command: words })}</p>}
      <div className="buttons">
        {isOpen && (
          <button className="primary" name="command" value={meant}>
            {say('conflict.apply', { command: words })}
          </button>
        )}
        <button name="command" value="drop">
          {say('conflict.drop')}
        </button>
      </div>
    </section>
  )
}

function MyWords({ fields }: { readonly fields: readonly (readonly [string, readonly string[]])[] }): ReactNode {
  const { say } = usePage()
  const inWords = (key: string, otherwise: string): string => (isMessageKey(key) ? say(key) : otherwise)
  return (
    <dl className="conflict-facts">
      {fields.map(([name, values]) => (
        <div key={name}>
          <dt>{inWords(`field.${name.slice(name.indexOf('.') + 1)}`, '')}</dt>
          <dd className="words">
            {values
              .filter((value) => value !== '')
              .map((value) => inWords(`choice.${value}`, value))
              .join('\n')}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function WhatHappened({ entries }: Pick<Difference, 'entries'>): ReactNode {
  const { say } = usePage()
  return (
    <ol className="conflict-entries">
      {entries.map(({ seq, at, type, role, account, unit, texts }) => (
        <li key={seq}>
          <strong>{say(`event.${type}`)}</strong>{' '}
          <span className="hint">
            {[`${say(`role.${role}`)} ${account}`, unit].filter((part) => part !== '').join(' · ')} · <When at={at} />
          </span>
          {texts.map(({ name, words }) => (
            <p className="words" key={name}>
              {words}
            </p>
          ))}
        </li>
      ))}
    </ol>
  )
}

/** What is not as it was: the old struck out, the new beside it. */
function ChangedFacts({ facts }: { readonly facts: readonly ChangedFact[] }): ReactNode {
  const { say } = usePage()
  const words = useFactWords()
  if (facts.length === 0) return null
  return (
    <dl className="conflict-facts">
      {facts.map((fact) => {
        const [was, is] = words(fact)
        return (
          <div key={fact.name}>
            <dt>{say(`conflict.fact.${fact.name}`)}</dt>
            <dd>
              <del>{was}</del> <span aria-hidden="true">→ </span>
              <ins>{is}</ins>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function useFactWords(): (fact: ChangedFact) => readonly [string, string] {
  const { say, when } = usePage()
  const none = say('none')
  return (fact) => {
    switch (fact.name) {
      case 'state':
        return [say(`state.${fact.was}`), say(`state.${fact.is}`)]
      case 'level':
        return [say(`level.${fact.was}`), say(`level.${fact.is}`)]
      case 'disposition':
        return [
          fact.was === null ? none : say(`disposition.${fact.was}`),
          fact.is === null ? none : say(`disposition.${fact.is}`),
        ]
      case 'dueAt':
      case 'dispatchDueAt':
      case 'callbackDueAt':
        return [fact.was === null ? none : when(fact.was), fact.is === null ? none : when(fact.is)]
      default:
        return [fact.was || none, fact.is || none]
    }
  }
}
