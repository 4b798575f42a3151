import type { LoaderFunctionArgs } from 'react-router'
import { pageContext } from '../../context.ts'

/** A reader that does not read is let go; its page opens the stream anew. */
const bufferBytes = 256 * 1024

/** City now as it changes, as server-sent events: public as the page itself. */
export function loader({ context }: LoaderFunctionArgs): Response {
  const { house, visit } = context.get(pageContext)
  const encoder = new TextEncoder()
  let leave: () => void = () => undefined
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        controller.enqueue(encoder.encode('retry: 3000\n\n'))
        leave = house.listenToCity(visit.language, (text) => {
          if ((controller.desiredSize ?? 0) > 0) return controller.enqueue(encoder.encode(`data: ${text}\n\n`))
          leave()
          controller.close()
        })
      },
      cancel: () => leave(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: bufferBytes }),
  )
  const headers = {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  }
  return new Response(stream, { headers })
}
