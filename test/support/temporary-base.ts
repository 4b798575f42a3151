import { accessSync, constants, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const ENOUGH_BYTES = 2 * 1024 ** 3

/** Where tests put databases that live for a moment: in memory where there is plenty of it, which is ten times faster. */
export function temporaryBase(): string {
  const memory = '/dev/shm'
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > ENOUGH_BYTES ? memory : tmpdir()
  } catch {
    return tmpdir()
  }
}
