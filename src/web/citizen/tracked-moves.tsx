import type { ReactNode } from 'react'
import type { CommandFormView } from '../command-form-view.ts'
import { filesMost } from '../../core/work-order/attachment.ts'
import type { CommandName } from '../../core/work-order/fields.ts'
import { TextArea, Hidden } from '../kit/fields.tsx'
import { MoveForms } from '../kit/move-forms.tsx'
import { PhotoField } from '../kit/photo-field.tsx'
import { usePage } from '../kit/use-page.ts'
import { Rate } from './tracked-rate.tsx'
import type { MessageKey } from '../messages/catalogue.ts'
import type { TrackedData, TrackedState } from './tracked.server.ts'

export const trackedForm = 'tracked'

/** Giving up comes last. */
const lastWithdraw = (one: CommandFormView, other: CommandFormView): number =>
  Number(one.command === 'withdraw') - Number(other.command === 'withdraw')

const noPhotos: readonly string[] = []

const titles: Partial<Readonly<Record<CommandName, MessageKey>>> = {
  addFact: 'track.fact.title',
  withdraw: 'track.withdraw.title',
  objectToRedirect: 'track.redirect.title',
  rateAnswer: 'track.answer.title',
}

/** What the requester can do now, in one form: rate, add, withdraw, object; after the end, report again. */
export function TrackedMoves({
  data,
  state,
}: {
  readonly data: TrackedData
  readonly state: TrackedState | undefined
}): ReactNode {
  const { say } = usePage()
  const { typed, meant, problems } = state ?? { typed: {}, meant: '', problems: [] }
  const rating = data.forms.find(({ command }) => command === 'recordCallback')
  return (
    <>
      {!rating && <h2>{say('track.actions')}</h2>}
      <form method="post" action="/track/request" id={trackedForm} noValidate encType="multipart/form-data">
        <Hidden values={{ seq: String(data.seq), formKey: data.formKey, number: data.number }} />
        {rating && <Rate form={trackedForm} view={rating} typed={typed} problems={problems} />}
        <MoveForms
          form={trackedForm}
          forms={data.forms.filter((view) => view !== rating).toSorted(lastWithdraw)}
          typed={typed}
          meant={meant}
          problems={problems}
          labels={{
            'rateAnswer.satisfaction': say('track.rate.satisfaction'),
            'objectToRedirect.words': say('track.redirect.words'),
            'withdraw.words': say('track.rate.words'),
          }}
          title={(command) => say(titles[command] ?? `command.${command}`)}
          usual={['rateAnswer', 'objectToRedirect']}
        />
        {data.mayAddPhotos && <AddPhotos state={state} />}
        {data.isSettled && <Reopen state={state} />}
        <button className="quiet" name="leave" value="1">
          {say('track.leave')}
        </button>
      </form>
    </>
  )
}

interface PartProps {
  readonly state: TrackedState | undefined
}

function AddPhotos({ state }: PartProps): ReactNode {
  const { say } = usePage()
  const { meant = '', problems = [], photos = noPhotos } = state ?? {}
  return (
    <details open={meant === 'attach' || photos.length > 0}>
      <summary>{say('track.photos.add')}</summary>
      <PhotoField
        form={trackedForm}
        photos={photos}
        most={filesMost.citizen}
        problems={problems}
        hint={say('track.photos.hint')}
      />
      <div className="buttons">
        <button className="primary" name="command" value="attach">
          {say('photo.add.send')}
        </button>
      </div>
    </details>
  )
}

/** After the end: told anew, as a request of its own that is linked to this one. */
function Reopen({ state }: PartProps): ReactNode {
  const { say } = usePage()
  const { meant = '', problems = [], typed = {} } = state ?? {}
  return (
    <details open={meant === 'reopen'}>
      <summary>{say('track.reopen.title')}</summary>
      <TextArea
        form={trackedForm}
        name="reopen.fact"
        label={say('report.matter')}
        hint={say('track.reopen.hint')}
        value={typed['reopen.fact']?.[0]}
        problems={problems}
      />
      <div className="buttons">
        <button className="primary" name="command" value="reopen">
          {say('track.reopen.send')}
        </button>
      </div>
    </details>
  )
}
