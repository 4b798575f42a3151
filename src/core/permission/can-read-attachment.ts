import type { Rulebook } from '../catalogue/rulebook.ts'
import type { Attachment } from '../work-order/attachment.ts'
import type { ServiceRequest } from '../work-order/service-request.ts'
import { canRead } from './can-read.ts'
import { unitRoles, type Actor } from './roles.ts'

/**
 * Whether the actor may see this file. Who may read `attachments` at all is in the table of readers; of
 * these a unit sees no picture of a requester who reports wrongdoing or asked to stay unknown to it,
 * since a picture tells who stood where; papers of units stay inside, and with a community only its own.
 */
export function canReadAttachment(
  actor: Actor,
  attachment: Attachment,
  request: ServiceRequest,
  rulebook: Rulebook,
): boolean {
  if (!canRead(actor, 'attachments', request, rulebook)) return false
  switch (attachment.kind) {
    case 'citizen':
      return !(unitRoles as readonly string[]).includes(actor.role) || isOpenToUnits(request)
    case 'document':
      if (actor.role === 'requester') return false
      return actor.role !== 'community_worker' || attachment.unitCode === actor.unit
    default:
      return true
  }
}

const isOpenToUnits = ({ confidentiality, requestType }: ServiceRequest): boolean =>
  confidentiality !== 'secret' && requestType !== 'report'
