import { visibility } from '../../core/permission/visibility.ts'
import { isShownToRequester } from '../../store/read/timeline.ts'
import type { Change } from '../../store/read/changes.ts'
import { problem, type Problem } from '../answer.ts'
import type { Api } from '../api.ts'
import { seesChange } from '../change-visibility.ts'
import { isoTime } from '../present.ts'
import type { Call, Route } from '../route.ts'

const heartbeatMilliseconds = 15_000
/** Together with the seconds for which a token is believed this stays below five. */
const checkMilliseconds = 1_500
const bufferBytes = 256 * 1024
const streamsMost = 10_000

/** Changes as they happen, as server-sent events: what changed, never what it says. */
export const eventsRoute = (api: Api): Route => ({
  method: 'GET',
  path: '/events',
  name: 'listenToChanges',
  summary: 'Changes of requests that you may see, as server-sent events; after a break go on with Last-Event-ID',
  caller: 'staff',
  answers: 200,
  accepts: 'text/event-stream',
  run: (call) => openStream(api, call),
})

function openStream(api: Api, call: Call): Response | Problem {
  const lastId = call.header('last-event-id')
  if (lastId !== undefined && !/^\d{1,18}$/.test(lastId))
    return problem('invalid_filter', { more: { filter: 'Last-Event-ID' } })
  if (api.hub.listeners >= streamsMost) return problem('too_many_streams', { headers: { 'retry-after': '30' } })
  const stream = new ReadableStream<Uint8Array>(
    source(api, call, lastId),
    new ByteLengthQueuingStrategy({ highWaterMark: bufferBytes }),
  )
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    },
  })
}

function source(api: Api, call: Call, lastId: string | undefined): UnderlyingDefaultSource<Uint8Array> {
  const { actor } = call
  if (!actor) throw new Error('a stream without a reader')
  const { rulebook } = api.app
  const visible = visibility(actor, rulebook)
  const token = call.header('authorization')?.slice('bearer '.length) ?? ''
  const encoder = new TextEncoder()
  const timers: NodeJS.Timeout[] = []
  let leave: () => void = () => undefined
  const stop = (): void => {
    leave()
    for (const timer of timers) clearInterval(timer)
  }
  return {
    start: async (controller) => {
      let isOpen = true
      const end = (): void => {
        if (!isOpen) return
        isOpen = false
        stop()
        controller.close()
      }
      const send = (text: string): void => {
        if (!isOpen) return
        // A reader that does not read is let go; it comes back with Last-Event-ID and misses nothing.
        if ((controller.desiredSize ?? 0) <= 0) end()
        else controller.enqueue(encoder.encode(text))
      }
      const show = (changes: readonly Change[]): void => {
        const text = changes
          .filter((change) => seesChange(visible, change, rulebook) && isForReader(change, actor.role))
          .map(eventText)
          .join('')
        if (text !== '') send(text)
      }
      send('retry: 2000\n: open\n\n')
      leave = api.hub.listen(show)
      timers.push(setInterval(() => send(': still here\n\n'), heartbeatMilliseconds))
      timers.push(
        setInterval(
          () =>
            void api.access.actorOfToken(token).then(
              (still) => still ?? end(),
              () => undefined,
            ),
          checkMilliseconds,
        ),
      )
      if (lastId === undefined) return
      const missed = await api.hub.since(lastId)
      if (missed) show(missed)
      else send('event: resync\ndata: {}\n\n')
    },
    cancel: stop,
  }
}

const isForReader = (change: Change, role: string): boolean => role !== 'requester' || isShownToRequester(change.type)

const eventText = ({ position, number, seq, at, type, state }: Change): string =>
  `id: ${position}\nevent: change\ndata: ${JSON.stringify({ number, seq, at: isoTime(at), type, state })}\n\n`
