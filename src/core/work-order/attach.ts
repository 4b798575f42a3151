import { refuse } from '../refusal.ts'
import { attachmentsMost, filesMostFor, isPicture, kindsFor } from './attachment.ts'
import { proceed, type Rule } from './context.ts'
import { event } from './events.ts'

/**
 * Puts files to the request that were sent before (art. 8; a unit's proof). One entry a file; a file
 * that the request has already is not put there again. Who sends which kind is by role: what shows the
 * work comes from the units, and a paper is never taken from the public. A unit's paper is a document,
 * whatever was said of the files that it came with.
 */
export const attach: Rule<'attach'> = (request, input, { actor, staged = [] }) => {
  if (!kindsFor(actor.role).includes(input.kind)) {
    return refuse('not_a_choice', { field: 'kind', facts: { choices: kindsFor(actor.role).join(', ') } })
  }
  const most = filesMostFor(actor)
  if (input.files.length > most) return refuse('too_many_files', { field: 'files', facts: { limit: most } })
  if (staged.length < new Set(input.files).size) return refuse('file_not_found', { field: 'files' })
  if (input.kind === 'citizen' && staged.some(({ mediaType }) => !isPicture(mediaType))) {
    return refuse('file_type', { field: 'files' })
  }
  const known = new Set(request.attachments.map(({ hash }) => hash))
  const added = staged.filter(({ hash }) => !known.has(hash) && known.add(hash))
  if (added.length === 0) return refuse('already_done', { field: 'files' })
  if (request.attachments.length + added.length > attachmentsMost) {
    return refuse('too_many_files', { field: 'files', facts: { limit: attachmentsMost } })
  }
  return proceed(
    request.state,
    ...added.map(({ hash, mediaType, bytes }) =>
      event('attached', { hash, kind: isPicture(mediaType) ? input.kind : 'document', mediaType, bytes }),
    ),
  )
}
