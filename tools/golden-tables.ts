import { readers, readings } from '../src/core/permission/can-read.ts'
import { roles, type ActingRole } from '../src/core/permission/roles.ts'
import { commandNames } from '../src/core/work-order/fields.ts'
import { moveFor, moves, type Move } from '../src/core/work-order/lifecycle.ts'
import { requestStates, type RequestState } from '../src/core/work-order/states.ts'
import { noticeTable } from './notice-table.ts'

/** Tables that are printed from the rules and kept in docs: a change of a rule shows as a change of a line. */

export const actingRoles: readonly ActingRole[] = [...roles, 'system']

/** Every state x command x role that is allowed, one a line, and how many cells are refused. */
export function lifecycleTable(): string {
  const rows: string[][] = []
  for (const state of requestStates) {
    for (const command of commandNames) {
      const move = moveFor(state, command)
      for (const role of actingRoles) {
        const standing = move?.by[role]
        if (move && standing) rows.push([state, command, role, standing, targets(state, move), move.basis])
      }
    }
  }
  const cells = requestStates.length * commandNames.length * actingRoles.length
  return [
    '# Who may do what in which state, and where it leads. Printed by `npm run golden`; not edited by hand.',
    '# Every cell of state x command x role that is not listed is refused: move_not_allowed where no role may',
    '# make the move, not_permitted where this role may not. Standing: docs/permissions.txt.',
    '',
    ...aligned(['state', 'command', 'role', 'standing', 'to', 'basis'], rows),
    '',
    `cells ${cells}, allowed ${rows.length}, refused ${cells - rows.length}`,
    '',
  ].join('\n')
}

const targets = (state: RequestState, move: Move): string =>
  move.to.map((to) => (to === 'same' ? state : to)).join(' | ')

const standings: readonly (readonly [string, string])[] = [
  ['any', 'every request'],
  ['lead', 'acts for the live lead; after the end for the unit that was scored'],
  ['assist', 'acts for a live assisting unit'],
  ['tasked', 'acts for the live lead or for a live assisting unit'],
  ['whistled', 'acts for a department that was called by whistle'],
  ['above', 'acts for the district over the lead, never for the lead itself'],
  ['asked', 'acts for the unit that an escalation asked for its opinion'],
  ['oversees', 'the whole city, or the own district where one acts for a district'],
  ['own', 'the requester of this very request'],
  ['involved', 'acts for a unit that is or was lead, assist, whistled, asked, consulted, or the district above'],
  ['leading', 'acts for the live lead of a request that is not confidential or anonymous'],
  ['assisting', 'acts for a unit that is or was asked to assist'],
  ['overseen', 'as oversees, for reading'],
]

/** Each role's commands and readings with the standing that they need. */
export function permissionTable(): string {
  const lines = actingRoles.flatMap((role) => ['', role, ...commandLines(role), ...readingLines(role)])
  return [
    '# What each role may do and read, and how it must stand to the request. Printed by `npm run golden`; not',
    '# edited by hand. What is not listed is refused. In which state: docs/lifecycle.txt.',
    '',
    ...aligned(
      ['standing', 'means'],
      standings.map((row) => [...row]),
    ),
    ...lines,
    '',
  ].join('\n')
}

function commandLines(role: ActingRole): readonly string[] {
  const rows = commandNames.flatMap((command) => {
    const found = new Set(moves.filter((move) => move.command === command).flatMap((move) => move.by[role] ?? []))
    return found.size === 0 ? [] : [['do', command, [...found].join(' | ')]]
  })
  return rows.length === 0 ? ['  do    nothing'] : aligned(null, rows).map((line) => `  ${line}`)
}

function readingLines(role: ActingRole): readonly string[] {
  const rows = readings.flatMap((what) => {
    const standing = readers[what][role]
    return standing ? [['read', what, standing]] : []
  })
  return rows.length === 0 ? ['  read  nothing'] : aligned(null, rows).map((line) => `  ${line}`)
}

function aligned(head: readonly string[] | null, rows: readonly (readonly string[])[]): readonly string[] {
  const all = head ? [head, ...rows] : rows
  const columns = Math.max(...all.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** Every golden table with the file that keeps it. */
export const goldenTables: readonly { readonly path: string; readonly print: () => string }[] = [
  { path: 'docs/lifecycle.txt', print: lifecycleTable },
  { path: 'docs/permissions.txt', print: permissionTable },
  { path: 'docs/notices.txt', print: noticeTable },
]
