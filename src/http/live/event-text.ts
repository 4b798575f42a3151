import { visibility, type Visibility } from '../../core/permission/visibility.ts'
import type { Actor } from '../../core/permission/roles.ts'
import type { Rulebook } from '../../core/catalogue/rulebook.ts'
import type { Change } from '../../store/read/changes.ts'
import { isShownToRequester } from '../../store/read/timeline.ts'
import { seesChange } from '../change-visibility.ts'
import { isoTime } from '../present.ts'
import { concerns } from './notice.ts'
import type { Gathering } from './presence-hub.ts'

const encoder = new TextEncoder()
export const bytesOf = (text: string): Uint8Array => encoder.encode(text)

/** A reader of a stream, as far as it decides what he is told. */
export interface Audience {
  readonly actor: Actor
  readonly visible: Visibility
  readonly rulebook: Rulebook
  /** Pages hear besides who did it, who is looking at what, and what lands on their own desk. */
  readonly isPage: boolean
}

export const audienceOf = (actor: Actor, rulebook: Rulebook, isPage: boolean): Audience => ({
  actor,
  visible: visibility(actor, rulebook),
  rulebook,
  isPage,
})

/** Accounts are told apart by the end of their name: nobody is named, and colleagues know each other. */
export const shortAccount = (actorId: string): string => actorId.slice(-4)

/** The same change goes to thousands: its text is made once. */
const plainTexts = new WeakMap<Change, string>()
const pageTexts = new WeakMap<Change, string>()

function textOnce(texts: WeakMap<Change, string>, change: Change, make: (change: Change) => string): string {
  let text = texts.get(change)
  if (text === undefined) texts.set(change, (text = make(change)))
  return text
}

const plain = ({ position, number, seq, at, type, state }: Change): string =>
  `id: ${position}\nevent: change\ndata: ${JSON.stringify({ number, seq, at: isoTime(at), type, state })}\n\n`

const forPage = ({ position, number, seq, at, type, state, actorRole, actorId }: Change): string => {
  const by = { role: actorRole, account: shortAccount(actorId) }
  return `id: ${position}\nevent: change\ndata: ${JSON.stringify({ number, seq, at: isoTime(at), type, state, by })}\n\n`
}

const noticeText = ({ number, type, level }: Change): string =>
  `event: notice\ndata: ${JSON.stringify({ number, type, level })}\n\n`

/** What of the changes this reader is told: nothing of requests that he may not read. */
export function changesText(changes: readonly Change[], audience: Audience): string {
  const { actor, visible, rulebook, isPage } = audience
  let text = ''
  for (const change of changes) {
    if (!seesChange(visible, change, rulebook)) continue
    if (actor.role === 'requester') {
      if (isShownToRequester(change.type)) text += textOnce(plainTexts, change, plain)
      continue
    }
    text += isPage ? textOnce(pageTexts, change, forPage) : textOnce(plainTexts, change, plain)
    if (isPage && concerns(change, actor)) text += noticeText(change)
  }
  return text
}

/** Who is at a request, without the reader himself. */
export function gatheringsText(gatherings: readonly Gathering[], { actor, visible, rulebook }: Audience): string {
  return gatherings
    .filter(({ tied }) => seesChange(visible, tied, rulebook))
    .map(({ tied, who }) => {
      const others = who.filter(({ actorId }) => actorId !== actor.id)
      const told = others.map(({ actorId, role, doing }) => ({ role, account: shortAccount(actorId), doing }))
      return `event: presence\ndata: ${JSON.stringify({ number: tied.number, who: told })}\n\n`
    })
    .join('')
}
