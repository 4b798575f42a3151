import type { Instant } from '../../core/time.ts'

/** What is to happen next, by time; equal times in the order of entry. A binary heap. */
export interface Agenda<T> {
  add(at: Instant, item: T): void
  /** The time of the next item, or undefined. */
  nextAt(): Instant | undefined
  take(): { readonly at: Instant; readonly item: T } | undefined
  readonly size: number
}

interface Entry<T> {
  readonly at: Instant
  readonly order: number
  readonly item: T
}

export function createAgenda<T>(): Agenda<T> {
  const heap: Entry<T>[] = []
  let order = 0
  const before = (a: Entry<T>, b: Entry<T>): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

  const rise = (from: number): void => {
    let index = from
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!swapIf(index, parent)) return
      index = parent
    }
  }
  const sink = (): void => {
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      const right = left + 1
      let first = left
      if (heap[right] && heap[left] && before(heap[right], heap[left])) first = right
      if (!heap[first] || !swapIf(first, index)) return
      index = first
    }
  }
  const swapIf = (child: number, parent: number): boolean => {
    const [low, high] = [heap[child], heap[parent]]
    if (!low || !high || !before(low, high)) return false
    heap[child] = high
    heap[parent] = low
    return true
  }

  return {
    add: (at, item) => {
      heap.push({ at, order: order++, item })
      rise(heap.length - 1)
    },
    nextAt: () => heap[0]?.at,
    take: () => {
      const [top] = heap
      const last = heap.pop()
      if (!top || !last) return undefined
      if (heap.length > 0) {
        heap[0] = last
        sink()
      }
      return top
    },
    get size() {
      return heap.length
    },
  }
}
