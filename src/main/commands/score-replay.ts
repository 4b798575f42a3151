import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { replayScores, type Replayed } from '../../actions/score-replay.ts'
import { schemeFaults } from '../../core/assessment/scheme-faults.ts'
import type { AssessmentScheme } from '../../core/assessment/scheme.ts'
import { schemeFaultWords } from '../../core/text/scheme-fault-words.ts'
import { loadSchemas } from '../city/schema.ts'
import type { House } from '../open-house.ts'
import { CommandRefusal, exitCode, UsageError, type CommandIo } from './command.ts'

const schemaFolder = resolve(import.meta.dirname, '../../../cities/schema')

/** `score replay --scheme DRAFT.json --period P`: who rises and who falls by a draft, from the same counts. */
export async function replay(house: House, period: string, file: string, io: CommandIo): Promise<number> {
  const draft = readScheme(file, io)
  const { units, scores, rise, fall, changeClass } = await replayScores(house.app, period, draft)
  io.say(`${period}: ${scores.scheme.version} → ${draft.version}`)
  for (const unit of units) {
    io.out(unit)
    io.say(line(unit, unit.name[io.language]))
  }
  io.out({ period, scheme: scores.scheme.version, draft: draft.version, units: units.length, rise, fall, changeClass })
  return exitCode.done
}

/** A scheme of its own, or the last of a file as a pack has it; refused with every fault, each by code and sentence. */
function readScheme(file: string, io: CommandIo): AssessmentScheme {
  const value = parsed(file)
  const all: readonly unknown[] = Array.isArray(value) ? value : [value]
  const shape = loadSchemas(schemaFolder)('schemes', all)
  const last = all.at(-1) as AssessmentScheme
  const faults =
    shape.length > 0 ? shape : schemeFaults(last).map((code) => ({ code, sentence: schemeFaultWords[code] }))
  const [first] = faults
  if (!first) return last
  for (const { code, sentence } of faults.slice(1)) {
    io.error(sentence)
    io.out({ ok: false, code, detail: sentence[io.language] })
  }
  throw new CommandRefusal(first.code, first.sentence['zh-CN'], first.sentence.en)
}

function parsed(file: string): unknown {
  let text: string
  try {
    text = readFileSync(resolve(file), 'utf8')
  } catch {
    throw new UsageError(`读不到文件 ${file}`, `The file ${file} cannot be read`)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new CommandRefusal('json_broken', `${file} 不是有效的 JSON。`, `${file} is not valid JSON.`)
  }
}

function line({ unit, before, after, points, places }: Replayed, name: string): string {
  const signed = (value: number | null): string => (value === null ? '—' : value > 0 ? `+${value}` : String(value))
  return [
    unit.padEnd(18),
    `${before.score ?? '—'} → ${after.score ?? '—'}`.padStart(16),
    signed(points).padStart(7),
    `#${before.position ?? '—'} → #${after.position ?? '—'}`.padStart(14),
    signed(places).padStart(5),
    `  ${name}`,
  ].join('')
}
