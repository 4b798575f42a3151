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
    const [only] = batch
    if (batch.length === 1 && only) only.reject(error)
    else for (const one of batch) await deliver(options, [one])
  }
}
