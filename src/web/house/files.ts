import type { App, Outcome } from '../../actions/app.ts'
import { execute } from '../../actions/execute.ts'
import { readAttachment, type ReadAttachment } from '../../actions/read-attachment.ts'
import { knownKeys, stagedThumb, stageFile, type Staged } from '../../actions/stage-file.ts'
import { can } from '../../core/permission/can.ts'
import { canReadAttachment } from '../../core/permission/can-read-attachment.ts'
import { unitRoles, type Actor } from '../../core/permission/roles.ts'
import type { Refused } from '../../core/refusal.ts'
import { kindsFor, type Attachment, type AttachmentKind } from '../../core/work-order/attachment.ts'
import { moveFor } from '../../core/work-order/lifecycle.ts'
import type { ServiceRequest } from '../../core/work-order/service-request.ts'

/** What pages ask about files. A file is sent first and gets a key; with the key it is attached. */
export interface FileDoors {
  /** Makes a file harmless and keeps it for a day. Papers are taken from units alone. */
  readonly stageFile: (bytes: Uint8Array, sender: Actor | null) => Promise<Staged | Refused>
  /** Which of the keys still stand for a file, in order. */
  readonly knownFiles: (keys: readonly string[]) => Promise<readonly string[]>
  readonly stagedThumb: (key: string) => Promise<Buffer | undefined>
  /** Puts staged files to a request: the command `attach`. Files that are there already are done already. */
  readonly attach: (actor: Actor, number: string, files: readonly string[], kind: AttachmentKind) => Promise<Outcome>
  /** What the actor may say of a file that they attach now; empty where they may attach none. */
  readonly kindsToAttach: (actor: Actor, request: ServiceRequest) => readonly AttachmentKind[]
  /** The files of a request that the actor may see. */
  readonly attachmentsOf: (actor: Actor, request: ServiceRequest) => readonly Attachment[]
  /** One of them, whole or small; undefined where there is none to be seen. */
  readonly readAttachment: (
    actor: Actor,
    number: string,
    ordinal: number,
    part: 'whole' | 'thumb',
  ) => Promise<ReadAttachment | undefined>
}

export const fileDoors = (app: App): FileDoors => ({
  stageFile: (bytes, sender) =>
    stageFile(app, bytes, sender !== null && (unitRoles as readonly string[]).includes(sender.role)),
  knownFiles: (keys) => knownKeys(app, keys),
  stagedThumb: (key) => stagedThumb(app, key),
  attach: (actor, number, files, kind) => execute(app, actor, number, { name: 'attach', input: { files, kind } }),
  kindsToAttach: (actor, request) => {
    const move = moveFor(request.state, 'attach')
    return move && can(actor, move, request, app.rulebook) ? kindsFor(actor.role) : []
  },
  attachmentsOf: (actor, request) =>
    request.attachments.filter((attachment) => canReadAttachment(actor, attachment, request, app.rulebook)),
  readAttachment: (actor, number, ordinal, part) => readAttachment(app, actor, number, ordinal, part),
})
