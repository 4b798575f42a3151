import { migrate } from '../../src/store/migrate.ts'

/**
 * Fills the template that every test database is a clone of, with the store's schema. It runs once a run, as the owner,
 * on an empty UTF-8 database; what it leaves connected is disconnected.
 */
export async function fillTemplate(url: string): Promise<void> {
  await migrate(url)
}

/** Its name says which run it belongs to: a server that outlives runs must not hand out an earlier run's schema. */
export function templateName(runFolder: string): string {
  return `template_${/[^-]*$/.exec(runFolder)?.[0]?.toLowerCase() ?? 'run'}`
}
