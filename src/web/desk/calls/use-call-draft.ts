import { useCallback, useEffect, useRef, useState } from 'react'
import { openSafe, type Safe } from '../../life/safe.ts'
import { bodyOf, draftOfKey, emptyCall, isEmptyCall, newCallKey, type CallValues } from './call-values.ts'
import type { CallDraft } from './calls.server.ts'
import { deskSafe } from './use-outbox.ts'

export type DraftState = 'none' | 'saved' | 'here' | 'signed-out'

interface LocalDraft {
  readonly owner: string
  readonly formKey: string
  readonly values: CallValues
}

const tabKey = 'open12345.call'
const everyMs = 1_000

/**
 * Keeps the call of this tab: on the server every second, and sealed in this browser for when the server cannot be
 * reached or the session has ended. A new page takes up the newest call that no open tab works on.
 */
export function useCallDraft(owner: string, offered: readonly CallDraft[], restore: (draft: LocalDraft) => void) {
  const [state, setState] = useState<DraftState>('none')
  const call = useRef({ formKey: '', values: emptyCall })
  const kept = useRef('')
  const busy = useRef<Promise<void>>(Promise.resolve())
  const safe = useRef<Promise<Safe> | undefined>(undefined)
  const release = useRef<() => void>(() => undefined)
  const open = useCallback((): Promise<Safe> => (safe.current ??= openSafe(deskSafe)), [])

  /** From now on this tab's call is this one; no other tab takes it up. */
  const hold = useCallback(async (formKey: string): Promise<boolean> => {
    const unlock = await holdCall(formKey)
    if (!unlock) return false
    release.current()
    release.current = unlock
    call.current = { ...call.current, formKey }
    sessionStorage.setItem(tabKey, formKey)
    return true
  }, [])

  const save = useCallback(async (): Promise<void> => {
    const { formKey, values } = call.current
    const body = bodyOf(values, { formKey, draft: draftOfKey(formKey) })
    if (formKey === '' || isEmptyCall(values) || body.toString() === kept.current) return
    await (await open()).put('drafts', formKey, { owner, formKey, values } satisfies LocalDraft).catch(() => undefined)
    const status = await window.fetch('/staff/drafts', { method: 'POST', body }).then(
      (response) => response.status,
      () => 0,
    )
    if (status === 200) kept.current = body.toString()
    setState(status === 200 ? 'saved' : status === 401 ? 'signed-out' : 'here')
  }, [open, owner])

  const forget = useCallback(
    async (formKey: string): Promise<void> => {
      await (await open()).remove('drafts', formKey).catch(() => undefined)
    },
    [open],
  )
  useSaving(busy, save, call)
  useTakeUp({ owner, offered, restore, hold, open })
  return {
    state,
    /** What is in the form now; written a second later at the latest. */
    keep: useCallback((values: CallValues) => void (call.current = { ...call.current, values }), []),
    /** Waits for a save that is under way, so that none comes after the filing. */
    settle: useCallback((): Promise<void> => busy.current, []),
    /** Another call begins; the one before stays kept until it is known to stand. */
    next: useCallback(
      async (formKey: string): Promise<void> => {
        call.current = { formKey: '', values: emptyCall }
        kept.current = ''
        setState('none')
        await hold(formKey)
      },
      [hold],
    ),
    /** It stands (or waits in the outbox, which keeps it too). */
    forget,
    hold,
  }
}

/** Every second, one save at a time, and once more when the page is left. */
function useSaving(
  busy: { current: Promise<void> },
  save: () => Promise<void>,
  call: { readonly current: { readonly formKey: string; readonly values: CallValues } },
): void {
  useEffect(() => {
    let isSaving = false
    const timer = setInterval(() => {
      if (isSaving) return
      isSaving = true
      busy.current = save()
        .catch(() => undefined)
        .finally(() => (isSaving = false))
    }, everyMs)
    const last = (): void => {
      const { formKey, values } = call.current
      if (formKey !== '' && !isEmptyCall(values))
        navigator.sendBeacon('/staff/drafts', bodyOf(values, { formKey, draft: draftOfKey(formKey) }))
    }
    addEventListener('pagehide', last)
    return () => {
      clearInterval(timer)
      removeEventListener('pagehide', last)
    }
  }, [busy, save, call])
}

interface TakeUp {
  readonly owner: string
  readonly offered: readonly CallDraft[]
  readonly restore: (draft: LocalDraft) => void
  readonly hold: (formKey: string) => Promise<boolean>
  readonly open: () => Promise<Safe>
}

/** Once, as the page comes alive: the call that this tab had, or the newest that nobody works on, or a new one. */
function useTakeUp(parts: TakeUp): void {
  const first = useRef(parts)
  useEffect(() => {
    const { owner, offered, restore, hold, open } = first.current
    let isGone = false
    const takeUp = async (): Promise<void> => {
      const known = await draftsHere(open, owner, offered).catch(() => offered)
      const own = sessionStorage.getItem(tabKey)
      const inOrder = [
        ...known.filter(({ formKey }) => formKey === own),
        ...known.filter(({ formKey }) => formKey !== own),
      ]
      for (const { formKey, values } of inOrder) {
        if (isGone) return
        if (await hold(formKey)) return restore({ owner, formKey, values })
      }
      if (isGone) return
      const formKey = newCallKey()
      await hold(formKey)
      restore({ owner, formKey, values: emptyCall })
    }
    void takeUp()
    return () => {
      isGone = true
    }
  }, [])
}

/** What the server has and what only this browser has; of the same call what was written here, which is never older. */
async function draftsHere(
  open: () => Promise<Safe>,
  owner: string,
  offered: readonly CallDraft[],
): Promise<readonly Pick<CallDraft, 'formKey' | 'values'>[]> {
  const safe = await open()
  const [here, waiting] = await Promise.all([safe.all<LocalDraft>('drafts'), safe.all<LocalDraft>('outbox')])
  const queued = new Set(waiting.map(({ id }) => id))
  const own = here.map(({ value }) => value).filter((draft) => draft.owner === owner && !isEmptyCall(draft.values))
  const local = own.toReversed()
  const names = new Set(local.map(({ formKey }) => formKey))
  return [...local, ...offered.filter(({ formKey }) => !names.has(formKey))].filter(
    ({ formKey }) => !queued.has(formKey),
  )
}

/** A call belongs to one tab at a time, where the browser can say so; a tab that dies lets go of it. */
async function holdCall(formKey: string): Promise<(() => void) | undefined> {
  if (!('locks' in navigator)) return () => undefined
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const unlock = await new Promise<(() => void) | undefined>((resolve) => {
      void navigator.locks.request(`open12345.call.${formKey}`, { ifAvailable: true }, (lock) =>
        lock ? new Promise<void>((letGo) => resolve(letGo)) : resolve(undefined),
      )
    })
    if (unlock) return unlock
    // The page that is being left may hold it for a moment yet.
    await new Promise((resolve) => setTimeout(resolve, 80))
  }
  return undefined
}
