import type { ReactNode } from 'react'
import type { Say } from '../messages/catalogue.ts'
import type { Problem } from './problems.ts'
import { usePage } from './use-page.ts'

export const problemWords = (problem: Problem, say: Say): string =>
  problem.words ?? (problem.key ? say(problem.key, problem.values) : '')

export const idOf = (form: string, field: string): string => `${form}-${field}`

/** Stands at the top, takes the focus, and leads to each field that needs another look. */
export function ErrorSummary({
  form,
  problems,
}: {
  readonly form: string
  readonly problems: readonly Problem[]
}): ReactNode {
  const { say } = usePage()
  if (problems.length === 0) return null
  const headingId = `${form}-problems`
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- an error summary takes the focus, so that it is heard first
    <div className="error-summary" role="alert" aria-labelledby={headingId} tabIndex={-1} autoFocus>
      <h2 id={headingId}>{say('problem.title')}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={problem.field + (problem.key ?? problem.words ?? '')}>
            {problem.field === '' ? (
              problemWords(problem, say)
            ) : (
              <a href={`#${idOf(form, problem.field)}`}>{problemWords(problem, say)}</a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
