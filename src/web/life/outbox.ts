import { element, fill, show, wordsOf, type Words } from './page.ts'
import type { Safe } from './safe.ts'

/** A report that waits for the network, as the form has it. */
export type Waiting = Readonly<Record<string, string>>

interface SentReport {
  readonly number: string
  readonly printed: string
  readonly code: string
}

interface Refusal {
  readonly problems: readonly string[]
}

type Answer = ({ readonly ok: true } & SentReport) | ({ readonly ok: false } & Refusal)

/**
 * Sends what waits, each under the key of its form: however often that is tried, by however many tabs, it
 * is registered once. What is sent leaves the outbox in the same breath as its number arrives.
 */
export async function sendWaiting(safe: Safe): Promise<void> {
  const send = async (): Promise<void> => {
    for (const { id, value } of await safe.all<Waiting>('outbox')) {
      if ('refused' in value) continue
      const answer = await post({ ...value, formKey: id })
      // No answer: it stays, and goes out another time.
      if (!answer) return
      if (answer.ok) {
        await safe.put('sent', id, answer)
        await safe.remove('outbox', id)
        await safe.remove('drafts', id)
      } else await safe.put('outbox', id, { ...value, refused: answer.problems.join(' ') })
    }
  }
  // One tab at a time where the browser can say so; the key does the rest.
  await ('locks' in navigator ? navigator.locks.request('outbox', send) : send())
}

async function post(fields: Waiting): Promise<Answer | undefined> {
  try {
    const response = await fetch('/report/later', { method: 'POST', body: new URLSearchParams(fields) })
    return response.status < 500 ? ((await response.json()) as Answer) : undefined
  } catch {
    return undefined
  }
}

/** Says what waits, what was sent with its number and code, and what could not be filed. */
export async function showOutbox(safe: Safe, box = document.getElementById('outbox')): Promise<void> {
  if (!box) return
  const words = wordsOf(box)
  const [waiting, sent] = await Promise.all([safe.all<Waiting>('outbox'), safe.all<SentReport>('sent')])
  const refused = waiting.filter(({ value }) => 'refused' in value)
  const left = waiting.length - refused.length
  const again = (): Promise<void> => showOutbox(safe, box)
  box.replaceChildren(
    ...(left > 0 ? [element('p', { words: fill(words['waiting'], { count: left }), className: 'note' })] : []),
    ...refused.map(({ id, value }) =>
      refusedNote(words, value, async () => {
        await safe.put('drafts', id, value)
        await safe.remove('outbox', id)
        sessionStorage.setItem('report-form', id)
        location.assign('/report')
      }),
    ),
    ...sent.map(({ id, value }) =>
      sentNote(words, value, async () => {
        await safe.remove('sent', id)
        await again()
      }),
    ),
  )
  if (box.childElementCount > 0) show(box)
}

function refusedNote(words: Words, value: Waiting, open: () => Promise<void>): HTMLElement {
  const note = element('div', { className: 'note' })
  note.append(
    element('p', { words: fill(words['refused'], { why: value['refused'] ?? '' }) }),
    button(words['open'], open),
  )
  return note
}

function sentNote(words: Words, { number, printed, code }: SentReport, noted: () => Promise<void>): HTMLElement {
  const note = element('div', { className: 'success' })
  const list = element('dl')
  for (const [name, value] of [
    [words['number'], printed],
    [words['code'], code],
  ] as const) {
    const line = element('div')
    line.append(element('dt', { words: name ?? '' }), element('dd', { words: value, className: 'big-code' }))
    list.append(line)
  }
  const open = element('form')
  open.method = 'post'
  open.action = '/track'
  for (const [name, value] of [
    ['number', number],
    ['code', code],
  ] as const) {
    const field = element('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    open.append(field)
  }
  open.append(element('button', { words: words['track'] ?? '' }))
  const buttons = element('div', { className: 'buttons' })
  buttons.append(open, button(words['noted'], noted))
  note.append(element('p', { words: words['sent'] ?? '' }), list, buttons)
  return note
}

function button(words: string | undefined, act: () => Promise<void>): HTMLButtonElement {
  const made = element('button', { words: words ?? '', className: 'quiet' })
  made.type = 'button'
  made.addEventListener('click', () => void act())
  return made
}

/** Sends what waits now and whenever the network comes back, and says so. */
export async function tendOutbox(safe: Safe): Promise<void> {
  const tend = async (): Promise<void> => {
    if (navigator.onLine) await sendWaiting(safe)
    await showOutbox(safe)
  }
  window.addEventListener('online', () => void tend())
  await tend()
}
