import type { RefObject } from 'react'
import { useKeys } from '../../kit/keys.tsx'

/** Ctrl+Enter sends the form that has the focus; where none has it, the page's own. */
export function useSendKey(form: RefObject<HTMLFormElement | null>, words: string, isOff = false): void {
  const send = (): void => {
    const focused = document.activeElement?.closest<HTMLFormElement>('main form[method=post]')
    ;(focused ?? form.current)?.requestSubmit()
  }
  useKeys([{ keys: 'mod+enter', words, run: send, isOff }])
}
