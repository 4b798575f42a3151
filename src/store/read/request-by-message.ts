import type { Database } from '../database.ts'

/** The request that a channel's message became, if it did. */
export async function requestByMessage(
  database: Database,
  channel: string,
  messageId: string | null,
): Promise<string | undefined> {
  if (messageId === null) return undefined
  const result = await database.query<{ number: string }>({
    name: 'request_by_message',
    text: 'select number from service_request where channel = $1 and message_id = $2',
    values: [channel, messageId],
  })
  return result.rows[0]?.number
}
