import { useRef, useState, type FormEvent, type ReactNode, type RefObject } from 'react'
import { Form, useNavigation } from 'react-router'
import { filesMost } from '../../../core/work-order/attachment.ts'
import type { CommandFormView, Typed } from '../../command-form-view.ts'
import { KeyHint } from '../../kit/button.tsx'
import { Hidden, Select, TextArea } from '../../kit/fields.tsx'
import { useDraft } from '../../kit/draft.ts'
import { stagedField, photosField } from '../../kit/photo-names.ts'
import { PhotoField } from '../../kit/photo-field.tsx'
import { useOnline } from '../../kit/online.ts'
import type { Problem } from '../../kit/problems.ts'
import { usePage } from '../../kit/use-page.ts'
import type { CaseData } from './case-data.server.ts'
import { ChipRadios } from './chip-radios.tsx'
import { Missing, missingIn, type MissingPart } from './close-missing.tsx'
import { ContactLog } from './contact-log.tsx'
import { useSendKey } from './send-key.ts'

interface CloseFormProps {
  readonly view: CaseData
  /** The command's own form: reasons come from it. */
  readonly fields: CommandFormView['fields']
  readonly address: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly photos: readonly string[]
  /** Others were faster. */
  readonly conflict: ReactNode
}

const form = 'close'

/** The result with its proof, as the hotline checks it and as the citizen will read it. */
export function CloseForm(props: CloseFormProps): ReactNode {
  const { view, address, conflict } = props
  const { say } = usePage()
  const box = useRef<HTMLFormElement>(null)
  const isOnline = useOnline()
  const isSending = useNavigation().state === 'submitting'
  const { hear, words, missing, draft } = useWhatIsTyped(props, box)
  useSendKey(box, say('case.close.send'), isSending)
  return (
    <Form
      method="post"
      action={address}
      encType="multipart/form-data"
      ref={box}
      onInput={hear}
      className="close-form"
      noValidate
      preventScrollReset
    >
      <Hidden values={{ number: view.number, seq: String(view.seq), command: 'close' }} />
      {conflict}
      <ContactLog contacts={view.contacts.slice(0, 3)} />
      <OutcomeFields {...props} isSolved={words.solved === 'yes'} />
      <WordFields {...props} />
      <Preview unit={view.unit} words={words.shown} />
      {missing !== null && <Missing parts={missing} />}
      <div className="buttons">
        <button className="primary" disabled={!isOnline || isSending}>
          {say('case.close.send')}
          <KeyHint keys="mod+enter" />
        </button>
        <output className="hint">
          {draft === 'saved' && say('case.draft.saved')}
          {draft === 'lost' && say('case.draft.lost')}
        </output>
      </div>
      {!isOnline && <p className="hint">{say('case.offline.kept')}</p>}
    </Form>
  )
}

/** Proof that the unit has put to the order already. */
const proofOf = ({ photos, unit }: CaseData): number =>
  photos.filter((photo) => photo.unit === unit && unit !== '').length

/** Keeps a draft, mirrors the answer, and tells what is still missing, with every key. */
function useWhatIsTyped({ view, typed }: CloseFormProps, box: RefObject<HTMLFormElement | null>) {
  const [words, setWords] = useState({
    shown: typed['reply.publicReply']?.[0] ?? '',
    solved: typed['reply.solved']?.[0] ?? '',
  })
  const [missing, setMissing] = useState<readonly MissingPart[] | null>(null)
  const { state: draft, touch } = useDraft(box, `case:${view.number}`, (name) => name.startsWith('reply.'))
  const hear = (event: FormEvent<HTMLFormElement>): void => {
    touch()
    follow(event)
    const values = new FormData(event.currentTarget)
    const text = (name: string): string => {
      const value = values.get(`reply.${name}`)
      return typeof value === 'string' ? value.trim() : ''
    }
    const files = values.getAll(photosField).filter((file) => typeof file !== 'string' && file.size > 0)
    const proof = proofOf(view) + values.getAll(stagedField).length + files.length
    setWords({ shown: text('publicReply'), solved: text('solved') })
    setMissing(missingIn(text, proof, view.mayCall !== 'anonymous'))
  }
  return { hear, words, missing, draft }
}

/** Whether it is solved, why not, and the proof. */
function OutcomeFields({ view, fields, typed, problems, photos, isSolved }: CloseFormProps & { isSolved: boolean }) {
  const { say } = usePage()
  const reasons = fields.find(({ name }) => name === 'unsolvedReason')
  const proof = proofOf(view)
  return (
    <>
      <ChipRadios
        form={form}
        name="reply.solved"
        label={say('case.close.outcome')}
        value={typed['reply.solved']?.[0]}
        problems={problems}
        options={(['yes', 'partly', 'no'] as const).map((each) => ({ value: each, label: say(`choice.${each}`) }))}
      />
      <div className={isSolved ? 'unsolved is-solved' : 'unsolved'}>
        <Select
          form={form}
          name="reply.unsolvedReason"
          label={say('case.close.unsolved')}
          value={typed['reply.unsolvedReason']?.[0]}
          problems={problems}
          empty={say('none')}
          options={reasons?.kind === 'options' ? reasons.options : []}
          isOptional
        />
      </div>
      {proof > 0 && <p className="hint">{say('case.close.have', { n: proof })}</p>}
      <PhotoField
        form={form}
        photos={photos}
        most={filesMost.unit}
        problems={problems}
        label={say('case.close.after')}
        hint={say('case.close.after.hint')}
        mayBePaper
      />
    </>
  )
}

/** The numbers of papers, what was done, what the citizen is told. */
function WordFields({ typed, problems }: CloseFormProps): ReactNode {
  const { say } = usePage()
  const shared = (name: string) => ({ form, name: `reply.${name}`, value: typed[`reply.${name}`]?.[0], problems })
  return (
    <>
      <TextArea {...shared('evidence')} label={say('case.close.evidence')} rows={1} isOptional />
      <TextArea {...shared('result')} label={say('case.close.result')} rows={3} />
      <TextArea
        {...shared('publicReply')}
        label={say('case.close.public')}
        hint={say('case.close.public.hint')}
        rows={3}
      />
      <ChipRadios
        {...shared('requesterInformed')}
        label={say('case.close.informed')}
        options={(['yes', 'no'] as const).map((each) => ({ value: each, label: say(`choice.${each}`) }))}
      />
    </>
  )
}

/** The answer follows what was done word by word, until it is written by hand. */
function follow({ currentTarget, target }: FormEvent<HTMLFormElement>): void {
  if (!(target instanceof HTMLTextAreaElement)) return
  const answer = currentTarget.querySelector<HTMLTextAreaElement>('[name="reply.publicReply"]')
  if (!answer) return
  if (target === answer) answer.dataset['own'] = answer.value === '' ? '' : 'yes'
  else if (target.name === 'reply.result' && answer.dataset['own'] !== 'yes') {
    if (answer.dataset['own'] === undefined && answer.value !== '') answer.dataset['own'] = 'yes'
    else {
      answer.value = target.value
      answer.dataset['own'] = ''
    }
  }
}

/** The message as the citizen will read it. */
function Preview({ unit, words }: { readonly unit: string; readonly words: string }): ReactNode {
  const { say } = usePage()
  return (
    <section className="reply-preview" aria-label={say('case.close.preview')}>
      <p className="hint">{say('case.close.preview')}</p>
      <p className="timeline-head">
        <strong>{say('event.replied')}</strong> <span>{unit}</span>
      </p>
      <p className="words">{words || say('case.close.preview.empty')}</p>
    </section>
  )
}
