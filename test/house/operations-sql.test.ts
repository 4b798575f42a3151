import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withClient, withDatabase } from '../../src/main/postgres/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { freshDatabase } from '../support/cluster.ts'
import { root } from './read-docs.ts'

/** Statements of the operations page, as an administrator would copy them. */
function statementsOfPage(login: string): readonly string[] {
  const page = readFileSync(join(root, 'docs/operations.md'), 'utf8')
  const lines = page.match(/^ {4}(?:create (?:role|database)|grant) .+;$/gm) ?? []
  return lines.map((line) => line.trim().replace(/\bhotline\b/g, login))
}

test('where the login may not create roles, what the page says makes the two roles work', async () => {
  const admin = await freshDatabase()
  const login = `hotline_${Date.now().toString(36)}`
  const [makeLogin = '', makeDatabase = '', makeRole = '', giveRole = ''] = statementsOfPage(login)
  const url = Object.assign(new URL(withDatabase(admin, login)), { username: login, password: 'CHANGE THIS' }).href
  const asAdmin = (text: string) => withClient(admin, (client) => client.query(text))
  await asAdmin(makeLogin)
  await asAdmin(makeDatabase)
  try {
    // Other databases of the cluster have made the role already; the login is not in it.
    expect((await migrate(url)).roleReady).toBe(false)
    expect(makeRole).toBe('create role open12345_app nologin;')
    await asAdmin(giveRole)
    expect((await migrate(url)).roleReady).toBe(true)
    const refused = withClient(url, async (client) => {
      await client.query('set role open12345_app')
      await client.query('select count(*) from hotline.journal_entry')
      await client.query('delete from hotline.journal_entry')
    })
    await expect(refused).rejects.toMatchObject({ code: '42501' })
  } finally {
    await asAdmin(`drop database ${login} with (force)`)
    await asAdmin(`drop role ${login}`)
  }
})
