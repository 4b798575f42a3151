import type { Client, Submittable } from 'pg'

/** The part of a pg connection that COPY needs. */
interface CopyConnection {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sync?: () => void
}

const chunkBytes = 1 << 18

/** COPY table (columns) FROM STDIN in text format. The driver speaks the protocol but has no call for it. */
export function copyFrom(client: Client, target: string, rows: string): Promise<void> {
  if (rows === '') return Promise.resolve()
  return new Promise((resolve, reject) => {
    let failed: Error | undefined
    const submittable = {
      submit: (connection: CopyConnection) => connection.query(`copy ${target} from stdin`),
      handleCopyInResponse: (connection: CopyConnection) => {
        const bytes = Buffer.from(rows)
        for (let from = 0; from < bytes.length; from += chunkBytes) {
          connection.sendCopyFromChunk(bytes.subarray(from, from + chunkBytes))
        }
        connection.endCopyFrom()
      },
      handleError: (error: Error) => {
        failed = error
        reject(error)
      },
      handleReadyForQuery: () => {
        if (!failed) resolve()
      },
      handleCommandComplete: () => undefined,
      handleRowDescription: () => undefined,
      handleDataRow: () => undefined,
      handleEmptyQuery: () => undefined,
      handlePortalSuspended: () => undefined,
    }
    client.query(submittable as unknown as Submittable)
  })
}
