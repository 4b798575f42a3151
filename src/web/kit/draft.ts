import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'

/** `none`: nothing was typed since the page came. */
export type DraftState = 'none' | 'saving' | 'saved' | 'lost'

const everyMs = 1_000

/**
 * Keeps what is typed into a form on the server, a second after the last change at the latest, under the account: an
 * ended session, a closed tab or another machine takes nothing away.
 * @param name the form's own key, `new` or `case:NUMBER`
 * @param keeps which fields belong to the draft; without it all but those that begin with `_`
 * @returns how it stands, what to call when something was typed, and what throws it away
 */
export function useDraft(form: RefObject<HTMLFormElement | null>, name: string, keeps?: (field: string) => boolean) {
  const [state, setState] = useState<DraftState>('none')
  const sent = useRef('')
  const isTouched = useRef(false)
  const onItsWay = useRef<AbortController | undefined>(undefined)
  const latest = useRef(keeps)
  useEffect(() => {
    latest.current = keeps
  })
  const save = useCallback(async (): Promise<void> => {
    if (!isTouched.current || !form.current) return
    const fields = fieldsOf(form.current, latest.current)
    const text = fields.toString()
    isTouched.current = false
    if (text === sent.current) return
    fields.set('draft', name)
    setState('saving')
    const sending = new AbortController()
    onItsWay.current = sending
    const isDone = await sendDraft(fields, sending.signal)
    if (sending.signal.aborted) return
    if (isDone) sent.current = text
    else isTouched.current = true
    setState(isDone ? 'saved' : 'lost')
  }, [form, name])
  // The form is being sent: what it says is no draft any more, and must not come back as one.
  const rest = useCallback((): void => {
    isTouched.current = false
    onItsWay.current?.abort()
  }, [])
  useEffect(() => {
    sent.current = ''
    isTouched.current = false
    const timer = setInterval(() => void save(), everyMs)
    const last = (): void => void save()
    const element = form.current
    addEventListener('pagehide', last)
    element?.addEventListener('submit', rest)
    return () => {
      clearInterval(timer)
      removeEventListener('pagehide', last)
      element?.removeEventListener('submit', rest)
    }
  }, [form, rest, save])
  const discard = useCallback((): void => {
    rest()
    setState('none')
    void window.fetch('/staff/drafts', {
      method: 'POST',
      body: new URLSearchParams({ draft: name, discardDraft: '1' }),
    })
  }, [name, rest])
  const touch = useCallback((): void => void (isTouched.current = true), [])
  return { state, touch, discard }
}

const sendDraft = (body: URLSearchParams, signal: AbortSignal): Promise<boolean> =>
  window.fetch('/staff/drafts', { method: 'POST', body, signal, keepalive: body.toString().length < 60_000 }).then(
    (response) => response.ok,
    () => false,
  )

function fieldsOf(form: HTMLFormElement, keeps?: (field: string) => boolean): URLSearchParams {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value !== '' && (keeps ? keeps(name) : !name.startsWith('_')))
      fields.append(name, value)
  return fields
}
