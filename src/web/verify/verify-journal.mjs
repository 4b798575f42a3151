#!/usr/bin/env node
// Verifies an export of an open12345 journal, and receipts, with nothing but this file and Node 18 or newer.
// 离线核验 open12345 流转记录的导出文件和回执：只需本文件和 Node 18 以上版本，不连接任何服务器。
//
//   node verify-journal.mjs EXPORT.jsonl[.gz] --key KEY [--checkpoint FILE] [--receipt FILE|TEXT] [--json]
//   node verify-journal.mjs --receipt FILE|TEXT --key KEY
//
// KEY is the journal's public key, name+id+base64, as the hotline publishes it; several may be given. Take it, and the
// checkpoint, from somewhere else than the export: a key that comes with the export proves nothing.
// Exit 0: whole. 1: not to be trusted; the first bad entry is named. 2: it could not be checked.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { createGunzip } from 'node:zlib'

const sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const [leafMark, nodeMark] = [Buffer.of(0), Buffer.of(1)]
const leafHash = (data) => sha256(leafMark, data)
const nodeHash = (left, right) => sha256(nodeMark, left, right)

const words = {
  hash_wrong: ['its text does not give its hash', '内容与其哈希不符'],
  chain_broken: ['it does not follow the entry before it', '不与前一条相接'],
  body_differs: ['its text tells of another entry', '正文说的是另一条'],
  entry_missing: ['it is missing', '这一条不见了'],
  leaf_missing: ['a leaf is missing or out of order before it', '此处之前缺少或错排了叶'],
  root_differs: [
    'up to the next checkpoint the tree is not the one that was signed',
    '到下一个检查点为止，树与签名不符',
  ],
  checkpoint_forged: ['the next checkpoint is not signed by the key', '下一个检查点不是用该公钥签名的'],
  checkpoint_order: ['checkpoints are out of order here', '此处检查点次序不对'],
  checkpoint_time: ['the time of the checkpoints runs backwards here', '此处检查点时间倒退'],
  after_checkpoint: ['it claims a time after the checkpoint that holds it', '其时间晚于封存它的检查点'],
  no_checkpoint: ['from here on no checkpoint is there', '从此处起没有检查点'],
  cut: ['the export ends before the checkpoint that you hold', '导出在您持有的检查点之前就结束了'],
  other_tree: ['it is not the tree of the checkpoint that you hold', '与您持有的检查点不是同一棵树'],
  torn: ['the file is torn here', '文件在此处残缺'],
  receipt: ['the receipt tells of another entry', '与回执不符'],
}

/** A public key as C2SP writes it: name+id+base64 of 1 and the 32 bytes of an Ed25519 key. */
function readKey(text) {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? []
  const bytes = encoded === undefined ? Buffer.alloc(0) : Buffer.from(encoded, 'base64')
  if (bytes.length !== 33 || bytes[0] !== 1) throw new Unusable(`no key: ${text}`, `不是公钥：${text}`)
  const keyId = sha256(`${name}\n`, bytes).subarray(0, 4)
  if (keyId.toString('hex') !== id)
    throw new Unusable(`the key does not fit its id: ${text}`, `公钥与其编号不符：${text}`)
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)])
  return { name, keyId, key: createPublicKey({ key: spki, format: 'der', type: 'spki' }) }
}

class Unusable extends Error {
  constructor(en, zh) {
    super(`${en}\n${zh}`)
  }
}

/** The text of a signed note, if one of the keys signed it. */
function openNote(note, keys) {
  const [, text, name, encoded] = /^((?:[^\n]+\n)+)\n— (\S+) ([A-Za-z0-9+/=]+)\n$/.exec(note) ?? []
  if (text === undefined) return undefined
  const bytes = Buffer.from(encoded, 'base64')
  const isSigned = keys.some(
    (one) =>
      one.name === name &&
      one.keyId.equals(bytes.subarray(0, 4)) &&
      text.startsWith(`${name}\n`) &&
      verify(null, Buffer.from(text), one.key, bytes.subarray(4)),
  )
  return isSigned ? text : undefined
}

function openCheckpoint(note, keys) {
  const text = openNote(note, keys)
  const [, size, root, at] = /^[^\n]+\n(\d{1,16})\n([A-Za-z0-9+/=]{44})\nat (-?\d{1,16})\n/.exec(text ?? '') ?? []
  return size === undefined ? undefined : { size: Number(size), root: Buffer.from(root, 'base64'), at: Number(at) }
}

const notesOf = (text) => text.match(/(?:[^\n]+\n)+\n— \S+ [A-Za-z0-9+/=]+\n/g) ?? []

/** A receipt as JSON ({promise, proof}), or short as in the QR code: NUMBER.TIME.HASH.SIGNATURE. */
function readReceipt(given, keys) {
  const text = (existsSync(given) ? readFileSync(given, 'utf8') : given).trim()
  if (text.startsWith('{')) return JSON.parse(text)
  const [, number, time, hash, signature] =
    /(?:^|[#=])(\d{14})\.([0-9a-z]+)\.([\w-]{43})\.([\w-]{86})$/.exec(text) ?? []
  if (number === undefined) throw new Unusable('no receipt', '不是回执')
  const [{ name, keyId }] = keys
  const signed = Buffer.concat([keyId, Buffer.from(signature, 'base64url')]).toString('base64')
  const leaf = Buffer.from(hash, 'base64url').toString('base64')
  const promised = `${name}\nreceipt ${number} 1\n${leaf}\nat ${parseInt(time, 36)}\n`
  return { promise: `${promised}\n— ${name} ${signed}\n`, proof: null }
}

/** What the receipt promises; its own proof is checked with it. */
function checkReceipt({ promise, proof }, keys) {
  const text = openNote(promise, keys)
  const [, number, seq, leaf, at] =
    /^[^\n]+\nreceipt (\d+) (\d+)\n([A-Za-z0-9+/=]{44})\nat (-?\d+)\n$/.exec(text ?? '') ?? []
  if (number === undefined) return { ok: false, problem: 'promise_forged' }
  const promised = { number, seq: Number(seq), leaf: Buffer.from(leaf, 'base64'), at: Number(at) }
  if (!proof) return { ok: true, promised, sealed: null }
  const checkpoint = openCheckpoint(proof.checkpoint, keys)
  if (!checkpoint) return { ok: false, promised, problem: 'checkpoint_forged' }
  const root = rootOf(promised.leaf, proof.leafIndex, checkpoint.size, proof.siblings)
  if (!root?.equals(checkpoint.root)) return { ok: false, promised, problem: 'not_in_tree' }
  return { ok: true, promised, sealed: { leaf: proof.leafIndex, size: checkpoint.size, at: checkpoint.at } }
}

/** RFC 9162, section 2.1.3.2. */
function rootOf(leaf, index, size, siblings) {
  if (!(index >= 0 && index < size)) return undefined
  let [node, last, root] = [index, size - 1, leaf]
  for (const encoded of siblings) {
    if (last === 0) return undefined
    const sibling = Buffer.from(encoded, 'base64')
    if (node % 2 === 1 || node === last) {
      root = nodeHash(sibling, root)
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
    } else root = nodeHash(root, sibling)
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  return last === 0 ? root : undefined
}

/** The tree as it grows: roots of its full subtrees, largest first. */
function growTree() {
  const edge = []
  let size = 0
  return {
    size: () => size,
    append: (hash) => {
      let node = leafHash(hash)
      for (let place = size; place % 2 === 1; place = (place - 1) / 2) node = nodeHash(edge.pop(), node)
      edge.push(node)
      size += 1
    },
    root: () => edge.reduceRight((right, left) => (right ? nodeHash(left, right) : left), undefined) ?? sha256(''),
  }
}

/** What is wrong with an entry by itself and with its chain; `end` is hash and seq of the entry before it. */
function problemOf({ number, seq, previous, hash, body }, end) {
  if (typeof body !== 'string') return 'entry_missing'
  if (sha256(Buffer.from(previous ?? '', 'hex'), body).toString('hex') !== hash) return 'hash_wrong'
  const [before, last] = end ? [end.slice(0, 64), Number(end.slice(64))] : ['0'.repeat(64), 0]
  if (previous !== before || seq !== last + 1) return 'chain_broken'
  const told = JSON.parse(body)
  return told.number === number && told.seq === seq ? undefined : 'body_differs'
}

/** Counts what is wrong and keeps what stands first in the tree. */
function createFindings(tree) {
  const found = { faults: 0, first: undefined }
  /** The first entry since the last good checkpoint. */
  let since
  const bad = (reason, entry) => {
    const { leaf = tree.size(), number = null, seq = null } = entry ?? since ?? {}
    found.faults += 1
    if (!found.first || leaf < found.first.leaf) found.first = { leaf, number, seq, reason }
  }
  return {
    found,
    bad,
    /** About all entries since the last good checkpoint; what is known to be wrong with one of them says more. */
    badSpan: (reason) => {
      if (found.first && found.first.leaf >= (since?.leaf ?? tree.size())) found.faults += 1
      else bad(reason)
    },
    began: (entry) => (since ??= entry),
    proven: () => (since = undefined),
  }
}

/** Memory holds the ends of the chains, some hundred bytes a request, and nothing else that grows. */
function createWalk(keys, promised) {
  const heads = new Map()
  const tree = growTree()
  const findings = createFindings(tree)
  const { bad, badSpan } = findings
  const seen = { entries: 0, checkpoints: 0, promised: false }
  let signed = { size: 0, at: -Infinity }
  let newest = { at: -Infinity, entry: undefined }
  const takeEntry = (entry) => {
    seen.entries += 1
    findings.began(entry)
    if (entry.leaf !== tree.size()) bad('leaf_missing', { ...entry, leaf: tree.size() })
    const problem = problemOf(entry, heads.get(entry.number))
    if (problem) bad(problem, entry)
    else {
      const { at } = JSON.parse(entry.body)
      if (at > newest.at) newest = { at, entry }
    }
    heads.set(entry.number, `${entry.hash}${entry.seq}`)
    const hash = Buffer.from(entry.hash, 'hex')
    tree.append(hash)
    if (promised?.number !== entry.number || promised.seq !== entry.seq) return
    seen.promised = true
    if (!promised.leaf.equals(leafHash(hash))) bad('receipt', entry)
  }
  const takeCheckpoint = (note) => {
    seen.checkpoints += 1
    const checkpoint = openCheckpoint(note, keys)
    if (!checkpoint) return badSpan('checkpoint_forged')
    if (checkpoint.size !== tree.size() || checkpoint.size <= signed.size) return badSpan('checkpoint_order')
    if (checkpoint.at < signed.at) bad('checkpoint_time')
    if (newest.at > checkpoint.at) bad('after_checkpoint', newest.entry)
    if (!tree.root().equals(checkpoint.root)) return badSpan('root_differs')
    signed = checkpoint
    findings.proven()
  }
  const verdict = () => ({ ...seen, ...findings.found, size: tree.size(), at: signed.at })
  return { tree, takeEntry, takeCheckpoint, bad, badSpan, seen, verdict, signedSize: () => signed.size }
}

/** Reads the export once. */
async function verifyExport(file, keys, held, promised) {
  const walk = createWalk(keys, promised)
  const { tree, seen, bad, badSpan } = walk
  let ended = false
  try {
    for await (const line of linesOf(file)) {
      const told = JSON.parse(line)
      if (told.leaf !== undefined) walk.takeEntry(told)
      else if (told.checkpoint !== undefined) walk.takeCheckpoint(told.checkpoint)
      else if (told.end) ended = told.entries === seen.entries && told.checkpoints === seen.checkpoints
      while (held[0] && held[0].size <= tree.size()) {
        const one = held.shift()
        if (one.size === tree.size() && !tree.root().equals(one.root)) bad('other_tree')
      }
    }
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'EACCES') throw new Unusable(error.message, `无法读取 ${file}`)
    ended = false
  }
  if (!ended) bad('torn', {})
  else if (tree.size() > walk.signedSize()) badSpan('no_checkpoint')
  if (held.length > 0) bad('cut', {})
  return walk.verdict()
}

async function* linesOf(file) {
  const raw = createReadStream(file)
  const input = file.endsWith('.gz') ? createGunzip() : raw
  let failure
  const lines = createInterface({ input, crlfDelay: Infinity })
  for (const stream of new Set([raw, input]))
    stream.on('error', (error) => {
      failure ??= error
      lines.close()
    })
  if (input !== raw) raw.pipe(input)
  yield* lines
  if (failure) throw failure
}

const day = (at) => (Number.isFinite(at) ? new Date(at).toISOString() : '-')

function tellReceipt(receipt, isInExport) {
  if (!receipt.ok) return [`The receipt is not good: ${receipt.problem}.`, `回执无效：${receipt.problem}。`]
  const { number, at } = receipt.promised
  const { sealed } = receipt
  const en = `The receipt is good: ${number} was entered in the journal at ${day(at)}`
  const zh = `回执有效：${number} 于 ${day(at)} 记入流转记录`
  if (sealed)
    return [
      `${en}; it is entry ${sealed.leaf + 1} of ${sealed.size}, sealed at ${day(sealed.at)}.`,
      `${zh}；是 ${sealed.size} 条中的第 ${sealed.leaf + 1} 条，封存于 ${day(sealed.at)}。`,
    ]
  if (isInExport) return [`${en}, and the export holds it.`, `${zh}，导出文件中确有此条。`]
  return [`${en}. Whether it was sealed, this receipt alone does not tell.`, `${zh}。仅凭此回执不能判断是否已封存。`]
}

function tellExport({ entries, checkpoints, at, faults, first }) {
  if (!first)
    return [
      `The journal is whole: ${entries} entries, ${checkpoints} signed checkpoints, the last at ${day(at)}.`,
      `流转记录可信：${entries} 条，签名检查点 ${checkpoints} 个，最后一个于 ${day(at)}。`,
    ]
  const [en, zh] = words[first.reason]
  const name = first.number === null ? '' : ` (${first.number}, ${first.seq})`
  return [
    `Not to be trusted: first at entry ${first.leaf + 1}${name}: ${en} (${first.reason}). ${faults} in all.`,
    `不可信：第一处在第 ${first.leaf + 1} 条${name}：${zh}（${first.reason}）。共 ${faults} 处。`,
  ]
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true, default: [] },
      checkpoint: { type: 'string' },
      receipt: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const [file] = positionals
  if (values.key.length === 0 || positionals.length > 1 || (file === undefined && values.receipt === undefined))
    throw new Unusable(
      'Usage: verify-journal.mjs EXPORT --key KEY [--checkpoint FILE] [--receipt FILE|TEXT] [--json]',
      '用法：verify-journal.mjs 导出文件 --key 公钥 [--checkpoint 文件] [--receipt 文件或文字] [--json]',
    )
  const keys = values.key.map((key) => readKey(existsSync(key) ? readFileSync(key, 'utf8') : key))
  const held = values.checkpoint === undefined ? [] : notesOf(readFileSync(values.checkpoint, 'utf8'))
  const opened = held.map((note) => openCheckpoint(note, keys))
  if (opened.includes(undefined) || (values.checkpoint !== undefined && held.length === 0))
    throw new Unusable('the checkpoint is not signed by the key', '检查点不是用该公钥签名的')
  const receipt = values.receipt === undefined ? undefined : checkReceipt(readReceipt(values.receipt, keys), keys)
  const sorted = opened.sort((one, other) => one.size - other.size)
  const verdict = file === undefined ? undefined : await verifyExport(file, keys, sorted, receipt?.promised)
  const ok = !verdict?.first && receipt?.ok !== false
  if (values.json) console.log(JSON.stringify({ ok, export: verdict, receipt }))
  else {
    if (verdict) console.log(tellExport(verdict).join('\n'))
    if (receipt) console.log(tellReceipt(receipt, verdict?.promised).join('\n'))
  }
  process.exitCode = ok ? 0 : 1
}

main().catch((error) => {
  console.error(error instanceof Unusable ? error.message : `${error.message ?? error}`)
  process.exitCode = 2
})
