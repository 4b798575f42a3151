import { clockWords, lookOf } from '../kit/clock.ts'
import type { MessageKey, Say } from '../messages/catalogue.ts'
import { element, fill, wordsOf } from './page.ts'

const every = 15_000

/** Clocks go on while the page stands open: by the server's time, whatever the phone's says. */
export function tickClocks(): void {
  const source = document.getElementById('live')
  const servedAt = Number(source?.dataset['now'] ?? NaN)
  if (!Number.isFinite(servedAt)) return
  const words = wordsOf(source)
  const say: Say = (key: MessageKey, values = {}) => fill(words[key], values)
  const began = performance.now()
  setInterval(() => showClocks(servedAt + (performance.now() - began), say), every)
}

export function showClocks(now: number, say: Say): void {
  for (const clock of document.querySelectorAll<HTMLElement>('.clock[data-due]')) {
    const dueAt = Number(clock.dataset['due'])
    const look = lookOf(dueAt, now)
    const sign = element('span', { words: look === 'calm' ? '' : look === 'over' ? '⚠ ' : '◷ ' })
    sign.setAttribute('aria-hidden', 'true')
    clock.querySelector('strong')?.replaceChildren(sign, clockWords(dueAt, now, say))
    clock.classList.remove('calm', 'soon', 'over')
    clock.classList.add(look)
  }
}
