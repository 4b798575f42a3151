import type { CDPSession, Page } from 'playwright-core'

/** What a step costs a hand (keystroke-level model), in seconds. */
const costs = { key: 0.28, tap: 1.1, think: 1.35, home: 0.4 } as const
type Cost = keyof typeof costs

export interface Step {
  readonly what: string
  readonly cost: Cost
  readonly times: number
}

/** Syllables as a hand types them, and the characters that they become, e.g. `[['louxia', '楼下']]`. */
export type Composition = readonly (readonly [pinyin: string, words: string])[]

export interface Stopwatch {
  /** A decision of the person. */
  think(what: string): void
  /** Presses what a finger or the pointer presses. */
  tap(selector: string): Promise<void>
  /** Chooses from a list: opens it, decides, presses. */
  choose(selector: string, value: string): Promise<void>
  /** Types letters or figures one by one, with the hand on the keyboard. */
  type(selector: string, text: string): Promise<void>
  /** Types Chinese as an input method does: composed letter by letter, ended by Enter, which may send nothing. */
  compose(selector: string, words: Composition): Promise<void>
  /** One key of the keyboard, e.g. `Alt+1`. */
  press(keys: string): Promise<void>
  /** A new screen is before the person. */
  screen(what: string): void
  readonly steps: readonly Step[]
  readonly taps: number
  readonly screens: number
  readonly seconds: number
}

/**
 * Drives a page as a person would and counts what it costs: so that "a report in a minute" is a figure that
 * a test can hold. `times` is how much longer than usual these hands take: 1.75 for older people.
 */
export function stopwatch(page: Page, { times = 1 }: { readonly times?: number } = {}): Stopwatch {
  const steps: Step[] = []
  let session: CDPSession | undefined
  let isAtKeys = false
  let screens = 0
  const note = (what: string, cost: Cost, count = 1): void => void steps.push({ what, cost, times: count })
  const hand = (toKeys: boolean, what: string): void => {
    if (isAtKeys !== toKeys) note(what, 'home')
    isAtKeys = toKeys
  }
  const tap = async (selector: string): Promise<void> => {
    hand(false, selector)
    note(selector, 'tap')
    await page.click(selector)
  }
  /** The focus is moved by a press, unless it is there already. */
  const focus = async (selector: string): Promise<void> => {
    const isThere = await page.evaluate(
      `document.activeElement === document.querySelector(${JSON.stringify(selector)})`,
    )
    if (!isThere) await tap(selector)
    hand(true, selector)
  }
  return {
    steps,
    get taps() {
      return steps.filter(({ cost }) => cost === 'tap').reduce((sum, step) => sum + step.times, 0)
    },
    get screens() {
      return screens
    },
    get seconds() {
      return times * steps.reduce((sum, step) => sum + costs[step.cost] * step.times, 0)
    },
    think: (what) => note(what, 'think'),
    screen: (what) => {
      screens += 1
      note(what, 'think')
    },
    tap,
    choose: async (selector, value) => {
      hand(false, selector)
      note(selector, 'tap', 2)
      note(selector, 'think')
      await page.selectOption(selector, value)
    },
    type: async (selector, text) => {
      await focus(selector)
      note(selector, 'key', text.length)
      await page.keyboard.type(text)
    },
    compose: async (selector, words) => {
      await focus(selector)
      session ??= await page.context().newCDPSession(page)
      for (const [pinyin, said] of words) {
        note(selector, 'key', pinyin.length + 1)
        await composed(session, pinyin, said)
      }
    },
    press: async (keys) => {
      hand(true, keys)
      note(keys, 'key', keys.split('+').length)
      await page.keyboard.press(keys)
    },
  }
}

/** The key that an input method takes for itself. */
const taken = 229

/** As a browser sees an input method: keys that are taken, a text that is not yet there, Enter, and the words. */
export async function composed(session: CDPSession, pinyin: string, said: string): Promise<void> {
  for (let length = 1; length <= pinyin.length; length += 1) {
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: taken, key: 'Process' })
    await session.send('Input.imeSetComposition', {
      text: pinyin.slice(0, length),
      selectionStart: length,
      selectionEnd: length,
    })
  }
  for (const type of ['rawKeyDown', 'keyUp'] as const) {
    await session.send('Input.dispatchKeyEvent', { type, windowsVirtualKeyCode: taken, key: 'Enter', code: 'Enter' })
  }
  await session.send('Input.insertText', { text: said })
}
