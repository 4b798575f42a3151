/** A process that holds the server's lock of a data directory until a line arrives on standard input. */
import { acquireServerLock } from '../../../src/main/postgres/server-lock.ts'

const lock = await acquireServerLock(process.argv[2] ?? '', { waitMs: 0 })
process.stdout.write('held\n')
process.stdin.once('data', () => {
  lock.release()
  process.exit(0)
})
