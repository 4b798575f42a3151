import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { isComposing } from './composition.ts'

/** One shortcut: how it is pressed, what it does in words, and what it does. */
export interface KeyBinding {
  /** `j`, `alt+1`, `mod+enter` (Ctrl, or Command on a Mac), `shift+n`, `/`, `f2`, or two in a row: `g q`. */
  readonly keys: string
  readonly words: string
  readonly run: (event: KeyboardEvent) => void
  readonly isOff?: boolean
}

interface Keys {
  readonly register: (bindings: () => readonly KeyBinding[]) => () => void
  readonly all: () => readonly KeyBinding[]
  readonly letters: boolean
  readonly setLetters: (on: boolean) => void
}

const nothing: Keys = { register: () => () => undefined, all: () => [], letters: true, setLetters: () => undefined }
const KeysContext = createContext<Keys>(nothing)
const lettersSetting = 'open12345.letters'
const sequenceMs = 900

/** Hears the keys of a page once, for whatever is shown on it. */
export function KeysProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const sources = useRef<(() => readonly KeyBinding[])[]>([])
  const [letters, setLetters] = useState(true)
  useEffect(() => setLetters(localStorage.getItem(lettersSetting) !== 'off'), [])
  const keys = useMemo<Keys>(
    () => ({
      register: (bindings) => {
        sources.current.push(bindings)
        return () => void (sources.current = sources.current.filter((each) => each !== bindings))
      },
      // What was shown last is heard first.
      all: () => sources.current.toReversed().flatMap((bindings) => bindings()),
      letters,
      setLetters: (on) => {
        localStorage.setItem(lettersSetting, on ? 'on' : 'off')
        setLetters(on)
      },
    }),
    [letters],
  )
  useEffect(() => listen(keys), [keys])
  return <KeysContext value={keys}>{children}</KeysContext>
}

/** Shortcuts for as long as the component is shown. Letters alone are silent in fields and where the person turned them off. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const { register } = useContext(KeysContext)
  const latest = useRef(bindings)
  // At once, so that a key pressed right after another meets what that one has changed.
  useLayoutEffect(() => {
    latest.current = bindings
  })
  useEffect(() => register(() => latest.current), [register])
}

export const useKeySettings = (): Keys => useContext(KeysContext)

function listen({ all, letters }: Keys): () => void {
  let before = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const heard = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.defaultPrevented || event.repeat) return
    const stroke = strokeOf(event)
    if (stroke === '' || isOwnOf(event.target, stroke)) return
    if (isPlain(stroke) && (isTyping(event.target) || !letters)) return
    if (!isPlain(stroke) || !isInDialog(event.target)) {
      const wanted = all().filter(({ isOff }) => isOff !== true)
      const binding =
        wanted.find(({ keys }) => keys === `${before} ${stroke}`) ?? wanted.find(({ keys }) => keys === stroke)
      if (binding) {
        event.preventDefault()
        before = ''
        binding.run(event)
        return
      }
    }
    before = stroke
    clearTimeout(timer)
    timer = setTimeout(() => void (before = ''), sequenceMs)
  }
  document.addEventListener('keydown', heard)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('keydown', heard)
  }
}

/** A key without Ctrl, Alt or Command: typing, where there is a field. */
const isPlain = (stroke: string): boolean => !/^(mod|alt)\+|^f\d+$/.test(stroke)

/** By the place of the key where Alt is held, since Alt changes what some keyboards type. */
function strokeOf(event: KeyboardEvent): string {
  const { key, code, altKey, ctrlKey, metaKey, shiftKey } = event
  if (['Shift', 'Control', 'Alt', 'Meta', 'Process'].includes(key)) return ''
  const letter = altKey && /^(Key|Digit)/.test(code) ? code.replace(/^Key|^Digit/, '') : key
  const name = letter === ' ' ? 'space' : letter.toLowerCase()
  // Shift is part of a sign such as `?` already.
  const shift = shiftKey && (name.length > 1 || /[a-z]/.test(name)) ? 'shift+' : ''
  return `${ctrlKey || metaKey ? 'mod+' : ''}${altKey ? 'alt+' : ''}${shift}${name}`
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
}

/** What a control does by itself with a key stays its own: a button is pressed by Enter, radios move by arrows. */
function isOwnOf(target: EventTarget | null, stroke: string): boolean {
  if (!(target instanceof Element)) return false
  if (stroke === 'enter' || stroke === 'space')
    return target.closest('a[href], button, summary, input, select') !== null
  return stroke.startsWith('arrow') && target.closest('input[type=radio], select, [role=tab], [role=menuitem]') !== null
}

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null

/** Keys as they are printed on a keyboard. */
export const printedKeys = (keys: string): readonly string[] =>
  keys.split(' ').map((stroke) =>
    stroke
      .split('+')
      .map((part) => keyNames[part] ?? (part.length === 1 ? part.toUpperCase() : part))
      .join('+'),
  )

const keyNames: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  enter: 'Enter',
  escape: 'Esc',
  arrowdown: '↓',
  arrowup: '↑',
  arrowleft: '←',
  arrowright: '→',
  space: 'Space',
}
