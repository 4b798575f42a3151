import type { ReactNode } from 'react'
import { useActionData, useLoaderData } from 'react-router'
import { printedNumber } from '../../core/work-order/number.ts'
import { ErrorSummary } from '../kit/error-summary.tsx'
import { Hidden, Radios } from '../kit/fields.tsx'
import { PhotoField } from '../kit/photo-field.tsx'
import { usePage } from '../kit/use-page.ts'
import { DeskPage } from './desk-page.tsx'
import type { PhotosPageData, PhotosPageState } from './photos.server.ts'
import { RequestPhotos } from './request-photos.tsx'

export { action, loader } from './photos.server.ts'

const form = 'photos-form'

/** The files of one request, and more of them: works without script, and sends each at once where there is one. */
export default function PhotosPage(): ReactNode {
  const { say } = usePage()
  const page = useLoaderData<PhotosPageData>()
  const { kind, photos, problems } = useActionData<PhotosPageState>() ?? { kind: '', photos: [], problems: [] }
  const { number, kinds, most } = page
  const [only] = kinds
  return (
    <DeskPage title={say('photo.title', { number: printedNumber(number) })} hasProblem={problems.length > 0}>
      <ErrorSummary form={form} problems={problems} />
      <p>
        <a href={`/staff/requests/${number}`}>{say('photo.back')}</a>
      </p>
      <RequestPhotos {...page} mayAdd={false} />
      {only !== undefined && (
        <form
          method="post"
          action={`/staff/requests/${number}/photos`}
          id={form}
          encType="multipart/form-data"
          noValidate
          className="panel"
        >
          <h2>{say('photo.add')}</h2>
          {kinds.length === 1 ? (
            <Hidden values={{ kind: only }} />
          ) : (
            <Radios
              form={form}
              problems={problems}
              name="kind"
              label={say('photo.kind')}
              value={kind || only}
              options={kinds.map((value) => ({ value, label: say(`photo.kind.${value}`) }))}
            />
          )}
          <PhotoField
            form={form}
            photos={photos}
            most={most}
            problems={problems}
            isOptional={false}
            mayBePaper={kinds.includes('document')}
            hint={kinds.includes('document') ? say('photo.paper.hint') : undefined}
          />
          <div className="buttons">
            <button className="primary">{say('photo.add.send')}</button>
          </div>
        </form>
      )}
    </DeskPage>
  )
}
