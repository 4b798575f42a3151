import type { App } from '../actions/app.ts'
import type { createOnce } from '../actions/once.ts'
import type { JournalDoors } from '../actions/journal-doors.ts'
import type { StaffAccess } from '../actions/staff-access.ts'
import type { Database } from '../store/database.ts'
import type { EventStreams } from './live/event-streams.ts'

/** What main gives. */
export interface ApiOptions {
  readonly app: App
  readonly database: Database
  /** Shared with the pages, so that one revocation is seen by both. */
  readonly access?: StaffAccess
  /** Shared with the pages, so that one reader of the journal serves both. */
  readonly streams?: EventStreams
  /** Tells whoever runs the product of a fault that was answered with 500 or 503. */
  readonly onFault?: (error: unknown) => void
  /** Where the interface is mounted, for addresses in answers. */
  readonly basePath?: string
  /** Secrets of the gateways that report what became of a message. */
  readonly receiptSecrets?: readonly string[]
  /** Receipts of the journal; without it there are none. */
  readonly journal?: JournalDoors | null
}

/** What routes stand on. */
export interface Api {
  readonly app: App
  readonly database: Database
  readonly access: StaffAccess
  readonly once: ReturnType<typeof createOnce>
  readonly streams: EventStreams
  readonly basePath: string
  readonly receiptSecrets: readonly string[]
  readonly journal: JournalDoors | null
}
