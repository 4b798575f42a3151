import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { Button, KeyHint } from '../../kit/button.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { ArticleHint } from './suggestions.ts'
import type { CallDesk } from './use-call-desk.ts'

interface AnswerBoxProps {
  readonly desk: CallDesk
  readonly articles: readonly ArticleHint[]
  readonly mayAnswer: boolean
}

export const firstAnswer = 'calls-answer-0'

/** What the knowledge base says: a glance each, the script to read aloud on Insert, and the end of a consultation. */
export function AnswerBox({ desk, articles, mayAnswer }: AnswerBoxProps): ReactNode {
  const { say } = usePage()
  const [openCode, setOpenCode] = useState('')
  const open = articles.find(({ code }) => code === openCode)
  const toggle = (code: string): void => {
    setOpenCode(openCode === code ? '' : code)
    desk.set({ article: openCode === code ? '' : code })
  }
  const keyDown = (event: KeyboardEvent, index: number): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      document.getElementById(`calls-answer-${index + step}`)?.focus()
    } else if (event.key === 'Insert') {
      event.preventDefault()
      toggle(articles[index]?.code ?? '')
    }
  }
  return (
    <section className="panel call-answers" aria-label={say('calls.answers')}>
      <h2>
        {say('calls.answers')}
        <KeyHint keys="alt+k" />
      </h2>
      {articles.length === 0 && <p className="hint">{say('calls.answers.none')}</p>}
      <ul className="call-list">
        {articles.map(({ code, title, answer, isReviewDue }, index) => (
          <li key={code} className={openCode === code ? 'taken' : undefined}>
            <button
              type="button"
              id={`calls-answer-${index}`}
              className="button link"
              aria-expanded={openCode === code}
              onClick={() => toggle(code)}
              onKeyDown={(event) => keyDown(event, index)}
            >
              {title}
            </button>
            {isReviewDue && <span className="badge">{say('calls.answers.old')}</span>}
            {openCode !== code && <p className="hint one-line">{answer[0]}</p>}
          </li>
        ))}
      </ul>
      <input type="hidden" name="article" value={desk.values.article} />
      {open && (
        <div className="call-script" aria-live="polite">
          <p className="words">{open.script === '' ? open.answer.join(' ') : open.script}</p>
          <p className="hint">{open.source}</p>
          {mayAnswer && (
            <Button look="primary" keys="alt+d" onPress={() => desk.save('answer')}>
              {say('calls.answered')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
