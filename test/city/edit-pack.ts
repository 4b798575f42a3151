import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Fault } from '../../src/main/city/fault.ts'
import { loadCityPack } from '../../src/main/city/load.ts'

export const tinyPack = join(import.meta.dirname, 'fixtures/tiny')

/** A copy of the tiny pack that goes away with the test. Its folder is called `tiny` too, as the pack's name asks. */
export function copyPack(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'city-pack-')), 'tiny')
  cpSync(tinyPack, folder, { recursive: true })
  onTestFinished(() => rmSync(dirname(folder), { recursive: true }))
  return folder
}

/** Changes one file of a pack by its text. */
export function editText(folder: string, file: string, edit: (text: string) => string): void {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  const after = edit(before)
  if (after === before) throw new Error(`the edit changed nothing in ${file}`)
  writeFileSync(path, after)
}

/** Changes one file of a pack by its value; `at` is a path of keys, undefined removes. */
export function editValue(folder: string, file: string, at: readonly (string | number)[], value: unknown): void {
  editText(folder, file, (text) => {
    const root = JSON.parse(text) as Record<string, unknown>
    let holder = root as Record<string | number, unknown>
    for (const key of at.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>
    const last = at.at(-1) ?? ''
    if (value === undefined && Array.isArray(holder)) holder.splice(Number(last), 1)
    else if (value === undefined) delete holder[last]
    else holder[last] = value
    return JSON.stringify(root, null, 2)
  })
}

export async function faultsOf(folder: string): Promise<readonly Fault[]> {
  const result = await loadCityPack(folder)
  return result.ok ? [] : result.faults
}

/** `file path code`, which is what a table of broken packs compares. */
export const inShort = (fault: Fault): string =>
  [fault.file, fault.path, fault.code].filter((part) => part !== '').join(' ')
