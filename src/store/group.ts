import { isAway } from './is-away.ts'

/** Forms batches: one is in flight, what arrives meanwhile makes the next. Two items of one key never share a batch. */
export interface Group<Item, Result> {
  add(item: Item): Promise<Result>
}

export interface GroupOptions<Item, Result> {
  /** Items in a batch at most. */
  readonly most: number
  readonly keyOf: (item: Item) => string
  /** Results in the order of the items. A batch that fails is tried again item by item. */
  readonly run: (items: readonly Item[]) => Promise<readonly Result[]>
  /** Batches in flight at most. */
  readonly inFlight?: number
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

export function createGroup<Item, Result>(options: GroupOptions<Item, Result>): Group<Item, Result> {
  const { most, keyOf, inFlight = 1 } = options
  let waiting: Waiting<Item, Result>[] = []
  let flying = 0

  const takeBatch = (): Waiting<Item, Result>[] => {
    const batch: Waiting<Item, Result>[] = []
    const later: Waiting<Item, Result>[] = []
    const keys = new Set<string>()
    for (const one of waiting) {
      const key = keyOf(one.item)
      if (batch.length < most && !keys.has(key)) {
        keys.add(key)
        batch.push(one)
      } else later.push(one)
    }
    waiting = later
    return batch
  }

  const fly = async (): Promise<void> => {
    flying += 1
    // Whatever else arrives in this turn of the event loop shares the batch.
    await Promise.resolve()
    const batch = takeBatch()
    try {
      if (batch.length > 0) await deliver(options, batch)
    } finally {
      flying -= 1
      if (waiting.length > 0 && flying < inFlight) void fly()
    }
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        if (flying < inFlight) void fly()
      }),
  }
}

async function deliver<Item, Result>(
  options: GroupOptions<Item, Result>,
  batch: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await options.run(batch.map((one) => one.item))
    batch.forEach((one, index) => one.resolve(results[index] as Result))
  } catch (error) {
    if (batch.length === 1) for (const only of batch) only.reject(error)
    else await oneByOne(options, batch)
  }
}

/** Tries a failed batch item by item; from a database that is away nobody waits for an answer of its own. */
async function oneByOne<Item, Result>(
  { run }: GroupOptions<Item, Result>,
  batch: readonly Waiting<Item, Result>[],
): Promise<void> {
  let away: { readonly error: unknown } | undefined
  for (const one of batch) {
    try {
      if (away) one.reject(away.error)
      else one.resolve((await run([one.item]))[0] as Result)
    } catch (error) {
      one.reject(error)
      if (isAway(error)) away = { error }
    }
  }
}
