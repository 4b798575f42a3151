import { useState, type ReactNode } from 'react'
import { idOf, problemWords } from './error-summary.tsx'
import { photosField, removeField, stagedField, stagedThumbPath } from './photo-names.ts'
import type { Problem } from './problems.ts'
import { sendPhoto } from './send-photo.ts'
import { usePage } from './use-page.ts'

export interface PhotoFieldProps {
  /** Id of the form, which has to be sent as `multipart/form-data`. */
  readonly form: string
  /** Keys of the files that wait, as `readUpload` gave them. */
  readonly photos: readonly string[]
  readonly most: number
  readonly problems?: readonly Problem[]
  readonly label?: string
  readonly hint?: string | undefined
  /** Units may send papers too. */
  readonly mayBePaper?: boolean
  readonly isOptional?: boolean
}

/** Named one by one, a phone hands its own formats over as JPEG; `image/*` would bring them as they are. */
const pictureTypes = 'image/jpeg,image/png,image/webp'

/**
 * Photos that go with a form. Without script they travel with the form and wait under a key from then on;
 * with script each is sent as soon as it is chosen. Several fields of one page share the one form.
 */
export function PhotoField(props: PhotoFieldProps): ReactNode {
  const { form, most, problems = [], label, hint, mayBePaper = false, isOptional = true } = props
  const { say } = usePage()
  const { photos, sending, refused, send, remove } = useSending(props.photos, most)
  const id = idOf(form, photosField)
  const words = [
    ...problems.filter(({ field }) => field === photosField).map((problem) => problemWords(problem, say)),
    ...refused,
  ]
  const isFull = photos.length >= most
  return (
    <div className={words.length > 0 ? 'field has-problem photo-field' : 'field photo-field'}>
      <label htmlFor={id}>
        {label ?? say('photo.label')}
        {isOptional && <span className="optional">{say('optional')}</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-about`}>
          {hint}
        </p>
      )}
      <p className="hint" id={`${id}-hint`}>
        {say('photo.hint', { most })}
      </p>
      {words.map((word) => (
        <p className="problem" key={word} role="alert">
          <span aria-hidden="true">⚠ </span>
          {word}
        </p>
      ))}
      <StagedPhotos photos={photos} onRemove={remove} />
      {isFull ? (
        <p className="hint" id={id} tabIndex={-1}>
          {say('photo.full', { most })}
        </p>
      ) : (
        <input
          type="file"
          id={id}
          name={photosField}
          multiple
          accept={mayBePaper ? `${pictureTypes},application/pdf` : pictureTypes}
          aria-describedby={hint ? `${id}-about ${id}-hint` : `${id}-hint`}
          aria-invalid={words.length > 0 || undefined}
          onChange={(event) => void send(event.currentTarget)}
        />
      )}
      <output className="photo-progress">{sending && say('photo.sending', { ...sending })}</output>
    </div>
  )
}

/** The keys of photos on a page that does not show them. */
export const CarriedPhotos = ({ photos }: { readonly photos: readonly string[] }): ReactNode =>
  photos.map((key) => <input key={key} type="hidden" name={stagedField} value={key} />)

interface StagedProps {
  readonly photos: readonly string[]
  readonly onRemove: (key: string) => void
}

function StagedPhotos({ photos, onRemove }: StagedProps): ReactNode {
  const { say } = usePage()
  if (photos.length === 0) return null
  return (
    <ul className="photos staged">
      {photos.map((key, index) => (
        <li key={key}>
          <input type="hidden" name={stagedField} value={key} />
          <img src={stagedThumbPath(key)} alt={say('photo.staged', { place: index + 1 })} loading="lazy" />
          <button
            className="quiet"
            name={removeField}
            value={key}
            aria-label={say('photo.remove.which', { place: index + 1 })}
            onClick={(event) => {
              event.preventDefault()
              onRemove(key)
            }}
          >
            {say('photo.remove')}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** What was sent must not travel with the form once more; what was not, still does, should it go now. */
function keepOnly(input: HTMLInputElement, files: readonly File[]): void {
  const rest = new DataTransfer()
  for (const file of files) rest.items.add(file)
  input.files = rest.files
}

interface Sending {
  readonly name: string
  readonly percent: number
}

/** Sends chosen files one after another; what was sent waits under its key, what failed is said. */
function useSending(given: readonly string[], most: number) {
  const { say } = usePage()
  const [known, setKnown] = useState(given)
  const [photos, setPhotos] = useState(given)
  const [sending, setSending] = useState<Sending | null>(null)
  const [refused, setRefused] = useState<readonly string[]>([])
  // The page came again with what the server kept: that is what waits now.
  if (known.join() !== given.join()) {
    setKnown(given)
    setPhotos(given)
  }
  const send = async (input: HTMLInputElement): Promise<void> => {
    const files = [...(input.files ?? [])]
    const failed: string[] = []
    let kept = photos
    for (const [index, file] of files.entries()) {
      if (kept.length >= most) {
        failed.push(say('photo.full', { most }))
        break
      }
      setSending({ name: file.name, percent: 0 })
      const sent = await sendPhoto(file, (percent) => setSending({ name: file.name, percent }))
      if (sent.ok) setPhotos((kept = [...kept, sent.key]))
      else failed.push(sent.problem ?? say('photo.problem.send'))
      keepOnly(input, files.slice(index + 1))
    }
    setSending(null)
    setRefused(failed)
    input.value = ''
  }
  const remove = (key: string): void => setPhotos((all) => all.filter((one) => one !== key))
  return { photos, sending, refused, send, remove }
}
