import { data, type LoaderFunctionArgs } from 'react-router'
import type { Receipt, ReceiptVerdict } from '../../core/journal/receipt.ts'
import type { JournalDoors } from '../../actions/journal-doors.ts'
import { parseCheckpoint } from '../../core/journal/checkpoint.ts'
import { parseNote } from '../../core/journal/note.ts'
import type { Instant } from '../../core/time.ts'
import { pageContext } from '../context.ts'

export interface VerifyData {
  readonly keys: readonly string[]
  readonly typed: string
  /** Without script the server checks; with it, the browser does so itself. */
  readonly verdict: ReceiptVerdict | null
  readonly sealed: SealedPlace | null
}

export interface SealedPlace {
  /** Counted from one. */
  readonly entry: number
  readonly size: number
  readonly at: Instant
}

const typedMost = 20_000

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { journal } = context.get(pageContext).house
  const typed = (new URL(request.url).searchParams.get('receipt') ?? '').trim().slice(0, typedMost)
  const keys = journal?.keys ?? []
  if (!journal || typed === '') return data({ keys, typed, verdict: null, sealed: null } satisfies VerifyData)
  const found = await provenReceipt(journal, typed)
  const verdict: ReceiptVerdict = found?.verdict ?? { ok: false, problem: 'promise_unreadable' }
  const sealed = verdict.ok ? sealedPlace(found?.receipt) : null
  return data({ keys, typed, verdict, sealed } satisfies VerifyData, { status: verdict.ok ? 200 : 422 })
}

/** The proof that belongs to a good promise; who has none learns not even whether there is such a request. */
export async function proofLoader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { journal } = context.get(pageContext).house
  const typed = (new URL(request.url).searchParams.get('receipt') ?? '').slice(0, typedMost)
  const found = journal ? await provenReceipt(journal, typed) : undefined
  if (!found?.verdict.ok) return Response.json({ proof: null }, { status: 404 })
  return Response.json({ proof: found.receipt.proof }, { headers: { 'cache-control': 'no-store' } })
}

/** What was typed, with the proof that the journal holds today where it has none of its own. */
async function provenReceipt(journal: JournalDoors, typed: string) {
  for (const receipt of receiptsIn(journal, typed)) {
    const verdict = journal.check(receipt)
    if (!verdict.ok || verdict.sealed) return { receipt, verdict }
    const proof = (await journal.receiptOf(verdict.promised.number))?.proof ?? null
    const proven = { ...receipt, proof }
    return { receipt: proven, verdict: journal.check(proven) }
  }
  return undefined
}

function receiptsIn(journal: JournalDoors, typed: string): readonly Receipt[] {
  if (typed.startsWith('{')) {
    try {
      const { promise, proof } = JSON.parse(typed) as Receipt
      return typeof promise === 'string' ? [{ promise, proof: isProof(proof) ? proof : null }] : []
    } catch {
      return []
    }
  }
  const all = journal.longPromises(typed.split(/[#=]/).at(-1) ?? '').map((promise) => ({ promise, proof: null }))
  const good = all.filter((receipt) => journal.check(receipt).ok)
  return good.length > 0 ? good : all
}

const isProof = (proof: Receipt['proof']): boolean =>
  typeof proof?.checkpoint === 'string' &&
  typeof proof.leafIndex === 'number' &&
  Array.isArray(proof.siblings) &&
  proof.siblings.every((sibling) => typeof sibling === 'string')

/** Where the receipt's entry stands in the tree that was signed. */
export function sealedPlace(receipt: Receipt | undefined): SealedPlace | null {
  const proof = receipt?.proof
  const checkpoint = proof && parseCheckpoint(parseNote(proof.checkpoint)?.text ?? '')
  return checkpoint ? { entry: proof.leafIndex + 1, size: checkpoint.size, at: checkpoint.at } : null
}
