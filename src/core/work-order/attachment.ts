import type { ActingRole, Actor } from '../permission/roles.ts'
import type { Instant } from '../time.ts'

/** What a file shows: what the requester sent, how it was before and after the work, or a paper. */
export const attachmentKinds = ['citizen', 'before', 'after', 'document'] as const
export type AttachmentKind = (typeof attachmentKinds)[number]

/** As files are kept: pictures are always re-encoded, papers come from units alone. */
export const attachmentTypes = ['image/jpeg', 'image/webp', 'application/pdf'] as const
export type AttachmentType = (typeof attachmentTypes)[number]

export const isPicture = (type: AttachmentType): boolean => type !== 'application/pdf'

/** One file of a request. Its bytes lie outside the database under their hash. */
export interface Attachment {
  readonly ordinal: number
  /** SHA-256 of the bytes as they are kept, 64 hexadecimal digits. */
  readonly hash: string
  readonly mediaType: AttachmentType
  readonly bytes: number
  readonly kind: AttachmentKind
  readonly addedAt: Instant
  readonly addedBy: string
  /** The unit that sent it; null where the requester or the hotline did. */
  readonly unitCode: string | null
}

/** A file that was sent and waits to be attached. */
export type StagedFile = Pick<Attachment, 'hash' | 'mediaType' | 'bytes'>

/** Files in one form: the requester's, and those of a unit that closes. */
export const filesMost = { citizen: 3, unit: 6 } as const
/** Files of one request, whoever sends them. */
export const attachmentsMost = 40
/** Bytes of a file as it is sent. */
export const fileBytesMost = 8 * 1024 * 1024

const forUnit: readonly AttachmentKind[] = ['before', 'after', 'document']
const forCitizen: readonly AttachmentKind[] = ['citizen']

/** What a role may say that its file shows. The hotline sends on what the requester gave it. */
export const kindsFor = (role: ActingRole): readonly AttachmentKind[] =>
  role === 'requester' || role === 'intake_agent' ? forCitizen : forUnit

export const filesMostFor = (actor: Pick<Actor, 'role'>): number =>
  actor.role === 'requester' ? filesMost.citizen : filesMost.unit
