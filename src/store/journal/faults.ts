/** What is wrong with an entry or its place, as `verify` names it. */
export type FaultReason =
  | 'entry_missing'
  | 'hash_wrong'
  | 'chain_broken'
  | 'body_differs'
  | 'leaf_differs'
  | 'leaf_order'
  | 'leaf_missing'
  | 'leaf_changed'
  | 'not_in_tree'
  | 'pending_differs'
  | 'root_differs'
  | 'tile_differs'
  | 'no_checkpoint'
  | 'checkpoint_forged'
  | 'checkpoint_missing'
  | 'checkpoint_differs'
  | 'checkpoint_time'
  | 'copy_damaged'
  | 'after_checkpoint'
  | 'back_dated'
  | 'head_differs'
  | 'request_missing'

export interface Fault {
  readonly reason: FaultReason
  /** Place in the tree; null where it has none. */
  readonly leafIndex: number | null
  /** Absent where only the place is known. */
  readonly number?: string
  readonly seq?: number
}

export interface Faults {
  add(fault: Fault): void
  count(): number
  /** The one that stands first in the tree; what has no place in it comes last. */
  first(): Fault | undefined
}

/** Counts faults and keeps the first, however many there are. */
export function createFaults(): Faults {
  let count = 0
  let first: Fault | undefined
  return {
    add: (fault) => {
      count += 1
      if (!first || isBefore(fault, first)) first = fault
    },
    count: () => count,
    first: () => first,
  }
}

/** Where an entry is gone, all behind it stand in places of others, and their times no longer fit. */
const isSecondary = ({ reason }: Fault): boolean => reason === 'after_checkpoint' || reason === 'back_dated'

const placeOf = (fault: Fault): number => fault.leafIndex ?? Number.POSITIVE_INFINITY

function isBefore(one: Fault, other: Fault): boolean {
  if (placeOf(one) !== placeOf(other)) return placeOf(one) < placeOf(other)
  if (isSecondary(one) !== isSecondary(other)) return isSecondary(other)
  const [a, b] = [Number(one.number ?? 0), Number(other.number ?? 0)]
  return a === b ? (one.seq ?? 0) < (other.seq ?? 0) : a < b
}
