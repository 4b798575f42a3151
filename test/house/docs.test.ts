import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createRulebook } from '../../src/core/catalogue/rulebook.ts'
import { commandNames } from '../../src/core/work-order/fields.ts'
import type { Api } from '../../src/http/api.ts'
import { allRoutes } from '../../src/http/create-api.ts'
import { resourceOf } from '../../src/http/routes/commands.ts'
import { commands } from '../../src/main/commands/table.ts'
import { tinyCity } from '../support/tiny-city.ts'
import {
  deadPointers,
  glossaryNames,
  linksOf,
  pathsOf,
  readDocuments,
  readSources,
  root,
  type Known,
} from './read-docs.ts'

const documents = readDocuments()
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
const known: Known = { scripts: Object.keys(scripts), commands: [...Object.keys(commands), 'help'] }

describe('documents', () => {
  test.each(documents)('$path points at nothing that is not there', (document) => {
    expect(deadPointers(document, known)).toEqual([])
  })

  test('the check itself finds what is not there', () => {
    const text = [
      'See [this](recipes/no-such-recipe.md), `src/core/no-such-file.ts`, `store/no-such-file.ts`.',
      'Run `npm run no-such-script` or `npm run -s open12345 -- conjure`.',
      'Good: [that](GLOSSARY.md), `src/core/time.ts`, `src/store/migrations/0NNN_name.sql`, `npm test`.',
    ].join('\n')
    expect(deadPointers({ path: 'docs/planted.md', text }, known)).toEqual([
      'docs/planted.md: recipes/no-such-recipe.md',
      'docs/planted.md: src/core/no-such-file.ts',
      'docs/planted.md: src/store/no-such-file.ts',
      'docs/planted.md: no-such-script',
      'docs/planted.md: conjure',
    ])
  })

  test('the check read the documents', () => {
    const all = documents.map(({ text }) => text).join('\n')
    expect(documents.length).toBeGreaterThan(15)
    expect(pathsOf(all).length).toBeGreaterThan(60)
    expect(linksOf(all).length).toBeGreaterThan(10)
  })
})

describe('glossary', () => {
  const { text } = documents.find(({ path }) => path === 'docs/GLOSSARY.md') ?? { text: '' }
  const names = glossaryNames(text)

  test('every name that it gives for the code is in the code', () => {
    const words = new Set(readSources().match(/[A-Za-z_]\w*/g))
    expect(names.length).toBeGreaterThan(90)
    expect(names.filter((name) => !words.has(name))).toEqual([])
  })

  test('no name stands for two things', () => {
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

describe('the API page', () => {
  const { text } = documents.find(({ path }) => path === 'docs/api.md') ?? { text: '' }
  const named = [...text.matchAll(/\b(GET|POST) (\/[\w./{}-]*)/g)].map(([, method, path]) => `${method} ${path}`)
  // Routes are only listed here, none is called.
  const api = { app: { rulebook: createRulebook(tinyCity) }, journal: {} } as Partial<Api> as Api
  const routes = allRoutes(api).map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  const ofCommands = commandNames.map((name) => `POST /requests/{number}/${resourceOf(name)}`)

  test('names no address that is not there', () => {
    expect(named.filter((one) => !routes.includes(one))).toEqual([])
  })

  test('names every address that is not a command', () => {
    expect(routes.filter((one) => !ofCommands.includes(one) && !named.includes(one))).toEqual([])
  })
})

describe('decisions', () => {
  const files = readdirSync(join(root, 'docs/decisions')).sort()

  test('are numbered without a gap', () => {
    expect(files.map((file) => file.slice(0, 4))).toEqual(files.map((_, index) => String(index + 1).padStart(4, '0')))
  })

  test.each(files)('%s has a date, a context, a decision and consequences', (file) => {
    const text = readFileSync(join(root, 'docs/decisions', file), 'utf8')
    expect(file).toMatch(/^\d{4}-[a-z0-9]+(?:-[a-z0-9]+)*\.md$/)
    expect(text).toMatch(/^# .+\n\n\d{4}-\d{2}-\d{2}\n/)
    expect(text.match(/^## .+$/gm)).toEqual(['## Context', '## Decision', '## Consequences'])
  })
})
