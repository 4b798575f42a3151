/** Lets at most `width` steps through at once; the others wait in the order in which they came. */
export function createGate(width: number): <Result>(step: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = []
  let inside = 0
  return async (step) => {
    if (inside >= width) await new Promise<void>((resolve) => waiting.push(resolve))
    else inside += 1
    try {
      return await step()
    } finally {
      // The place passes on to who waits longest.
      const next = waiting.shift()
      if (next) next()
      else inside -= 1
    }
  }
}
