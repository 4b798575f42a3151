import { setTimeout as pause } from 'node:timers/promises'
import type { Product } from './product.ts'

export interface StormPlan {
  readonly intakes: number
  /** kill -9, taking turns: the server, the database, both at once. */
  readonly kills: number
  readonly clients: number
  /** Bodies of the intakes; each is sent under a key of its own. */
  readonly bodyOf: (index: number) => string
  readonly token: string
}

export interface StormFigures {
  readonly intakes: number
  readonly killsOfServer: number
  readonly killsOfDatabase: number
  /** Answers that never came: nobody knows whether the request was kept. */
  readonly unknown: number
  /** Answers that said no for now. */
  readonly failed: number
  /** Acknowledgements that were thrown away as if the line had been cut, and asked for again. */
  readonly forgotten: number
  readonly seconds: number
  readonly perSecond: number
  readonly longestOutageSeconds: number
  readonly p99Milliseconds: number
}

export interface Storm {
  readonly figures: StormFigures
  /** The number that was acknowledged for each intake. */
  readonly numbers: readonly string[]
}

type Tried = { readonly outcome: 'ok'; readonly number: string } | { readonly outcome: 'failed' | 'unknown' }

const forgetEvery = 20
const patienceMs = 10_000

/**
 * Clients file requests and stop at nothing: what failed, and what nobody knows of, is sent again under
 * the same key until a number comes back, while processes are killed around them.
 */
export async function rage(product: Product, plan: StormPlan): Promise<Storm> {
  const numbers: string[] = []
  const took: number[] = []
  const count = { unknown: 0, failed: 0, forgotten: 0, next: 0, done: 0, killsOfServer: 0, killsOfDatabase: 0 }
  let lastAt = performance.now()
  let longestGap = 0
  const startedAt = lastAt

  const untilAcknowledged = async (index: number): Promise<string> => {
    for (;;) {
      const tried = await fileOnce(product.url, plan, index)
      if (tried.outcome === 'ok') return tried.number
      count[tried.outcome] += 1
      await pause(50)
    }
  }
  const client = async (): Promise<void> => {
    while (count.next < plan.intakes) {
      const index = count.next++
      const from = performance.now()
      const number = await untilAcknowledged(index)
      const now = performance.now()
      took.push(now - from)
      longestGap = Math.max(longestGap, now - lastAt)
      lastAt = now
      numbers[index] = number
      count.done += 1
      if (index % forgetEvery !== 0) continue
      count.forgotten += 1
      const again = await untilAcknowledged(index)
      if (again !== number) throw new Error(`intake ${index} was ${number} and then ${again}`)
    }
  }
  const killer = async (): Promise<void> => {
    for (let kill = 0; kill < plan.kills; kill += 1) {
      const at = ((kill + 0.5) * plan.intakes) / plan.kills
      while (count.done < at) await pause(10)
      if (kill % 3 !== 1) {
        product.killApp()
        count.killsOfServer += 1
      }
      if (kill % 3 !== 0 && product.killDatabase()) count.killsOfDatabase += 1
    }
  }
  await Promise.all([killer(), ...Array.from({ length: plan.clients }, client)])
  const seconds = (performance.now() - startedAt) / 1000
  took.sort((one, other) => one - other)
  return {
    numbers,
    figures: {
      intakes: plan.intakes,
      killsOfServer: count.killsOfServer,
      killsOfDatabase: count.killsOfDatabase,
      unknown: count.unknown,
      failed: count.failed,
      forgotten: count.forgotten,
      seconds: Math.round(seconds),
      perSecond: Math.round(plan.intakes / seconds),
      longestOutageSeconds: Number((longestGap / 1000).toFixed(1)),
      p99Milliseconds: Math.round(took[Math.floor(took.length * 0.99)] ?? 0),
    },
  }
}

async function fileOnce(url: string, { token, bodyOf }: StormPlan, index: number): Promise<Tried> {
  let answer: Response
  let text: string
  try {
    answer = await fetch(`${url}/api/v1/requests`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': `storm-${index}`,
      },
      body: bodyOf(index),
      signal: AbortSignal.timeout(patienceMs),
    })
    text = await answer.text()
  } catch {
    // Refused, cut or silent: whatever it was, nobody knows what became of the request.
    return { outcome: 'unknown' }
  }
  if (answer.status === 201) return { outcome: 'ok', number: (JSON.parse(text) as { number: string }).number }
  if (answer.status === 503) return { outcome: 'failed' }
  throw new Error(`intake ${index} was answered with ${answer.status}: ${text}`)
}
