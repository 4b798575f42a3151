import { useRef, useState, type ReactNode } from 'react'
import { printedNumber } from '../../../core/work-order/number.ts'
import type { DispatchCase, UnitChoice } from '../../house/dispatch-doors.ts'
import { Button } from '../../kit/button.tsx'
import { When } from '../../kit/clock-view.tsx'
import { ComboBox } from '../../kit/combo-box.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { usePage } from '../../kit/use-page.ts'
import { Past, Why } from './panel.tsx'

export interface Decision {
  readonly unitCode: string
  readonly note: string
  readonly serviceCode: string | undefined
}

interface HardCaseProps {
  readonly found: DispatchCase
  readonly units: readonly UnitChoice[]
  readonly onTyping: () => void
  readonly onDecide: (decision: Decision) => void
}

/** What everybody said about a hard case, and the units to choose from by number. */
export function HardCase({ found, units, onTyping, onDecide }: HardCaseProps): ReactNode {
  const { say } = usePage()
  return (
    <article className="hard-case panel" aria-label={printedNumber(found.number)}>
      <h2>
        <a href={`/staff/requests/${found.number}`}>{printedNumber(found.number)}</a>{' '}
        <span className="badge">{say(`state.${found.state}`)}</span>
      </h2>
      <div className="hard-sides">
        <div>
          <p className="words">{found.whole}</p>
          <p className="hint">
            {[found.service || say('request.no-service'), found.area, found.place]
              .filter((part) => part !== '')
              .join(' · ')}
          </p>
          <h3>{say('hard.why')}</h3>
          <Why why={found.advice.why} doubts={found.advice.doubts} />
          <h3>{say('hard.clause')}</h3>
          <p className="words">{found.clause || say('hard.clause.none')}</p>
          <Notes found={found} />
        </div>
        <div>
          <Decide found={found} units={units} onTyping={onTyping} onDecide={onDecide} />
          <Past found={found} />
        </div>
      </div>
    </article>
  )
}

/** Both sides' words: why the unit sent it back, and what was answered; what was asked in a consultation. */
function Notes({ found }: { readonly found: DispatchCase }): ReactNode {
  const { say } = usePage()
  const { objections, consultation } = found
  if (objections.length === 0 && !consultation) return null
  return (
    <>
      <h3>{say('hard.notes')}</h3>
      {objections.map((objection) => (
        <div key={objection.at} className="both-sides">
          <p>
            <strong>{objection.unit}</strong> <When at={objection.at} /> · {objection.ground}
          </p>
          <p className="words">{objection.legalBasis}</p>
          {objection.suggested && <p className="hint">{say('hard.suggested', { unit: objection.suggested.name })}</p>}
          {objection.opinion !== '' && (
            <p className="words answer">
              <strong>{say('role.reviewer')}</strong> {objection.opinion}
            </p>
          )}
        </div>
      ))}
      {consultation && (
        <div className="both-sides">
          <p>
            <strong>{say('hard.consulted', { units: consultation.units.join(say('list.gap')) })}</strong>{' '}
            <When at={consultation.openedAt} />
          </p>
          <p className="words">{consultation.note}</p>
        </div>
      )}
    </>
  )
}

function Decide({ found, units, onTyping, onDecide }: HardCaseProps): ReactNode {
  const { say } = usePage()
  const { candidates } = found
  const isConsulted = found.state === 'pre_consultation'
  const [unitCode, setUnitCode] = useState('')
  const [typed, setTyped] = useState('')
  const note = useRef<HTMLTextAreaElement>(null)
  const decide = (): void => {
    const words = note.current?.value.trim() ?? ''
    if (unitCode === '') return
    if (isConsulted && words === '') note.current?.focus()
    else onDecide({ unitCode, note: words, serviceCode: found.guess?.code })
  }
  useKeys([
    ...candidates.map(({ code, name }, index) => ({
      keys: String(index + 1),
      words: say('hard.pick', { unit: name }),
      run: () => setUnitCode(code),
    })),
    { keys: 'n', words: say('hard.note.key'), run: () => note.current?.focus() },
    { keys: 'mod+enter', words: say('hard.decide'), run: decide },
  ])
  const wanted = typed.trim().toLowerCase()
  const options = units
    .filter(({ name, code }) => wanted !== '' && `${name} ${code}`.toLowerCase().includes(wanted))
    .slice(0, 12)
    .map(({ code, name }) => ({ id: code, words: name }))
  const chosen = units.find(({ code }) => code === unitCode)
  return (
    <form onSubmit={(event) => event.preventDefault()} onInput={onTyping}>
      <Candidates candidates={candidates} unitCode={unitCode} onPick={setUnitCode} />
      <ComboBox
        label={say('hard.other')}
        options={options}
        typed={typed}
        onType={setTyped}
        onChoose={(id) => {
          setUnitCode(id)
          setTyped(units.find(({ code }) => code === id)?.name ?? '')
        }}
        empty={say('dispatch.unit.nothing')}
      />
      <div className="field">
        <label htmlFor="hard-note">{say(isConsulted ? 'field.conclusion' : 'hard.note')}</label>
        <textarea id="hard-note" ref={note} rows={3} maxLength={2000} />
      </div>
      <div className="buttons">
        <Button look="primary" keys="mod+enter" isDisabled={unitCode === ''} onPress={decide}>
          {chosen ? say('hard.decide.to', { unit: chosen.name }) : say('hard.decide')}
        </Button>
      </div>
    </form>
  )
}

interface CandidatesProps {
  readonly candidates: readonly UnitChoice[]
  readonly unitCode: string
  readonly onPick: (code: string) => void
}

function Candidates({ candidates, unitCode, onPick }: CandidatesProps): ReactNode {
  const { say } = usePage()
  return (
    <fieldset className="field">
      <legend>{say('hard.candidates')}</legend>
      {candidates.length === 0 && <p className="hint">{say('hard.candidates.none')}</p>}
      {candidates.map(({ code, name }, index) => (
        <label key={code} className="check-line">
          <input type="radio" name="unit" value={code} checked={unitCode === code} onChange={() => onPick(code)} />
          <kbd aria-hidden="true">{index + 1}</kbd>
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  )
}
