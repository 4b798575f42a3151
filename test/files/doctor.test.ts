import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stageFile } from '../../src/actions/stage-file.ts'
import { checkFiles } from '../../src/main/doctor/files.ts'
import { openTinyHouse } from '../actions/support/tiny-house.ts'
import { requesterOf } from '../support/world.ts'
import { picture } from './pictures.ts'

test('the doctor notices files that are gone or not what they were', async () => {
  const house = await openTinyHouse()
  const check = () => checkFiles(house.database, house.app.files.folder)
  expect((await check()).status).toBe('ok')
  const hashes: string[] = []
  for (const seed of [1, 2]) {
    const number = await house.register()
    const staged = await stageFile(house.app, await picture(seed), false)
    if (!staged.ok) throw new Error(staged.refusal.code)
    await house.run(number, requesterOf(number), 'attach', { files: [staged.key], kind: 'citizen' })
    hashes.push(staged.hash)
  }
  expect((await check()).status).toBe('ok')
  const [one = '', other = ''] = hashes.map((hash) => join(house.files.folders.kept, hash.slice(0, 2), hash))
  writeFileSync(one, 'rot')
  rmSync(other)
  const found = await check()
  expect(found.status).toBe('fail')
  expect(found.sentence.en).toContain('1 are missing and 1 have changed')
})
