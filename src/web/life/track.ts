import { openLiveSource } from '../kit/live-source.ts'
import { tickClocks } from './clocks.ts'
import { tendOutbox } from './outbox.ts'
import { comeAlive, fill, whenQuiet, wordsOf } from './page.ts'
import { openSafe } from './safe.ts'
import { guardComposition, sendOnce } from './send-once.ts'

const form = document.querySelector<HTMLFormElement>('form#tracked')

/** Something changed: the parts that tell it are read anew, and it is said politely. What is being typed stays. */
async function readAnew(): Promise<void> {
  const response = await fetch('/track/request', { headers: { accept: 'text/html' } })
  if (!response.ok || response.redirected) return
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  let isChanged = false
  for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const other = fresh.querySelector(`[data-live="${part.dataset['live']}"]`)
    if (!other) continue
    takeSeq(part, other)
    if (textOf(other) === textOf(part) || (part.dataset['live'] === 'moves' && isBusy(part))) continue
    part.replaceChildren(...[...other.childNodes].map((node) => document.importNode(node, true)))
    isChanged = true
  }
  if (isChanged) tell()
}

const textOf = (part: Element): string => part.textContent.replace(/\s+/gu, ' ')

/** Somebody is at it: a field has words, a choice is made, or the focus is inside. */
const isBusy = (part: Element): boolean =>
  part.contains(document.activeElement) ||
  [...part.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input:not([type=hidden])')].some(
    (field) =>
      field instanceof HTMLInputElement && field.type === 'radio'
        ? field.checked !== field.defaultChecked
        : field.value !== field.defaultValue,
  )

/** The change has been told on this page: what is being typed is about the request as it is now. */
function takeSeq(part: Element, other: Element): void {
  const seq = other.querySelector<HTMLInputElement>('input[name=seq]')?.value
  const own = part.querySelector<HTMLInputElement>('input[name=seq]')
  if (own && seq !== undefined) own.value = seq
}

function tell(): void {
  const live = document.getElementById('live')
  const state = document.querySelector('[data-live=state] .badge')?.textContent ?? ''
  if (live) live.textContent = fill(wordsOf(live)['updated'], { state })
}

function listen(): void {
  const reading = whenQuiet(400, () => void readAnew().catch(() => undefined))
  openLiveSource('/track/live', {
    onEvent: (name) => {
      if (name === 'change' || name === 'resync') reading.later()
    },
    onState: () => undefined,
  })
}

void comeAlive([
  async () => tendOutbox(await openSafe()),
  () => form && guardComposition(form),
  () => form && sendOnce(form),
  tickClocks,
  listen,
])
