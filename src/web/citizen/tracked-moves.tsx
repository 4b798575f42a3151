import type { ReactNode } from 'react'
import { filesMost } from '../../core/work-order/attachment.ts'
import type { CommandName } from '../../core/work-order/fields.ts'
import { TextArea, Hidden } from '../kit/fields.tsx'
import { MoveForms } from '../kit/move-forms.tsx'
import { PhotoField } from '../kit/photo-field.tsx'
import { usePage } from '../kit/use-page.ts'
import type { MessageKey } from '../messages/catalogue.ts'
import type { TrackedData, TrackedState } from './tracked.server.ts'

export const trackedForm = 'tracked'

const noPhotos: readonly string[] = []

const titles: Partial<Readonly<Record<CommandName, MessageKey>>> = {
  addFact: 'track.fact.title',
  withdraw: 'track.withdraw.title',
  objectToRedirect: 'track.redirect.title',
  rateAnswer: 'track.answer.title',
  recordCallback: 'track.rate.title',
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
  return (
    <>
      <h2>{say('track.actions')}</h2>
      <form method="post" action="/track/request" id={trackedForm} noValidate encType="multipart/form-data">
        <Hidden values={{ seq: String(data.seq), formKey: data.formKey }} />
        <MoveForms
          form={trackedForm}
          forms={data.forms}
          typed={typed}
          meant={meant}
          problems={problems}
          labels={{
            'recordCallback.contacted': say('track.rate.contacted'),
            'recordCallback.resolved': say('track.rate.resolved'),
            'recordCallback.satisfaction': say('track.rate.satisfaction'),
            'recordCallback.words': say('track.rate.words'),
            'rateAnswer.satisfaction': say('track.rate.satisfaction'),
            'objectToRedirect.words': say('track.redirect.words'),
            'withdraw.words': say('track.rate.words'),
          }}
          title={(command) => say(titles[command] ?? `command.${command}`)}
          usual={['recordCallback', 'rateAnswer', 'objectToRedirect']}
        />
        {data.mayAddPhotos && (
          <details open={meant === 'attach' || (state?.photos ?? []).length > 0}>
            <summary>{say('track.photos.add')}</summary>
            <PhotoField
              form={trackedForm}
              photos={state?.photos ?? noPhotos}
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
        )}
        {data.isSettled && (
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
        )}
        <button className="quiet" name="leave" value="1">
          {say('track.leave')}
        </button>
      </form>
    </>
  )
}
