import type { Queryable } from './queryable.ts'
import type { Difference } from './rebuild-parts.ts'

interface Stored {
  readonly on_day: string
  readonly unit_code: string
  readonly metric: string
  readonly amount: string
}

const storedText = `select on_day, unit_code, metric, sum(amount) as amount from (
    select on_day, unit_code, metric, amount from counter
    union all select on_day, unit_code, metric, amount from counter_delta
  ) c group by on_day, unit_code, metric`

/** Compares counters, folded or not, with what the events of all streams add up to. A count of nothing is none. */
export async function compareCounters(
  client: Queryable,
  counted: ReadonlyMap<string, number>,
  write: boolean,
): Promise<readonly Difference[]> {
  const { rows } = await client.query<Stored>(storedText)
  const stored = new Map(rows.map((row) => [`${row.on_day} ${row.unit_code} ${row.metric}`, Number(row.amount)]))
  const differences: Difference[] = []
  for (const of of new Set([...counted.keys(), ...stored.keys()])) {
    const [told, kept] = [counted.get(of) ?? 0, stored.get(of) ?? 0]
    if (told !== kept) differences.push({ of, part: 'counter', told: String(told), stored: String(kept) })
  }
  if (write && differences.length > 0) await writeCounters(client, counted)
  return differences
}

async function writeCounters(client: Queryable, counted: ReadonlyMap<string, number>): Promise<void> {
  const keys = [...counted.keys()].map((key) => key.split(' '))
  await client.query('delete from counter_delta')
  await client.query('delete from counter')
  await client.query(
    'insert into counter (on_day, unit_code, metric, amount) select * from unnest($1::date[], $2::text[], $3::text[], $4::bigint[])',
    [keys.map((key) => key[0]), keys.map((key) => key[1]), keys.map((key) => key[2]), [...counted.values()]],
  )
}
