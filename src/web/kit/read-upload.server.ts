import { data } from 'react-router'
import type { Actor } from '../../core/permission/roles.ts'
import { refuse, type Refused } from '../../core/refusal.ts'
import { fileBytesMost } from '../../core/work-order/attachment.ts'
import { sayIn } from '../messages/catalogue.ts'
import type { PageContext } from '../page-context.ts'
import { collectParts, type SentFile } from '../request/collect-parts.ts'
import { boundaryOf, readMultipart } from '../request/multipart.ts'
import { uploadRoom } from '../request/upload-room.ts'
import { photosField, removeField, stagedField } from './photo-names.ts'
import type { Problem } from './problems.ts'
import { readForm } from './read-form.server.ts'
import { problemOfRefusal } from './refusal-problem.ts'

/** A form that may carry files: the words that were typed in any case, and the files that are kept for it. */
export interface Upload {
  readonly form: URLSearchParams
  /** Keys of the files that wait, those of earlier steps first: for `PhotoField` and for `attach`. */
  readonly photos: readonly string[]
  /** What is wrong with files; it never costs a word that was typed. */
  readonly problems: readonly Problem[]
  /** A button of the photo field was pressed, not one of the form: the same page is to be shown again. */
  readonly isAboutPhotos: boolean
  /** More words than any form takes: the first of them are there, and nothing may be done with them. */
  readonly isTooLong: boolean
}

interface UploadRules {
  /** Files at most, with those that wait already. */
  readonly most: number
  /** Who sends them, where somebody is signed in: papers are taken from units alone. */
  readonly sender?: Actor | null
  /** The page shows again what was typed too long; others answer 413 by themselves. */
  readonly showsTooLong?: boolean
}

const MiB = 1024 * 1024
const limits = {
  /** More than every field of the longest form. */
  textBytes: MiB / 2,
  fileBytes: fileBytesMost,
  /** What is read of one body at all, most of it only to find the words behind the files. */
  bodyBytes: 96 * MiB,
} as const

/**
 * Reads a form sent as words or with files. Each file is made harmless and kept for a day under a key; one
 * that is too large, broken or disguised is left out and said so, and so is what exceeds the number.
 */
export async function readUpload(request: Request, page: PageContext, rules: UploadRules): Promise<Upload> {
  const boundary = boundaryOf(request.headers.get('content-type') ?? '')
  if (boundary === undefined) return kept(await readForm(request), [], page, rules)
  const parts = collectParts(uploadRoom, limits)
  try {
    const body = (request.body ?? []) as AsyncIterable<Uint8Array>
    const end = await readMultipart(body, boundary, parts.sink, parts.isEnough)
    // Without a single part nothing can be shown again: that is no form.
    if (end === 'malformed' && parts.form.size === 0) throw data('form', { status: 400 })
    if (parts.isTooLong() && !rules.showsTooLong) throw data('form', { status: 413 })
    if (parts.isTooLong()) return { form: parts.form, photos: [], problems: [], isAboutPhotos: false, isTooLong: true }
    const upload = await kept(parts.form, parts.files, page, rules)
    if (end === 'whole') return upload
    return { ...upload, problems: [...upload.problems, { field: photosField, key: 'photo.problem.body' }] }
  } finally {
    parts.release()
  }
}

/** The files that wait, with those that have just come. */
async function kept(
  form: URLSearchParams,
  files: readonly SentFile[],
  page: PageContext,
  { most, sender = null }: UploadRules,
): Promise<Upload> {
  const removed = form.get(removeField)
  const asked = form.getAll(stagedField).filter((key) => key !== '' && key !== removed)
  for (const name of [stagedField, removeField, photosField]) form.delete(name)
  const waiting = await stillThere(asked, page)
  const photos = waiting.slice(0, most)
  const problems: Problem[] = waiting.length < asked.length ? [{ field: photosField, key: 'photo.problem.gone' }] : []
  for (const [index, file] of files.entries()) {
    const staged = photos.length < most ? await stage(file, page, sender) : tooMany(most)
    if (staged.ok) photos.push(staged.key)
    else problems.push(problemOf(staged, index, files.length, page))
  }
  return { form, photos: [...new Set(photos)], problems, isAboutPhotos: removed !== null, isTooLong: false }
}

const tooMany = (most: number): Refused => refuse('too_many_files', { facts: { limit: most } })

/** With the database away the keys are believed: whether they stand for a file is asked again before anything is filed. */
async function stillThere(keys: readonly string[], { house }: PageContext): Promise<readonly string[]> {
  if (keys.length === 0) return keys
  try {
    return await house.knownFiles(keys)
  } catch (error) {
    if (!(error instanceof Response)) house.report(error)
    return keys
  }
}

async function stage({ bytes, fault }: SentFile, { house }: PageContext, sender: Actor | null) {
  if (fault === 'file_too_large') return refuse(fault, { facts: { limit: fileBytesMost / MiB } })
  if (fault || !bytes) return refuse('files_busy')
  try {
    return await house.stageFile(bytes, sender)
  } catch (error) {
    // The disk is full or the database away: the words still count.
    if (!(error instanceof Response)) house.report(error)
    return refuse('files_busy')
  }
}

function problemOf({ refusal }: Refused, index: number, of: number, { visit }: PageContext): Problem {
  const { words = '' } = problemOfRefusal(refusal, visit.language)
  if (of === 1 || refusal.code === 'too_many_files') return { field: photosField, words }
  return { field: photosField, words: sayIn(visit.language)('photo.problem.which', { place: index + 1, why: words }) }
}
