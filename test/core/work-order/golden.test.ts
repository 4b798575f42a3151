import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { goldenTables } from '../../../tools/golden-tables.ts'

test.each(goldenTables)(
  '$path says what the rules say (else: npm run golden, and read the difference)',
  ({ path, print }) => {
    expect(print()).toBe(readFileSync(join(import.meta.dirname, '../../..', path), 'utf8'))
  },
)
