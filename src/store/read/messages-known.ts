import type { Database } from '../database.ts'

/** Those of a channel's messages that became requests already. */
export async function messagesKnown(
  database: Database,
  channel: string,
  messageIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const result = await database.query<{ message_id: string }>({
    name: 'messages_known',
    text: 'select message_id from service_request where channel = $1 and message_id = any($2::text[])',
    values: [channel, messageIds],
  })
  return new Set(result.rows.map((row) => row.message_id))
}
