import { canReadAttachment } from '../core/permission/can-read-attachment.ts'
import type { Actor } from '../core/permission/roles.ts'
import type { Attachment } from '../core/work-order/attachment.ts'
import type { RequestNumber } from '../core/work-order/service-request.ts'
import type { FilePart } from '../store/files/file-folder.ts'
import type { App } from './app.ts'

export interface ReadAttachment {
  readonly attachment: Attachment
  readonly bytes: Buffer
}

/** The files of a request that the actor may see, in the order in which they came. */
export async function visibleAttachments(
  app: App,
  actor: Actor,
  number: RequestNumber,
): Promise<readonly Attachment[]> {
  const loaded = await app.store.load(number)
  if (!loaded) return []
  const { request } = loaded
  return request.attachments.filter((attachment) => canReadAttachment(actor, attachment, request, app.rulebook))
}

/** One file, whole or small; undefined where there is none or it is not the actor's to see: nobody learns which. */
export async function readAttachment(
  app: App,
  actor: Actor,
  number: RequestNumber,
  ordinal: number,
  part: FilePart,
): Promise<ReadAttachment | undefined> {
  const attachment = (await visibleAttachments(app, actor, number)).find((one) => one.ordinal === ordinal)
  const bytes = attachment && (await app.files.folder.read(attachment.hash, part))
  return attachment && bytes ? { attachment, bytes } : undefined
}
