import { useEffect, useRef, type ReactNode } from 'react'
import type { FetcherWithComponents } from 'react-router'
import { printedNumber } from '../../../core/work-order/number.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { TextArea } from '../../kit/fields.tsx'
import { Scroll } from '../../kit/scroll.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { PreviewLine, RiskAnswer } from './at-risk.server.ts'

interface MeasureDialogProps {
  readonly answer: RiskAnswer
  readonly fetcher: FetcherWithComponents<RiskAnswer>
  readonly onClose: () => void
}

/** What would be done, to whom, and how often it was done already; after that, how it went line by line. */
export function MeasureDialog({ answer, fetcher, onClose }: MeasureDialogProps): ReactNode {
  const { say } = usePage()
  const { step, measure, lines } = answer
  const possible = lines.filter(({ problem }) => problem === null)
  const isDone = step === 'done'
  const news = useRef<HTMLParagraphElement>(null)
  // The button that was pressed is gone: how it went is heard next, and Escape still closes.
  useEffect(() => {
    if (isDone) news.current?.focus()
  }, [isDone])
  return (
    <Dialog title={say(`risk.preview.${measure}`, { count: lines.length })} isOpen onClose={onClose} isWide>
      <p ref={news} tabIndex={-1}>
        {isDone
          ? say('risk.done', { done: possible.length, refused: lines.length - possible.length })
          : say('risk.preview.lead')}
      </p>
      <PreviewTable lines={lines} isDone={isDone} />
      {!isDone && (
        <fetcher.Form
          method="post"
          action="/staff/at-risk"
          // Pressed twice, done once; a button that is shut off meanwhile would lose whoever goes there by Tab.
          onSubmit={(event) => fetcher.state === 'submitting' && event.preventDefault()}
        >
          <input type="hidden" name="measure" value={measure} />
          <input type="hidden" name="step" value="confirm" />
          {possible.map(({ number }) => (
            <input key={number} type="hidden" name="number" value={number} />
          ))}
          <TextArea
            form="measure"
            name="instruction"
            label={say(`risk.instruction.${measure}`)}
            isOptional={measure === 'urge'}
            rows={2}
            problems={step === 'missing' ? [{ field: 'instruction', words: say('risk.instruction.missing') }] : []}
          />
          <Button type="submit" look="primary" isDisabled={possible.length === 0}>
            {say(`risk.confirm.${measure}`)}
          </Button>
        </fetcher.Form>
      )}
    </Dialog>
  )
}

function PreviewTable({
  lines,
  isDone,
}: {
  readonly lines: readonly PreviewLine[]
  readonly isDone: boolean
}): ReactNode {
  const { say, when } = usePage()
  return (
    <Scroll label={say('risk.title')}>
      <table className="floor-table words-left">
        <thead>
          <tr>
            <th scope="col">{say('risk.column.number')}</th>
            <th scope="col">{say('risk.column.unit')}</th>
            <th scope="col">{say('risk.column.due')}</th>
            <th scope="col">{say('risk.preview.urged')}</th>
            <th scope="col">{say(isDone ? 'risk.result' : 'risk.preview.state')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ number, unit, dueAt, urged, lastUrgedAt, problem }) => (
            <tr key={number}>
              <th scope="row">{printedNumber(number)}</th>
              <td>{unit || '—'}</td>
              <td>{dueAt === null ? '—' : when(dueAt)}</td>
              <td>
                {lastUrgedAt === null
                  ? say('risk.preview.urged.never')
                  : say('risk.preview.urged.times', { count: urged, when: when(lastUrgedAt) })}
              </td>
              <td className={problem === null ? 'good' : 'late'}>
                <span aria-hidden="true">{problem === null ? '✓ ' : '⚠ '}</span>
                {problem ?? say(isDone ? 'risk.result.done' : 'risk.preview.yes')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
