import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const beijing = join(import.meta.dirname, '../../cities/beijing')

/**
 * A copy of the Beijing pack in which the callback is due as soon as the unit has replied, so that a
 * whole lifecycle fits into a measurement. Nothing else differs. Returns the pack's folder.
 */
export function makeBenchPack(dataDir: string): string {
  const folder = join(dataDir, 'pack', 'beijing')
  cpSync(beijing, folder, { recursive: true })
  cpSync(join(beijing, '../schema'), join(dataDir, 'pack', 'schema'), { recursive: true })
  const file = join(folder, 'rules.json')
  const rules = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  writeFileSync(file, JSON.stringify({ ...rules, version: 'bench', callbackOpensAfterReplyMinutes: 0 }, null, 2))
  return folder
}
