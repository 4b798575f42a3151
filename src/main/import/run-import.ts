import type { App } from '../../actions/app.ts'
import { importedAlready, importRequest } from '../../actions/import-request.ts'
import { channelOf, type ImportMap } from '../../channels/import/import-map.ts'
import type { MappedRow, RowMapper } from '../../channels/import/map-row.ts'
import { refusedByRule, refuseRow, type RowRefusal } from '../../channels/import/row-refusal.ts'
import { textOf } from '../../channels/import/row.ts'
import { createImportTally, type ImportTally } from './import-tally.ts'
import type { RefusedFile } from './refused-file.ts'
import type { FileRow } from './rows.ts'

export interface ImportRun {
  readonly app: App
  readonly map: ImportMap
  readonly mapRow: RowMapper
  readonly rows: AsyncIterable<FileRow>
  readonly refused: RefusedFile
  readonly interrupted: AbortSignal
  onProgress(rows: number): void
}

/** Rows that are registered side by side: the store writes them in groups. */
const batchSize = 512

interface Ready {
  readonly line: number
  readonly row: MappedRow
}

/**
 * Imports row after row until the file ends or somebody interrupts; what was begun is finished. While
 * one batch is being written the next is read. The tally is filled also where an error ends the run.
 */
export async function runImport(run: ImportRun, tally: ImportTally = createImportTally()): Promise<ImportTally> {
  let writing: Promise<void> = Promise.resolve()
  let batch: Ready[] = []
  const flush = async (): Promise<void> => {
    const full = batch
    batch = []
    await writing
    run.onProgress(tally.rows)
    writing = register(run, full, tally)
    // Awaited with the next batch; until then nobody else hears of a failure.
    writing.catch(() => undefined)
  }
  try {
    for await (const one of run.rows) {
      if (run.interrupted.aborted) break
      const mapped = 'row' in one ? run.mapRow(one.row) : one.refusal
      if (mapped.ok) batch.push({ line: one.line, row: mapped })
      else refuse(run, tally, one.line, 'row' in one ? idOf(textOf(one.row, run.map.messageId.field)) : null, mapped)
      if (batch.length >= batchSize) await flush()
    }
  } finally {
    await flush()
    await writing
    run.onProgress(tally.rows)
  }
  return tally
}

async function register(run: ImportRun, batch: readonly Ready[], tally: ImportTally): Promise<void> {
  if (batch.length === 0) return
  const ids = batch.map(({ row }) => row.intake.messageId ?? '')
  const known = await importedAlready(run.app, channelOf(run.map), ids)
  const fresh = batch.filter(({ row }) => !known.has(row.intake.messageId ?? ''))
  for (let index = fresh.length; index < batch.length; index += 1) tally.already()
  const results = await Promise.allSettled(fresh.map((ready) => registerOne(run, ready, tally)))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

async function registerOne(run: ImportRun, { line, row }: Ready, tally: ImportTally): Promise<void> {
  const id = row.intake.messageId
  try {
    const imported = await importRequest(run.app, row)
    if (!imported.ok) refuse(run, tally, line, id, refusedByRule(imported.refusal))
    else if (imported.already) tally.already()
    else tally.registered(row, imported.request?.leadUnit ?? null, imported.reasons)
  } catch (error) {
    if (!isOfTheData(error)) throw error
    refuse(run, tally, line, id, refuseRow('not_stored'))
  }
}

/** SQLSTATE class 22: the values themselves were at fault, not the database. */
const isOfTheData = (error: unknown): boolean => /^22...$/.test((error as { code?: string }).code ?? '')

function refuse(
  { refused }: ImportRun,
  tally: ImportTally,
  line: number,
  id: string | null,
  refusal: RowRefusal,
): void {
  refused.add(line, id, refusal)
  tally.refused(refusal.code)
}

const idOf = (text: string): string | null => (text === '' || text.length > 200 ? null : text)
