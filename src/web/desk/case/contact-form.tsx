import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { Form, useNavigation } from 'react-router'
import type { Typed } from '../../command-form-view.ts'
import { KeyHint } from '../../kit/button.tsx'
import { Hidden } from '../../kit/fields.tsx'
import { idOf } from '../../kit/error-summary.tsx'
import { useKeys } from '../../kit/keys.tsx'
import { useOnline } from '../../kit/online.ts'
import type { Problem } from '../../kit/problems.ts'
import { usePage } from '../../kit/use-page.ts'
import { ChipRadios } from './chip-radios.tsx'
import { useKeptNote } from './kept-note.ts'
import { useSendKey } from './send-key.ts'

export interface ContactFormProps {
  readonly number: string
  readonly seq: number
  /** Where the form is sent. */
  readonly address: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** The form came because somebody asked for it: the note takes the focus. */
  readonly isAsked?: boolean
  /** The key that leads to the note from anywhere on the page. */
  readonly keys?: string
}

const form = 'contact'
const reachedName = 'recordContact.reached'

const noteName = 'recordContact.note'

/** A contact in one line: by what means, whether somebody was reached, what was said. */
export function ContactForm(props: ContactFormProps): ReactNode {
  const { number, seq, address, typed, problems, keys = 'n' } = props
  const { say } = usePage()
  const isOnline = useOnline()
  const isSending = useNavigation().state === 'submitting'
  const box = useRef<HTMLFormElement>(null)
  const { field, keep } = useKeptNote(`contact.${number}`)
  useContactKeys(props, box, field)
  useSendKey(box, say('case.contact.send'), isSending)
  return (
    <Form method="post" action={address} ref={box} className="contact-form" noValidate preventScrollReset>
      <Hidden values={{ number, seq: String(seq), command: 'recordContact' }} />
      <ContactChoices typed={typed} problems={problems} />
      <div className="field contact-note">
        <label htmlFor={idOf(form, noteName)}>
          {say('case.contact.note')}
          <KeyHint keys={keys} />
        </label>
        <textarea
          ref={field}
          id={idOf(form, noteName)}
          name={noteName}
          rows={2}
          maxLength={2000}
          defaultValue={typed[noteName]?.[0]}
          onInput={keep}
        />
      </div>
      <button className="primary" disabled={!isOnline || isSending}>
        {say('case.contact.send')}
        <KeyHint keys="mod+enter" />
      </button>
      {!isOnline && <p className="hint">{say('case.offline.kept')}</p>}
    </Form>
  )
}

/** The note takes the focus where the form was asked for; the result is chosen without leaving it. */
function useContactKeys(
  { number, isAsked = false, keys = 'n' }: ContactFormProps,
  box: RefObject<HTMLFormElement | null>,
  field: RefObject<HTMLTextAreaElement | null>,
): void {
  const { say } = usePage()
  const asked = isAsked ? number : undefined
  useEffect(() => {
    if (asked !== undefined) field.current?.focus()
  }, [asked, field])
  const choose = (value: 'yes' | 'no'): void => {
    box.current?.querySelector<HTMLInputElement>(`[name="${reachedName}"][value=${value}]`)?.click()
    field.current?.focus()
  }
  useKeys([
    { keys: 'alt+1', words: say('case.contact.reached.yes'), run: () => choose('yes') },
    { keys: 'alt+2', words: say('case.contact.reached.no'), run: () => choose('no') },
    { keys, words: say('case.contact.note'), run: () => field.current?.focus() },
  ])
}

function ContactChoices({ typed, problems }: Pick<ContactFormProps, 'typed' | 'problems'>): ReactNode {
  const { say } = usePage()
  return (
    <>
      <ChipRadios
        form={form}
        name="recordContact.means"
        label={say('field.means')}
        value={typed['recordContact.means']?.[0] ?? 'phone'}
        problems={problems}
        options={(['phone', 'visit', 'message'] as const).map((value) => ({ value, label: say(`choice.${value}`) }))}
      />
      <ChipRadios
        form={form}
        name={reachedName}
        label={say('case.contact.result')}
        value={typed[reachedName]?.[0]}
        problems={problems}
        options={[
          { value: 'yes', label: say('case.contact.reached.yes'), keys: 'alt+1' },
          { value: 'no', label: say('case.contact.reached.no'), keys: 'alt+2' },
        ]}
      />
    </>
  )
}
