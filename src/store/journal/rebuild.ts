import { talliesOf, type Tally } from '../../core/assessment/tally.ts'
import { apply, begin } from '../../core/work-order/apply.ts'
import type { ServiceRequest } from '../../core/work-order/service-request.ts'
import type { Database } from '../database.ts'
import { canonical, eventOfBody } from '../journal-entry.ts'
import { createLoaders } from '../load.ts'
import type { Loaded } from '../recent.ts'
import { createRecent } from '../recent.ts'
import { compareCounters } from './rebuild-counters.ts'
import { rewriteRequest } from './rebuild-write.ts'
import { partsOf, type Difference } from './rebuild-parts.ts'
import { readStreams, type Stream } from './read-streams.ts'
import type { Queryable } from './queryable.ts'

export interface RebuildOptions {
  readonly database: Database
  /** The city's zone: counters are by its days. */
  readonly timeZone: string
  /** Writes what the journal tells over what is stored; without it nothing is changed. */
  readonly write?: boolean
  readonly onDifference?: (difference: Difference) => void
  readonly onProgress?: (requests: number) => void
}

export interface Rebuilt {
  readonly requests: number
  readonly entries: number
  readonly differences: number
}

/**
 * Folds every stream of the journal anew and compares states, work orders, overlays, callbacks and counters with what
 * is stored, in one snapshot and bounded memory. With `write` they become what the journal tells; what the journal
 * does not hold (identity, free text, where exactly, which message) stays as it is.
 */
export async function rebuildFromJournal(options: RebuildOptions): Promise<Rebuilt> {
  const client = await options.database.connect()
  let broken: Error | undefined
  try {
    await client.query('begin isolation level repeatable read')
    if (options.write)
      await client.query('lock table service_request, counter, counter_delta in share row exclusive mode')
    const rebuilt = await rebuild(client, options)
    await client.query('commit')
    return rebuilt
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    throw error
  } finally {
    client.release(broken)
  }
}

async function rebuild(client: Queryable, options: RebuildOptions): Promise<Rebuilt> {
  const { load } = createLoaders(client as Database, createRecent(0))
  let [requests, entries, differences] = [0, 0, 0]
  const counted = new Map<string, number>()
  const report = (found: readonly Difference[]): void => {
    differences += found.length
    for (const difference of found) options.onDifference?.(difference)
  }
  for await (const streams of readStreams(client)) {
    const stored = await Promise.all(streams.map(({ number }) => load(number)))
    for (const [index, stream] of streams.entries()) {
      const told = { request: replayAndCount(stream, options.timeZone, counted), headHash: stream.headHash }
      const found = differencesOf(told, stored[index])
      report(found)
      if (options.write && found.length > 0) await rewriteRequest(client, told)
      requests += 1
      entries += stream.bodies.length
    }
    options.onProgress?.(requests)
  }
  report(await compareCounters(client, counted, options.write ?? false))
  return { requests, entries, differences }
}

/** The request as its stream tells it; what its events count is added up on the way. */
function replayAndCount(stream: Stream, timeZone: string, counted: Map<string, number>): ServiceRequest {
  let request: ServiceRequest | null = null
  for (const body of stream.bodies) {
    const { number, seq: _, ...event } = eventOfBody(body)
    const next: ServiceRequest = request ? apply(request, event) : begin(number, event)
    for (const tally of talliesOf(request, event, next, timeZone)) count(counted, tally)
    request = next
  }
  if (!request) throw new Error(`stream ${stream.number} is empty`)
  return request
}

function count(counted: Map<string, number>, { on, unitCode, metric, amount }: Tally): void {
  const key = `${on} ${unitCode} ${metric}`
  counted.set(key, (counted.get(key) ?? 0) + amount)
}

function differencesOf(told: Loaded, stored: Loaded | undefined): readonly Difference[] {
  const of = told.request.number
  const storedParts = stored && partsOf(stored)
  return Object.entries(partsOf(told)).flatMap(([name, value]) => {
    const part = name as Exclude<Difference['part'], 'counter'>
    const [one, other] = [canonical(value), storedParts ? canonical(storedParts[part]) : null]
    return one === other ? [] : [{ of, part, told: one, stored: other }]
  })
}
