import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildOnce, type BuildOnce } from '../../src/main/build-once.ts'
import { tryExclusiveLock } from '../../src/main/postgres/file-lock.ts'

let parent: string
let folder: string
let built: string[]
let told: number
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'build-once-'))
  folder = join(parent, 'build/web')
  built = []
  told = 0
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

/** A build that empties its folder first, as bundlers do, and takes some turns of the loop. */
const start = (print: string, more: Partial<BuildOnce> = {}): Promise<void> =>
  buildOnce({
    folder,
    wanted: () => print,
    onBuild: () => (told += 1),
    build: async () => {
      built.push(`${print} begins`)
      rmSync(folder, { recursive: true })
      for (let turns = 0; turns < 5; turns += 1) await turn()
      mkdirSync(folder)
      built.push(`${print} ends`)
    },
    ...more,
  })

describe('what has to be built before the first start', () => {
  it('is built by one of those who start at once, and the others wait for it', async () => {
    await Promise.all([start('one'), start('one'), start('one')])
    expect(built).toEqual(['one begins', 'one ends'])
    expect(told).toBe(3)
  })

  it('is built again when it is made of something else, never two builds at once', async () => {
    await start('one')
    await start('one')
    await Promise.all([start('two'), start('three')])
    expect(built).toHaveLength(6)
    for (let at = 0; at < built.length; at += 2) expect(built[at + 1]).toBe(built[at]?.replace('begins', 'ends'))
  })

  it('is built anew after a build that failed, whose print it never carries', async () => {
    await start('one')
    await expect(start('two', { build: () => Promise.reject(new Error('no')) })).rejects.toThrow('no')
    expect(existsSync(join(folder, 'inputs.sha256'))).toBe(false)
    await start('one')
    expect(built).toEqual(['one begins', 'one ends', 'one begins', 'one ends'])
  })

  it('is not built while another process is at it, whatever it waits', async () => {
    mkdirSync(join(parent, 'build'))
    const other = tryExclusiveLock(`${folder}.lock`)
    await expect(start('one', { waitMs: 60 })).rejects.toMatchObject({ code: 'pages_not_built' })
    other?.release()
    expect(built).toEqual([])
  })

  it('is taken as it is when it is current, without so much as a lock: it may be read only', async () => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'inputs.sha256'), 'one')
    await start('one')
    expect(existsSync(`${folder}.lock`)).toBe(false)
    expect(told).toBe(0)
  })
})
