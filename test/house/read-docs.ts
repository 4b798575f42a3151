import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

export const root = join(import.meta.dirname, '../..')

export interface Document {
  /** From the project's root, with forward slashes. */
  readonly path: string
  readonly text: string
}

/** Every document that people read: those at the root, and all of docs. */
export function readDocuments(): readonly Document[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  const paths = ['README.md', 'CONTRIBUTING.md', ...inDocs.map((path) => `docs/${path.replaceAll('\\', '/')}`)]
  return paths
    .filter((path) => path.endsWith('.md') && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/** What documents may name: scripts of package.json and commands of the command line. */
export interface Known {
  readonly scripts: readonly string[]
  readonly commands: readonly string[]
}

/** Everything in a document that points at nothing, said so that its writer finds it. */
export function deadPointers({ path, text }: Document, known: Known): readonly string[] {
  const dead = [
    ...linksOf(text).filter((link) => !existsSync(join(root, dirname(path), link))),
    ...pathsOf(text).filter((named) => !existsSync(join(root, named))),
    ...matches(text, /npm run (?:-s )?([\w:-]+)/g).filter((script) => !known.scripts.includes(script)),
    ...matches(text, /npm (test|start)\b/g).filter((script) => !known.scripts.includes(script)),
    ...matches(text, /open12345 -- ([a-z]+)/g).filter((command) => !known.commands.includes(command)),
  ]
  return [...new Set(dead)].map((pointer) => `${path}: ${pointer}`)
}

/** Targets of relative links, without their anchors. */
export function linksOf(text: string): readonly string[] {
  return matches(text, /\]\(([^)\s]+)\)/g)
    .filter((link) => !/^(?:[a-z]+:|#)/.test(link))
    .map((link) => link.replace(/#.*$/, ''))
}

const rooms = readdirSync(join(root, 'src')).join('|')

/** Files and folders that a text names, from the root. A name in capitals, or a star, stands for any. */
export function pathsOf(text: string): readonly string[] {
  const fromRoot = matches(text, /(?<![\w./-])((?:src|test|docs|cities|tools|bench)\/[\w./*-]*)/g)
  const inRooms = matches(text, new RegExp(`(?<![\\w./-])((?:${rooms})/[\\w./*-]+\\.(?:tsx?|sql))`, 'g'))
  return [...fromRoot, ...inRooms.map((path) => `src/${path}`)]
    .map((path) => path.replace(/[./]+$/, ''))
    .filter((path) => !/\*|\b(?:NAME|VERSION|LANGUAGE|NN|NNNN|YOURS)\b|0NNN/.test(path))
}

const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '')

/** Names in the third column of the glossary's tables: what the code calls the thing. */
export function glossaryNames(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => matches(line.split('|')[3] ?? '', /`([^`]+)`/g))
}

/** All of the product's own sources as one text: code, SQL, and the schemas of a city pack. */
export function readSources(): string {
  const folders = ['src', 'cities/schema']
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
  )
  return files
    .filter((file) => /\.(?:tsx?|sql|json)$/.test(file) && !relative(root, file).includes('messages'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
}
