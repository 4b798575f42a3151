import type { CityPack } from '../../core/catalogue/city-pack.ts'
import type { CatalogueVersion } from '../../core/catalogue/catalogue.ts'
import type { PackPath } from '../../core/catalogue/check/fault.ts'
import type { PackFile } from './pack-files.ts'

/** From which file, and where in it, a piece of the pack came. */
interface Origin {
  readonly file: PackFile
  readonly path: PackPath
}

export interface Assembled {
  readonly pack: CityPack
  /** Finds the file and the place in it for a place in the pack. */
  readonly originOf: (path: PackPath) => Origin | undefined
}

type Notes = Map<string, Origin>

const key = (path: PackPath): string => JSON.stringify(path.map(String))

/** Puts the files of a pack together. Files that their schemas refuse must have been left out. */
export function assemblePack(files: readonly PackFile[]): Assembled {
  const notes: Notes = new Map()
  const pack = {
    ...single(files, 'city', [], notes),
    rules: single(files, 'rules', ['rules'], notes),
    units: joined(files, 'units', notes),
    areas: joined(files, 'areas', notes),
    catalogues: catalogues(files, notes),
    terms: single(files, 'terms', ['terms'], notes) ?? [],
    calendar: single(files, 'calendar', ['calendar'], notes),
    dispositions: single(files, 'dispositions', ['dispositions'], notes) ?? [],
    reasons: single(files, 'reasons', ['reasons'], notes) ?? {},
    schemes: single(files, 'schemes', ['schemes'], notes) ?? [],
    notices: single(files, 'notices', ['notices'], notes) ?? [],
    texts: texts(files, notes),
    knowledge: joined(files, 'knowledge', notes),
    safety: single(files, 'safety', ['safety'], notes) ?? [],
  }
  return { pack: pack as unknown as CityPack, originOf: (path) => originOf(notes, path) }
}

/** The nearest noted ancestor decides the file; what is below it is the way inside the file. */
function originOf(notes: Notes, path: PackPath): Origin | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const origin = notes.get(key(path.slice(0, length)))
    if (origin) return { file: origin.file, path: [...origin.path, ...path.slice(length)] }
  }
  return undefined
}

function single(files: readonly PackFile[], name: string, at: PackPath, notes: Notes): object | undefined {
  const file = files.find((one) => one.name === `${name}.json`)
  if (!file) return undefined
  notes.set(key(at), { file, path: [] })
  return withoutSchema(file.value)
}

function joined(files: readonly PackFile[], folder: 'units' | 'areas' | 'knowledge', notes: Notes): readonly unknown[] {
  const all: unknown[] = []
  for (const file of files.filter(({ name }) => name.startsWith(`${folder}/`))) {
    if (!notes.has(key([folder]))) notes.set(key([folder]), { file, path: [] })
    for (const [index, item] of (file.value as readonly unknown[]).entries()) {
      notes.set(key([folder, all.length]), { file, path: [index] })
      all.push(item)
    }
  }
  return all
}

/** Versions are ordered by their day, as folders cannot be; two of one day stay in the order of their names. */
function catalogues(files: readonly PackFile[], notes: Notes): readonly CatalogueVersion[] {
  const headers = files
    .filter(({ name }) => /^catalogue\/[^/]+\/catalogue\.json$/u.test(name))
    .map((file) => ({ file, header: file.value as Omit<CatalogueVersion, 'classes'> }))
    .sort((one, other) => compare(one.header.effectiveFrom, other.header.effectiveFrom))
  return headers.map(({ file, header }, index) => {
    const at = ['catalogues', index]
    notes.set(key(at), { file, path: [] })
    if (index === 0) notes.set(key(['catalogues']), { file, path: [] })
    const folder = file.name.slice(0, -'catalogue.json'.length)
    const classes = files.filter(({ name }) => name.startsWith(folder) && name !== file.name)
    for (const [position, one] of classes.entries())
      notes.set(key([...at, 'classes', position]), { file: one, path: [] })
    return {
      ...(withoutSchema(header) as typeof header),
      classes: classes.map((one) => withoutSchema(one.value)) as CatalogueVersion['classes'],
    }
  })
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

function texts(files: readonly PackFile[], notes: Notes): Readonly<Record<string, object>> {
  const found = files.filter(({ name }) => name.startsWith('texts/'))
  return Object.fromEntries(
    found.map((file) => {
      const language = file.name.slice('texts/'.length, -'.json'.length)
      notes.set(key(['texts', language]), { file, path: [] })
      return [language, withoutSchema(file.value)]
    }),
  )
}

/** `$schema` is there for editors; it is no part of the pack. */
function withoutSchema(value: unknown): object {
  if (Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== '$schema'))
}
