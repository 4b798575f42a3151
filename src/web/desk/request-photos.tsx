import type { ReactNode } from 'react'
import { Photos, type PhotoData } from '../kit/photos.tsx'
import { usePage } from '../kit/use-page.ts'

export interface RequestPhotosData {
  readonly number: string
  readonly photos: readonly PhotoData[]
  /** Some are kept from a unit, so that nobody learns where the requester stood. */
  readonly areHidden: boolean
  readonly mayAdd: boolean
}

/** What the requester sent and what the units show of their work. */
export function RequestPhotos({ number, photos, areHidden, mayAdd }: RequestPhotosData): ReactNode {
  const { say } = usePage()
  if (photos.length === 0 && !areHidden && !mayAdd) return null
  return (
    <section className="panel">
      <h2>{say('photo.list')}</h2>
      {areHidden && <p className="note">{say('photo.hidden')}</p>}
      {photos.length === 0 && !areHidden && <p>{say('photo.none')}</p>}
      <Photos number={number} photos={photos} />
      {mayAdd && (
        <p>
          <a href={`/staff/requests/${number}/photos`}>{say('photo.add')}</a>
        </p>
      )}
    </section>
  )
}
