import type { Faults } from './faults.ts'
import type { NumberSpan } from './number-span.ts'
import type { Queryable } from './queryable.ts'
import type { EntriesSeen } from './verify-entries.ts'

/** What is there without its counterpart. Counts are compared first; names are looked for only where they differ. */
export async function verifySets(
  client: Queryable,
  span: NumberSpan,
  seen: EntriesSeen,
  faults: Faults,
): Promise<void> {
  const values = [span.from, span.to]
  const count = async (text: string): Promise<number> => {
    const { rows } = await client.query<{ count: string }>({ text, values })
    return Number(rows[0]?.count)
  }
  if ((await count(`select count(*) from journal_leaf where ${between}`)) !== seen.inTree) {
    await addAll(client, values, faults, 'entry_missing', leavesWithoutEntry)
  }
  if ((await count(`select count(*) from service_request where ${between}`)) !== seen.heads) {
    await addAll(client, values, faults, 'entry_missing', requestsWithoutEntry)
  }
  if ((await count(`select count(*) from journal_pending where ${between}`)) !== seen.entries - seen.inTree) {
    await addAll(client, values, faults, 'pending_differs', pendingTwice)
    await addAll(client, values, faults, 'pending_differs', pendingForNothing)
  }
  if ((await count(pendingAsTheyShouldBe)) !== seen.entries - seen.inTree) {
    await addAll(client, values, faults, 'not_in_tree', neitherSealedNorPending)
    await addAll(client, values, faults, 'pending_differs', pendingForNothing)
  }
  await addAll(client, values, faults, 'head_differs', streamsWithOtherHead)
}

const between = 'number between $1 and $2'
const SOME = 'limit 100'

const leavesWithoutEntry = `select l.number, l.seq, l.leaf_index from journal_leaf l
  where l.${between} and not exists (select from journal_entry e where e.number = l.number and e.seq = l.seq)
  order by l.leaf_index ${SOME}`

const requestsWithoutEntry = `select r.number, 1 as seq, null as leaf_index from service_request r
  where r.${between} and not exists (select from journal_entry e where e.number = r.number)
  order by r.number ${SOME}`

/** Entries that wait for sealing, each once, with their own hash. */
const pendingAsTheyShouldBe = `select count(distinct (p.number, p.seq)) from journal_pending p
  join journal_entry e on e.number = p.number and e.seq = p.seq and e.hash = p.hash
  where p.${between} and not exists (select from journal_leaf l where l.number = p.number and l.seq = p.seq)`

const neitherSealedNorPending = `select e.number, e.seq, null as leaf_index from journal_entry e
  left join journal_leaf l on l.number = e.number and l.seq = e.seq
  left join journal_pending p on p.number = e.number and p.seq = e.seq and p.hash = e.hash
  where e.${between} and l.leaf_index is null and p.number is null
  order by e.number, e.seq ${SOME}`

const pendingTwice = `select number, seq, null as leaf_index from journal_pending
  where ${between} group by number, seq having count(*) > 1 ${SOME}`

/** Waiting without an entry, with another hash, or although it is sealed. */
const pendingForNothing = `select p.number, p.seq, l.leaf_index from journal_pending p
  left join journal_entry e on e.number = p.number and e.seq = p.seq and e.hash = p.hash
  left join journal_leaf l on l.number = p.number and l.seq = p.seq
  where p.${between} and (e.number is null or l.number is not null)
  order by p.number, p.seq ${SOME}`

/** Streams of things that are not requests keep their end in a table of their own. */
const streamsWithOtherHead = `select s.number, s.seq, null as leaf_index from journal_stream s
  left join lateral (
    select seq, hash from journal_entry e where e.number = s.number order by seq desc limit 1
  ) e on true
  where s.${between} and (coalesce(e.seq, 0) <> s.seq or (e.hash is not null and e.hash <> s.head_hash)) ${SOME}`

async function addAll(
  client: Queryable,
  values: readonly unknown[],
  faults: Faults,
  reason: 'entry_missing' | 'pending_differs' | 'not_in_tree' | 'head_differs',
  text: string,
): Promise<void> {
  const { rows } = await client.query<{ number: string; seq: number; leaf_index: string | null }>({
    text,
    values: [...values],
  })
  for (const { number, seq, leaf_index: index } of rows) {
    faults.add({ reason, number, seq, leafIndex: index === null ? null : Number(index) })
  }
}
