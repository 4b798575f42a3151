const queues = new WeakMap<object, Map<string, Promise<unknown>>>()

/**
 * Lets steps on the same key run one after the other in this process. It saves lost races, it does not
 * prevent them: the commit alone decides, also between processes.
 * @param owner whose keys these are (the store), so that two databases in one process do not wait for each other
 */
export function inTurn<Result>(owner: object, key: string, step: () => Promise<Result>): Promise<Result> {
  let queue = queues.get(owner)
  if (!queue) queues.set(owner, (queue = new Map()))
  const keys = queue
  const turn = (keys.get(key) ?? Promise.resolve()).then(step, step)
  keys.set(key, turn)
  const leave = (): void => {
    if (keys.get(key) === turn) keys.delete(key)
  }
  turn.then(leave, leave)
  return turn
}
