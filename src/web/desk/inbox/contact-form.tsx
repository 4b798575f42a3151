import type { ReactNode } from 'react'
import { Form } from 'react-router'
import type { UnitContactView } from '../../house/notices.ts'
import { ErrorSummary } from '../../kit/error-summary.tsx'
import { TextField } from '../../kit/fields.tsx'
import type { Problem } from '../../kit/problems.ts'
import { usePage } from '../../kit/use-page.ts'

interface ContactFormProps {
  readonly contact: UnitContactView
  readonly problems: readonly Problem[]
  /** Whether this installation sends e-mails and messages. */
  readonly leave: boolean
}

const form = 'contact'

/** Where the unit's duty desk is reached, and what it wants sent there. */
export function ContactForm({ contact, problems, leave }: ContactFormProps): ReactNode {
  const { say } = usePage()
  return (
    <details className="panel inbox-contact" open={problems.length > 0}>
      <summary>{say('inbox.contact.title')}</summary>
      <ErrorSummary form={form} problems={problems} />
      <p className="hint">{say(leave ? 'inbox.contact.hint' : 'inbox.contact.page-only')}</p>
      <Form method="post" action="/staff/inbox" id={form} noValidate>
        <input type="hidden" name="do" value="contact" />
        <div className="inbox-addresses">
          <TextField
            form={form}
            name="email"
            type="email"
            label={say('inbox.contact.email')}
            value={contact.email}
            isOptional
            problems={problems}
          />
          <TextField
            form={form}
            name="phone"
            inputMode="tel"
            label={say('inbox.contact.phone')}
            value={contact.phone}
            isOptional
            problems={problems}
          />
        </div>
        <fieldset className="inbox-kinds">
          <legend>{say('inbox.contact.kinds')}</legend>
          {contact.kinds.map(({ kind, isSent }) => (
            <div className="choice" key={kind}>
              <input type="checkbox" id={`sent-${kind}`} name="sent" value={kind} defaultChecked={isSent} />
              <label htmlFor={`sent-${kind}`}>{say(`notice.kind.${kind}`)}</label>
            </div>
          ))}
        </fieldset>
        <p className="hint">{say('inbox.contact.urgent')}</p>
        <div className="buttons">
          <button className="primary">{say('inbox.contact.save')}</button>
        </div>
      </Form>
    </details>
  )
}
