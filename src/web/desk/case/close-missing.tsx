import type { ReactNode } from 'react'
import { usePage } from '../../kit/use-page.ts'

const parts = ['outcome', 'reason', 'proof', 'result', 'public', 'informed'] as const
export type MissingPart = (typeof parts)[number]

/** What a reply still lacks, by what is typed so far. The house asks for the same, and has the last word. */
export function missingIn(text: (name: string) => string, proof: number, mustInform: boolean): readonly MissingPart[] {
  const lacks: Readonly<Record<MissingPart, boolean>> = {
    outcome: text('solved') === '',
    reason: text('solved') !== '' && text('solved') !== 'yes' && text('unsolvedReason') === '',
    proof: proof === 0 && text('evidence') === '',
    result: text('result') === '',
    public: text('publicReply') === '',
    informed: mustInform ? text('requesterInformed') !== 'yes' : text('requesterInformed') === '',
  }
  return parts.filter((part) => lacks[part])
}

export function Missing({ parts: missing }: { readonly parts: readonly MissingPart[] }): ReactNode {
  const { say } = usePage()
  return (
    <div className={missing.length === 0 ? 'missing none' : 'missing'} aria-live="polite">
      {missing.length === 0 ? (
        <p>
          <span aria-hidden="true">✓ </span>
          {say('case.close.nothing')}
        </p>
      ) : (
        <>
          <p>{say('case.close.missing')}</p>
          <ul>
            {missing.map((part) => (
              <li key={part}>{say(`case.close.missing.${part}`)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
