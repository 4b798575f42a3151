import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { tryExclusiveLock, trySharedLock } from '../../src/main/postgres/file-lock.ts'
import { acquireServerLock } from '../../src/main/postgres/server-lock.ts'
import { temporaryFolder } from './support/workshop.ts'

const HOLDER = fileURLToPath(new URL('support/server-process.ts', import.meta.url))

async function startServer(dataDir: string) {
  const child = spawn(process.execPath, [HOLDER, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

test('a second server is refused with the process that is in its way, and what to do', async () => {
  const dataDir = temporaryFolder()
  const first = await startServer(dataDir)
  const refusal = acquireServerLock(dataDir, { waitMs: 50 })
  await expect(refusal).rejects.toMatchObject({ code: 'data_directory_in_use' })
  await expect(refusal).rejects.toMatchObject({
    sentence: {
      en: expect.stringContaining(`process ${first.pid}`) as string,
      'zh-CN': expect.stringContaining(`进程 ${first.pid}`) as string,
    },
  })
})

test('a second server waits for its predecessor to stop', async () => {
  const dataDir = temporaryFolder()
  const first = await startServer(dataDir)
  const waited: (number | undefined)[] = []
  const lock = await acquireServerLock(dataDir, {
    waitMs: 10_000,
    onWait: (holder) => {
      waited.push(holder)
      first.stdin.write('stop\n')
    },
  })
  expect(waited).toEqual([first.pid])
  lock.release()
})

test('kill -9 of a server frees its data directory', async () => {
  const dataDir = temporaryFolder()
  const first = await startServer(dataDir)
  first.kill('SIGKILL')
  await once(first, 'close')
  const lock = await acquireServerLock(dataDir, { waitMs: 0 })
  await expect(acquireServerLock(dataDir, { waitMs: 0 })).rejects.toMatchObject({ code: 'data_directory_in_use' })
  lock.release()
  const again = await acquireServerLock(dataDir, { waitMs: 0 })
  again.release()
})

test('a shared lock has many holders, an exclusive one only one', () => {
  const file = `${temporaryFolder()}/a.lock`
  const [one, two] = [trySharedLock(file), trySharedLock(file)]
  expect(one && two).toBeDefined()
  one?.release()
  expect(tryExclusiveLock(file)).toBeUndefined()
  two?.release()
  const alone = tryExclusiveLock(file)
  expect(alone).toBeDefined()
  expect(trySharedLock(file)).toBeUndefined()
  alone?.release()
})
