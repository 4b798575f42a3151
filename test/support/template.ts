/**
 * Fills the template that every test database is a clone of: the store's migrations belong here. It runs once a run, as
 * the owner, on an empty UTF-8 database; what it leaves connected is disconnected.
 */
export async function fillTemplate(_url: string): Promise<void> {}

/** Its name says which run it belongs to: a server that outlives runs must not hand out an earlier run's schema. */
export function templateName(runFolder: string): string {
  return `template_${/[^-]*$/.exec(runFolder)?.[0]?.toLowerCase() ?? 'run'}`
}
