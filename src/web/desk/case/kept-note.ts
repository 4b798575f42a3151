import { useEffect, useRef, type RefObject } from 'react'

const keyOf = (name: string): string => `open12345.note.${name}`

/**
 * Keeps what is typed into a field in this tab, so that a lost network or a reload takes nothing away.
 * The tab's own storage: on a shared machine nothing is left behind when the tab is closed.
 */
export function useKeptNote(name: string): {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly keep: () => void
} {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const kept = sessionStorage.getItem(keyOf(name))
    if (field.current && field.current.value === '' && kept !== null) field.current.value = kept
  }, [name])
  const keep = (): void => sessionStorage.setItem(keyOf(name), field.current?.value ?? '')
  return { field, keep }
}

/** It was sent. */
export const forgetNote = (name: string): void => sessionStorage.removeItem(keyOf(name))
