import pg from 'pg'

/** A pair of numbers by which processes on one database exclude each other. */
export type LockKey = readonly [space: number, key: number]

/**
 * One connection of the owner that a worker keeps: it hands tasks over, and holds the locks that last as
 * long as the process lives. When the connection dies, the next query opens another and takes what was held again.
 */
export interface Session {
  query<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>>
  /** Takes a lock for as long as the session lives. */
  hold(key: LockKey): Promise<void>
  letGo(key: LockKey): Promise<void>
  /** Does the step if no other process is at it; undefined otherwise. */
  alone<Result>(key: LockKey, step: () => Promise<Result>): Promise<Result | undefined>
  close(): Promise<void>
}

const tryLock = 'select pg_try_advisory_lock($1, $2) as taken'

export function createSession(url: string): Session {
  const held = new Map<string, LockKey>()
  let current: Promise<pg.Client> | undefined
  let isClosed = false

  /** The connection of now, or a new one with everything that was held. */
  const connection = (): Promise<pg.Client> => {
    if (current) return current
    const opening = open(url, [...held.values()], () => {
      if (current === opening) current = undefined
    })
    current = opening
    return opening
  }
  /** A connection does one thing at a time. */
  let last: Promise<unknown> = Promise.resolve()
  const query: Session['query'] = <Row extends pg.QueryResultRow>(config: pg.QueryConfig) => {
    const turn = last.then(async () => {
      if (isClosed) throw new Error('the worker has stopped')
      return (await connection()).query<Row>(config)
    })
    last = turn.catch(() => undefined)
    return turn
  }
  const unlock = async (key: LockKey): Promise<void> => {
    if (!isClosed) await query({ text: 'select pg_advisory_unlock($1, $2)', values: [...key] })
  }
  return {
    query,
    hold: async (key) => {
      held.set(key.join(), key)
      await query({ text: tryLock, values: [...key] })
    },
    letGo: async (key) => {
      held.delete(key.join())
      await unlock(key)
    },
    alone: async (key, step) => {
      // A session does not exclude itself: what it holds already is taken.
      if (held.has(key.join())) return undefined
      const { rows } = await query<{ taken: boolean }>({ text: tryLock, values: [...key] })
      if (!rows[0]?.taken) return undefined
      try {
        return await step()
      } finally {
        // Where the connection died meanwhile the lock died with it.
        await unlock(key).catch(() => undefined)
      }
    },
    close: async () => {
      isClosed = true
      await last
      const client = await current?.catch(() => undefined)
      await client?.end().catch(() => undefined)
    },
  }
}

async function open(url: string, held: readonly LockKey[], onLost: () => void): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'open12345 worker',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  client.on('error', onLost)
  client.on('end', onLost)
  try {
    await client.connect()
    for (const key of held) await client.query({ text: tryLock, values: [...key] })
    return client
  } catch (error) {
    onLost()
    await client.end().catch(() => undefined)
    throw error
  }
}
