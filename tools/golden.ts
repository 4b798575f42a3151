/** Prints the golden tables of the rules into docs/: `npm run golden`, after a rule was changed on purpose. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { goldenTables } from './golden-tables.ts'

for (const { path, print } of goldenTables) {
  writeFileSync(join(import.meta.dirname, '..', path), print())
  console.log(path)
}
