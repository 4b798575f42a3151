import { beforeAll, expect, test } from 'vitest'
import { cloneTemplate, freshDatabase } from '../support/cluster.ts'
import { ask } from './support/workshop.ts'

let url: string

beforeAll(async () => {
  url = await freshDatabase()
}, 60_000)

test('a fresh database is UTF-8, sees Chinese and is the file’s own', async () => {
  expect(await ask(url, "select current_setting('server_encoding') as answer")).toBe('UTF8')
  await ask(url, 'create table mine (answer int)')
  const other = await cloneTemplate()
  expect(await ask(other.url, "select to_regclass('mine') as answer")).toBeNull()
  await other.drop()
  await expect(ask(other.url, 'select 1 as answer')).rejects.toMatchObject({ code: '3D000' })
  expect(await ask(url, "select to_regclass('mine')::text as answer")).toBe('mine')
})
