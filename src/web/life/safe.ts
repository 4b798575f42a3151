/**
 * What is written on this phone and not yet sent: in the browser's own database, encrypted with a key that
 * cannot be taken out of it. Where a browser has neither (an old one, a private window), nothing is kept
 * and the page works all the same.
 */
export type Shelf = 'drafts' | 'outbox' | 'sent'

export interface Kept<T> {
  readonly id: string
  readonly savedAt: number
  readonly value: T
}

export interface Safe {
  put(shelf: Shelf, id: string, value: unknown): Promise<void>
  get<T>(shelf: Shelf, id: string): Promise<Kept<T> | undefined>
  /** Everything on a shelf, the oldest first. */
  all<T>(shelf: Shelf): Promise<readonly Kept<T>[]>
  remove(shelf: Shelf, id: string): Promise<void>
}

interface Sealed {
  readonly id: string
  readonly savedAt: number
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly sealed: ArrayBuffer
}

const databaseName = 'hotline'
const shelves: readonly Shelf[] = ['drafts', 'outbox', 'sent']
const keyStore = 'key'

export async function openSafe(name = databaseName): Promise<Safe> {
  const database = await openDatabase(name)
  const key = await keyOf(database)
  const shelf = (name: Shelf, mode: IDBTransactionMode): IDBObjectStore =>
    database.transaction(name, mode).objectStore(name)
  const open = async <T>({ id, savedAt, nonce, sealed }: Sealed): Promise<Kept<T>> => {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, key, sealed)
    return { id, savedAt, value: JSON.parse(new TextDecoder().decode(plain)) as T }
  }
  return {
    put: async (name, id, value) => {
      const nonce = crypto.getRandomValues(new Uint8Array(12))
      const plain = new TextEncoder().encode(JSON.stringify(value))
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, plain)
      await done(shelf(name, 'readwrite').put({ id, savedAt: now(), nonce, sealed } satisfies Sealed))
    },
    get: async (name, id) => {
      const found = await done(shelf(name, 'readonly').get(id) as IDBRequest<Sealed | undefined>)
      return found && open(found)
    },
    all: async (name) => {
      const found = await done(shelf(name, 'readonly').getAll() as IDBRequest<Sealed[]>)
      return Promise.all(found.toSorted((one, other) => one.savedAt - other.savedAt).map((each) => open(each)))
    },
    remove: async (name, id) => {
      await done(shelf(name, 'readwrite').delete(id))
    },
  } as Safe
}

/** The phone's own clock: only for what is oldest here. */
const now = (): number => performance.timeOrigin + performance.now()

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.addEventListener('upgradeneeded', () => {
    for (const name of [...shelves, keyStore]) {
      request.result.createObjectStore(name, name === keyStore ? {} : { keyPath: 'id' })
    }
  })
  return done(request)
}

/** The key is made once, by whichever tab comes first. */
async function keyOf(database: IDBDatabase): Promise<CryptoKey> {
  const read = (): Promise<CryptoKey | undefined> =>
    done(database.transaction(keyStore).objectStore(keyStore).get('main') as IDBRequest<CryptoKey | undefined>)
  const known = await read()
  if (known) return known
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  try {
    await done(database.transaction(keyStore, 'readwrite').objectStore(keyStore).add(made, 'main'))
    return made
  } catch {
    return (await read()) ?? made
  }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('the database refused')))
  })
