import type { NoticeChannel } from '../../core/notice/notice.ts'

/** One message on its way out. The address is known here and nowhere else. */
export interface OutgoingNotice {
  /** The same for every try, so that a second one can be known for what it is. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly language: string
  /** Where the reader turns such messages off; null where there is no such page. */
  readonly stopUrl: string | null
}

export type Sent =
  | { readonly ok: true; /** The other side's name for it. */ readonly receipt: string | null }
  | {
      readonly ok: false
      /** A code; never the other side's words, which may quote the address. */
      readonly reason: string
      /** Whether trying again could help. */
      readonly again: boolean
    }

/** A way beyond the page. */
export interface NoticeAdapter {
  readonly channel: NoticeChannel
  /** Never throws for what the other side does. */
  send(notice: OutgoingNotice): Promise<Sent>
  close(): void
}
