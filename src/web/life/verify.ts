import { parseCheckpoint } from '../../core/journal/checkpoint.ts'
import { parseNote, type SignedNote } from '../../core/journal/note.ts'
import { fromBase64 } from '../../core/journal/base64.ts'
import {
  longPromise,
  parsePromise,
  type Promised,
  type Receipt,
  type ReceiptProof,
} from '../../core/journal/receipt.ts'
import { sameBytes } from '../../core/journal/tree-hash.ts'
import { printedNumber } from '../../core/work-order/number.ts'
import { whenWords } from '../kit/dates.ts'
import { comeAlive, fill, wordsOf } from './page.ts'

/** A public key as the page prints it: name+id+base64 of 1 and the key's 32 bytes. */
interface Key {
  readonly name: string
  readonly id: Uint8Array
  readonly key: CryptoKey
}

type Answer = { readonly says: string; readonly values?: Readonly<Record<string, string | number>> }

const form = document.querySelector<HTMLFormElement>('form#verify')
const field = form?.querySelector<HTMLTextAreaElement>('textarea') ?? null
const said = document.querySelector<HTMLElement>('#verdict')

/** The receipt comes behind the # of the QR code's address, which no server is told. */
async function checkHere(): Promise<void> {
  if (!form || !field || !said || !globalThis.crypto?.subtle) return
  const keys = await readKeys(form.dataset['keys'] ?? '')
  // A browser that does not know this kind of signature leaves the answer to the server.
  if (!keys) return
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void show(keys)
  })
  const code = new URLSearchParams(location.hash.slice(1)).get('r')
  if (code === null) return
  field.value = code
  await show(keys)
}

async function show(keys: readonly Key[]): Promise<void> {
  if (!field || !said) return
  const words = wordsOf(said)
  const { says, values = {} } = await verdictOn(field.value.trim(), keys)
  said.className = says === 'good' || says === 'sealed' || says === 'waits' ? 'success' : 'error-summary'
  const isGood = said.className === 'success'
  said.textContent = `${fill(words[isGood ? says : 'bad'], values)} ${isGood ? '' : (words[says] ?? '')} ${words['here'] ?? ''}`
  said.hidden = false
}

async function verdictOn(text: string, keys: readonly Key[]): Promise<Answer> {
  const receipt = readReceipt(text, keys)
  if (!receipt) return { says: 'promise_unreadable' }
  for (const promise of receipt.promises) {
    const note = parseNote(promise)
    const promised = note && parsePromise(note.text)
    if (!note || !promised || !(await isSigned(note, keys))) continue
    const proof = receipt.proof ?? (await askForProof(text))
    return proof ? sealedAs(promised, proof, keys) : { says: 'waits', values: valuesOf(promised) }
  }
  return { says: 'promise_forged' }
}

/** What was pasted: the whole receipt as JSON, the short one, or an address that ends with it. */
function readReceipt(
  text: string,
  keys: readonly Key[],
): { readonly promises: readonly string[]; readonly proof: ReceiptProof | null } | undefined {
  if (text.startsWith('{')) {
    try {
      const { promise, proof } = JSON.parse(text) as Receipt
      return { promises: [promise], proof: proof ?? null }
    } catch {
      return undefined
    }
  }
  const short = text.split(/[#=]/).at(-1) ?? ''
  const promises = keys.flatMap(({ name, id }) => longPromise(short, name, id) ?? [])
  return promises.length > 0 ? { promises, proof: null } : undefined
}

/** The proof that was asked of the server is checked as any other. */
async function askForProof(text: string): Promise<ReceiptProof | null> {
  const short = text.split(/[#=]/).at(-1) ?? ''
  const response = await fetch(`/verify/proof?receipt=${encodeURIComponent(short)}`).catch(() => undefined)
  return response?.ok ? ((await response.json()) as { proof: ReceiptProof | null }).proof : null
}

async function sealedAs(promised: Promised, proof: ReceiptProof, keys: readonly Key[]): Promise<Answer> {
  const note = parseNote(proof.checkpoint)
  const checkpoint = note && parseCheckpoint(note.text)
  if (!note || !checkpoint || checkpoint.origin !== promised.origin || !(await isSigned(note, keys)))
    return { says: 'checkpoint_forged' }
  const root = await rootOf(promised.leafHash, proof, checkpoint.size)
  if (!root || !sameBytes(root, checkpoint.root)) return { says: 'not_in_tree' }
  const values = { entry: (proof.leafIndex + 1).toLocaleString(), size: checkpoint.size.toLocaleString() }
  return { says: 'sealed', values: { ...valuesOf(promised), ...values, when: timeOf(checkpoint.at) } }
}

const valuesOf = (promised: Promised) => ({ number: printedNumber(promised.number), at: timeOf(promised.at) })
const timeOf = (at: number): string => whenWords(at, document.documentElement.lang, form?.dataset['zone'] ?? 'UTC')

/** RFC 9162, section 2.1.3.2. */
async function rootOf(leaf: Uint8Array, { leafIndex, siblings }: ReceiptProof, size: number) {
  if (!(leafIndex >= 0 && leafIndex < size)) return undefined
  let [node, last] = [leafIndex, size - 1]
  let root = leaf
  for (const encoded of siblings) {
    const sibling = fromBase64(encoded)
    if (last === 0 || sibling?.length !== 32) return undefined
    if (node % 2 === 1 || node === last) {
      root = await nodeHash(sibling, root)
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
    } else root = await nodeHash(root, sibling)
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  return last === 0 ? root : undefined
}

async function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  const input = new Uint8Array([1, ...left, ...right])
  return new Uint8Array(await crypto.subtle.digest('SHA-256', input))
}

async function isSigned({ text, signer, keyId, signature }: SignedNote, keys: readonly Key[]): Promise<boolean> {
  for (const { name, id, key } of keys) {
    if (name !== signer || !sameBytes(id, keyId)) continue
    const signed = new Uint8Array(signature)
    if (await crypto.subtle.verify('Ed25519', key, signed, new TextEncoder().encode(text))) return true
  }
  return false
}

async function readKeys(text: string): Promise<readonly Key[] | undefined> {
  try {
    return await Promise.all(
      text.split(' ').map(async (one) => {
        const [name = '', id = '', encoded = ''] = one.split(/\+(?=[0-9a-f]{8}\+)|(?<=\+[0-9a-f]{8})\+/)
        const bytes = new Uint8Array(fromBase64(encoded) ?? [])
        const key = await crypto.subtle.importKey('raw', bytes.slice(1), 'Ed25519', false, ['verify'])
        return { name, id: new Uint8Array((id.match(/../g) ?? []).map((byte) => parseInt(byte, 16))), key }
      }),
    )
  } catch {
    return undefined
  }
}

void comeAlive([checkHere])
