import type { CDPSession, Page } from 'playwright-core'

/** Seconds of a practised person (keystroke-level model): a key, and a thought before each step. */
const keySeconds = 0.28
const thinkSeconds = 1.35

/** Somebody at a keyboard, whose strokes are counted. Chinese goes through an input method: pinyin, then Enter or a number. */
export interface Typist {
  /** Each key is one stroke, whatever is held with it. */
  press(...keys: readonly string[]): Promise<void>
  type(text: string): Promise<void>
  /** Composes words letter by letter; the method takes them with its own Enter, which the page must not take for its own. */
  compose(pinyin: string, words: string): Promise<void>
  /** A step of the task begins: one thinks. */
  think(): void
  seconds(): number
}

export async function typistAt(page: Page): Promise<Typist> {
  const session = await page.context().newCDPSession(page)
  let strokes = 0
  let thoughts = 0
  return {
    press: async (...keys) => {
      for (const key of keys) {
        strokes += 1
        await page.keyboard.press(key)
      }
    },
    type: async (text) => {
      strokes += text.length
      await page.keyboard.type(text)
    },
    compose: async (pinyin, words) => {
      strokes += pinyin.length + 1
      await compose(session, pinyin, words)
    },
    think: () => {
      thoughts += 1
    },
    seconds: () => strokes * keySeconds + thoughts * thinkSeconds,
  }
}

/** As Chromium is told by an input method: every key is 229, the text stands underlined until it is taken. */
async function compose(session: CDPSession, pinyin: string, words: string): Promise<void> {
  const key = async (code: string): Promise<void> => {
    const event = { key: 'Process', code, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 }
    await session.send('Input.dispatchKeyEvent', { ...event, type: 'rawKeyDown' })
    await session.send('Input.dispatchKeyEvent', { ...event, key: 'Process', type: 'keyUp' })
  }
  for (let typed = 1; typed <= pinyin.length; typed += 1) {
    await key(`Key${pinyin[typed - 1]?.toUpperCase()}`)
    const text = pinyin.slice(0, typed)
    await session.send('Input.imeSetComposition', { text, selectionStart: typed, selectionEnd: typed })
  }
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 }
  await session.send('Input.dispatchKeyEvent', { ...enter, type: 'rawKeyDown' })
  await session.send('Input.insertText', { text: words })
  await session.send('Input.dispatchKeyEvent', { ...enter, type: 'keyUp' })
}
