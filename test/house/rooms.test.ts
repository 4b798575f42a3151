import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')

interface Cruise {
  readonly summary: {
    readonly totalCruised: number
    readonly violations: readonly {
      readonly from: string
      readonly to: string
      readonly rule: { readonly name: string }
    }[]
  }
}

async function cruise(...paths: readonly string[]): Promise<Cruise['summary']> {
  const args = [cruiser, ...paths, '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const answer = await run(process.execPath, args, { cwd: root, maxBuffer: 64 << 20 }).catch(
    (failed: { stdout: string }) => failed,
  )
  return (JSON.parse(answer.stdout) as Cruise).summary
}

/** One forbidden import for each kind of wall. */
const planted: readonly (readonly [file: string, source: string, rule: string])[] = [
  [
    'src/core/planted.ts',
    `import { createStore } from '../store/store.ts'\nexport const x = createStore\n`,
    'core-imports',
  ],
  [
    'src/core/planted.ts',
    `import { readFileSync } from 'node:fs'\nexport const x = readFileSync\n`,
    'core-has-no-node',
  ],
  ['src/core/planted.ts', `import { Hono } from 'hono'\nexport const x = Hono\n`, 'core-packages'],
  [
    'src/store/planted.ts',
    `import { execute } from '../actions/execute.ts'\nexport const x = execute\n`,
    'store-imports',
  ],
  [
    'src/actions/planted.ts',
    `import { readConfig } from '../main/config.ts'\nexport const x = readConfig\n`,
    'nothing-imports-main',
  ],
  [
    'src/http/planted.ts',
    `import { createCommitter } from '../store/commit.ts'\nexport const x = createCommitter\n`,
    'http-imports',
  ],
  [
    'src/web/planted.ts',
    `import { createApi } from '../http/create-api.ts'\nexport const x = createApi\n`,
    'web-imports',
  ],
]

describe('the rooms', () => {
  afterAll(() => {
    for (const [file] of planted) rmSync(join(root, file), { force: true })
  })

  it('import only what they may, and the check reads them all', async () => {
    const { totalCruised, violations } = await cruise('src')
    expect(violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([])
    expect(totalCruised).toBeGreaterThan(200)
  })

  it.each(planted)('the check finds a forbidden import planted in %s', async (file, source, rule) => {
    mkdirSync(join(root, file, '..'), { recursive: true })
    writeFileSync(join(root, file), source)
    try {
      const { violations } = await cruise(file)
      expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule)
    } finally {
      rmSync(join(root, file), { force: true })
    }
  })
})
