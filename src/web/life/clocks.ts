import { clockWords, lookOf } from '../kit/clock.ts'
import type { MessageKey, Say } from '../messages/catalogue.ts'
import { fill, wordsOf } from './page.ts'

const every = 20_000

/** Clocks go on while the page stands open: by the server's time, whatever the phone's says. */
export function tickClocks(): void {
  const words = wordsOf(document.getElementById('clock-words'))
  const say: Say = (key: MessageKey, values = {}) => fill(words[key], values)
  const servedAt = Number(document.getElementById('clock-words')?.dataset['now'] ?? NaN)
  if (!Number.isFinite(servedAt)) return
  const began = performance.now()
  const tick = (): void => {
    const now = servedAt + (performance.now() - began)
    for (const clock of document.querySelectorAll<HTMLElement>('.clock[data-due]')) {
      const dueAt = Number(clock.dataset['due'])
      const look = lookOf(dueAt, now)
      const left = clock.querySelector('.clock-left')
      const said = clockWords(dueAt, now, say)
      if (left && left.textContent !== said) left.textContent = said
      const sign = clock.querySelector('.clock-sign')
      if (sign) sign.textContent = look === 'calm' ? '' : look === 'over' ? '⚠ ' : '◷ '
      clock.classList.remove('calm', 'soon', 'over')
      clock.classList.add(look)
    }
  }
  setInterval(tick, every)
}
