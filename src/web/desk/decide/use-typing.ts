import { useState } from 'react'
import { useLocation } from 'react-router'
import { useRefresh } from '../case/use-refresh.ts'

export interface Typing {
  readonly isTyping: boolean
  readonly onTyping: (number: string) => void
}

/** The list beside a decision is kept fresh, but not while somebody writes on the one that is open. */
export function useTyping(shown: string | null): Typing {
  const { key } = useLocation()
  const [typedOn, setTypedOn] = useState('')
  const isTyping = shown !== null && typedOn === `${shown} ${key}`
  useRefresh(isTyping)
  return { isTyping, onTyping: (number) => setTypedOn(`${number} ${key}`) }
}
