import type { ReactNode } from 'react'
import type { Instant } from '../../core/time.ts'
import type { Attachment, AttachmentKind } from '../../core/work-order/attachment.ts'
import { isPicture } from '../../core/work-order/attachment.ts'
import { photoPath, photoThumbPath } from './photo-names.ts'
import { usePage } from './use-page.ts'

/** A file of a request, as pages list it. */
export interface PhotoData {
  readonly ordinal: number
  readonly kind: AttachmentKind
  readonly isPicture: boolean
  readonly bytes: number
  readonly addedAt: Instant
  /** Name of the unit that sent it; empty where the requester or the hotline did. */
  readonly unit: string
}

export const photoData = (
  attachments: readonly Attachment[],
  unitName: (code: string | null) => string,
): readonly PhotoData[] =>
  attachments.map(({ ordinal, kind, mediaType, bytes, addedAt, unitCode }) => ({
    ordinal,
    kind,
    isPicture: isPicture(mediaType),
    bytes,
    addedAt,
    unit: unitName(unitCode),
  }))

/** The files of a request: small pictures that lead to the whole ones, with what they show, who sent them and when. */
export function Photos({
  number,
  photos,
}: {
  readonly number: string
  readonly photos: readonly PhotoData[]
}): ReactNode {
  if (photos.length === 0) return null
  return (
    <ul className="photos">
      {photos.map((photo) => (
        <Photo key={photo.ordinal} number={number} photo={photo} />
      ))}
    </ul>
  )
}

function Photo({ number, photo }: { readonly number: string; readonly photo: PhotoData }): ReactNode {
  const { say, when } = usePage()
  const { ordinal, kind, bytes, addedAt, unit } = photo
  const about = { kind: say(`photo.kind.${kind}`), when: when(addedAt) }
  return (
    <li>
      <figure>
        <a
          href={photoPath(number, ordinal)}
          target="_blank"
          rel="noopener"
          download={photo.isPicture ? undefined : true}
        >
          {photo.isPicture ? (
            <img src={photoThumbPath(number, ordinal)} alt={say('photo.alt', about)} loading="lazy" />
          ) : (
            say('photo.document', { size: Math.max(1, Math.round(bytes / 1024)) })
          )}
        </a>
        <figcaption>
          <strong>{about.kind}</strong>
          {unit !== '' && <span>{unit}</span>}
          <span>{about.when}</span>
        </figcaption>
      </figure>
    </li>
  )
}
