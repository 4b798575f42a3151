/** 32 bytes. */
export type Hash = Uint8Array

/** SHA-256 of the bytes; core does not compute it itself. The input may be reused after the call. */
export type HashFunction = (data: Uint8Array) => Hash

/** Hashes of the journal's one growing tree (RFC 6962, section 2.1): leaves and nodes have prefixes of their own. */
export interface TreeHash {
  /** Hash of a leaf. The journal's leaves hold the hash of an entry. */
  leaf(data: Uint8Array): Hash
  node(left: Hash, right: Hash): Hash
  /** Root of the tree without leaves. */
  empty(): Hash
}

const HASH_BYTES = 32

/** The tree's hashes over the given SHA-256. Not for use by several threads at once: inputs share a buffer. */
export function createTreeHash(hash: HashFunction): TreeHash {
  const leafInput = new Uint8Array(1 + HASH_BYTES)
  const nodeInput = new Uint8Array(1 + 2 * HASH_BYTES)
  nodeInput[0] = 1
  return {
    leaf: (data) => {
      const input = data.length === HASH_BYTES ? leafInput : new Uint8Array(1 + data.length)
      input.set(data, 1)
      return hash(input)
    },
    node: (left, right) => {
      nodeInput.set(left, 1)
      nodeInput.set(right, 1 + HASH_BYTES)
      return hash(nodeInput)
    },
    empty: () => hash(new Uint8Array(0)),
  }
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false
  return true
}
