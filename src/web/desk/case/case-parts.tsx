import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { filesMost } from '../../../core/work-order/attachment.ts'
import type { CommandName } from '../../../core/work-order/fields.ts'
import type { CommandFormView } from '../../command-form-view.ts'
import { KeyHint } from '../../kit/button.tsx'
import { Hidden } from '../../kit/fields.tsx'
import { MoveConflict } from '../../kit/move-conflict.tsx'
import { MoveForms } from '../../kit/move-forms.tsx'
import { PhotoField } from '../../kit/photo-field.tsx'
import { Photos } from '../../kit/photos.tsx'
import { usePage } from '../../kit/use-page.ts'
import type { MessageKey } from '../../messages/catalogue.ts'
import { CallPanel } from './call-panel.tsx'
import type { CaseData, CaseState } from './case-data.server.ts'
import { ChipRadios } from './chip-radios.tsx'
import { CloseForm } from './close-form.tsx'
import { ContactForm } from './contact-form.tsx'
import { ContactLog } from './contact-log.tsx'
import { isHelp } from './help-forms.tsx'

interface PartProps {
  readonly view: CaseData
  readonly forms: readonly CommandFormView[]
  readonly state: CaseState
  readonly address: string
}

const find = (forms: readonly CommandFormView[], name: string): CommandFormView | undefined =>
  forms.find(({ command }) => command === name)

/** Whom to call, the line that records it, and every contact so far. */
export function CaseContact({ view, forms, state, address }: PartProps): ReactNode {
  const { say } = usePage()
  const { called, problems, typed } = state
  const signs = find(forms, 'sign') !== undefined
  const records = find(forms, 'recordContact') !== undefined
  return (
    <section className="panel" aria-labelledby="case-contact">
      <h2 id="case-contact">{say('case.contact')}</h2>
      {!called && (signs || (records && view.mayCall === 'yes')) && (
        <div className="buttons">
          {view.mayCall === 'yes' && (
            <Form method="post" action={address} preventScrollReset>
              <Hidden values={{ command: 'call' }} />
              <button className={view.contactedAt === null ? 'primary' : undefined}>
                <span aria-hidden="true">☎&nbsp;</span>
                {say(signs ? 'today.signAndCall' : 'today.call')}
                <KeyHint keys="alt+c" />
              </button>
            </Form>
          )}
          {signs && (
            <Form method="post" action={address} preventScrollReset>
              <Hidden values={{ command: 'sign', seq: String(view.seq) }} />
              <button>{say('today.sign')}</button>
            </Form>
          )}
        </div>
      )}
      {view.mayCall !== 'yes' && (signs || records) && (
        <p className="note">{say(view.mayCall === 'anonymous' ? 'today.do.anonymous' : 'today.do.hidden')}</p>
      )}
      {called ? (
        <CallPanel key={called.seq} called={called} address={address} typed={typed} problems={problems} />
      ) : (
        records && (
          <ContactForm number={view.number} seq={view.seq} address={address} typed={typed} problems={problems} />
        )
      )}
      <ContactLog contacts={view.contacts} />
    </section>
  )
}

/** What the order has of photos and papers, and room for more. */
export function CasePhotos({ view, state, address }: Omit<PartProps, 'forms'>): ReactNode {
  const { say } = usePage()
  const isMeant = state.meant === 'photos'
  return (
    <section className="panel case-photos" aria-labelledby="case-photos">
      <h2 id="case-photos">{say('case.photos')}</h2>
      <Photos number={view.number} photos={view.photos} />
      {view.state !== 'closed' && (
        <Form method="post" action={address} encType="multipart/form-data" preventScrollReset>
          <Hidden values={{ command: 'photos' }} />
          <ChipRadios
            form="photos"
            name="photos.kind"
            label={say('case.photos.kind')}
            value={state.typed['photos.kind']?.[0] ?? 'before'}
            problems={[]}
            options={(['before', 'after', 'document'] as const).map((value) => ({
              value,
              label: say(`photo.kind.${value}`),
            }))}
          />
          <PhotoField
            form="photos"
            photos={isMeant ? (state.photos ?? none) : none}
            most={filesMost.unit}
            problems={isMeant ? state.problems : none}
            mayBePaper
          />
          <button>{say('photo.add.send')}</button>
        </Form>
      )}
    </section>
  )
}

const none: readonly never[] = []

/** The reply with its proof; where it is too early or too late for one, why. */
export function ClosePart({ view, forms, state, address }: PartProps): ReactNode {
  const { say } = usePage()
  const reply = find(forms, 'reply')
  const isMeant = state.meant === 'close' || state.meant === 'reply'
  return (
    <section className="panel" id="close" aria-labelledby="close-title">
      <h2 id="close-title">{say('case.close')}</h2>
      {reply ? (
        <CloseForm
          view={view}
          fields={reply.fields}
          address={address}
          typed={state.typed}
          problems={isMeant ? state.problems : none}
          photos={isMeant ? (state.photos ?? none) : none}
          conflict={isMeant ? conflictOf(state, 'reply', true) : null}
        />
      ) : (
        <>
          {isMeant && conflictOf(state, 'reply', false)}
          <p className="note">{say(notYet(view))}</p>
        </>
      )}
    </section>
  )
}

/** What others did meanwhile, beside what was typed; the form that it stands in can be sent on top of it. */
const conflictOf = ({ difference, typed }: CaseState, meant: CommandName, isOpen: boolean): ReactNode =>
  difference ? <MoveConflict difference={difference} meant={meant} isOpen={isOpen} typed={typed} /> : null

function notYet({ state, repliedAt, asks }: CaseData): MessageKey {
  if (state === 'dispatched' || state === 'signed') return 'case.close.notYet.contact'
  if (asks.some((ask) => ask.kind === 'ledger' && ask.state === 'active')) return 'case.close.notYet.ledger'
  return repliedAt === null ? 'case.close.notYet.other' : 'case.close.notYet.replied'
}

const ownForms = new Set(['sign', 'recordContact', 'reply'])

/** Whatever else is open to the unit, so that nothing is lost. What waits for an answer stands open. */
export function CaseMoves({ view, forms, state, address }: PartProps): ReactNode {
  const { say } = usePage()
  const others = forms.filter(({ command }) => !ownForms.has(command) && !isHelp(command))
  if (others.length === 0) return null
  return (
    <section className="panel" id="moves" aria-labelledby="moves-title">
      <h2 id="moves-title">{say('case.moves')}</h2>
      <Form method="post" action={address} noValidate preventScrollReset>
        <Hidden values={{ seq: String(view.seq) }} />
        <MoveForms
          form={`help-${state.meant}`}
          forms={others}
          usual={['answerSupervision', 'reportAssist', 'acknowledgeWhistle', 'reportIn', 'answerEscalation']}
          typed={state.typed}
          meant={state.meant}
          problems={state.problems}
        />
      </Form>
    </section>
  )
}
