import { useState } from 'react'
import { useActionData, useLocation } from 'react-router'

/**
 * What the last form was answered with, for as long as the page stays where it is: reading the page anew
 * because something changed would throw the answer away, and with it an open call or a refused form.
 */
export function useKeptAction<State>(): State | undefined {
  const data = useActionData() as State | undefined
  const { key } = useLocation()
  const [kept, setKept] = useState({ key, data })
  if (kept.key !== key || (data !== undefined && kept.data !== data)) setKept({ key, data })
  return data ?? (kept.key === key ? kept.data : undefined)
}
