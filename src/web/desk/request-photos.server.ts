import type { Actor } from '../../core/permission/roles.ts'
import type { ServiceRequest } from '../../core/work-order/service-request.ts'
import { photoData } from '../kit/photos.tsx'
import type { PageContext } from '../page-context.ts'
import type { RequestPhotosData } from './request-photos.tsx'

/** The files of a request, as the section of a desk's page shows them to this actor. */
export function requestPhotos(request: ServiceRequest, actor: Actor, { house, visit }: PageContext): RequestPhotosData {
  const seen = house.attachmentsOf(actor, request)
  const seesUnits = house.canRead(actor, 'units', request)
  const isHidden = (ordinal: number): boolean => !seen.some((one) => one.ordinal === ordinal)
  return {
    number: request.number,
    photos: photoData(seen, (code) => (seesUnits ? house.unitName(code, visit.language) : '')),
    areHidden:
      house.canRead(actor, 'attachments', request) &&
      request.attachments.some(({ kind, ordinal }) => kind === 'citizen' && isHidden(ordinal)),
    mayAdd: house.kindsToAttach(actor, request).length > 0,
  }
}
