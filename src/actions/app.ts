import type { Rulebook } from '../core/catalogue/rulebook.ts'
import type { Refused } from '../core/refusal.ts'
import type { Instant } from '../core/time.ts'
import type { ServiceRequest } from '../core/work-order/service-request.ts'
import type { RandomBytes } from '../store/commit.ts'
import type { Images } from '../insight/file/picture.ts'
import type { FileFolder } from '../store/files/file-folder.ts'
import type { Vault } from '../store/sealing-keys.ts'
import type { Store } from '../store/store.ts'

/** The only source of time. The simulator brings its own. */
export interface Clock {
  now(): Instant
}

/** What every action is given; main fills it. Nothing here is reached for from elsewhere. */
export interface App {
  readonly rulebook: Rulebook
  readonly clock: Clock
  readonly random: RandomBytes
  readonly store: Store
  readonly vault: Vault
  /** Files that people send: what makes pictures harmless, and where the bytes lie. */
  readonly files: { readonly images: Images; readonly folder: FileFolder }
}

export type Outcome = { readonly ok: true; readonly request: ServiceRequest } | Refused
