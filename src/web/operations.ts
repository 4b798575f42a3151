import type { LocalText } from '../core/catalogue/catalogue.ts'
import type { Instant } from '../core/time.ts'
import type { DatabaseFacts } from '../store/read/admin/database-facts.ts'
import type { JobsNow } from '../store/read/admin/jobs.ts'
import type { Sealing } from '../store/read/journal-health.ts'

/** What a check of the installation found, in words that say what to do. */
export interface OperationFinding {
  readonly check: string
  readonly status: 'ok' | 'warn' | 'fail'
  readonly sentence: LocalText
}

/** A piece of work that the product does by itself from time to time. */
export interface ChoreRun {
  readonly name: string
  readonly everySeconds: number
  /** When it last ended well in this process; null before the first time. */
  readonly wentWellAt: Instant | null
  /** Runs that failed since then. */
  readonly faults: number
}

export interface HealthNow {
  readonly database: DatabaseFacts
  readonly isWorkerHealthy: boolean
  readonly sealing: Sealing
  /** The last backup that was made of this installation, as far as it remembers. */
  readonly lastBackup: { readonly at: Instant; readonly bytes: number } | null
  readonly startedAt: Instant
  readonly memoryBytes: number
}

/** How the installation itself runs: what only main can know, for whoever administers it. Nothing of any request. */
export interface Operations {
  readonly examine: () => Promise<readonly OperationFinding[]>
  readonly jobs: () => Promise<JobsNow>
  readonly chores: () => readonly ChoreRun[]
  readonly health: () => Promise<HealthNow>
}
