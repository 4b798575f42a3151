import { useCallback, useEffect, useRef, useState } from 'react'
import type { RequestState } from '../../../core/work-order/states.ts'
import type { Problem } from '../../kit/problems.ts'
import {
  bodyOf,
  callFields,
  draftOfKey,
  emptyCall,
  isEmptyCall,
  newCallKey,
  type CallField,
  type CallValues,
} from './call-values.ts'
import type { CallsData, CallsState } from './calls.server.ts'
import type { FiledCall } from './file-call.server.ts'
import { sendCall } from './send-call.ts'
import { useCallDraft, type DraftState } from './use-call-draft.ts'
import { useOutbox, type Outbox, type WaitingCall } from './use-outbox.ts'

/** A call filed since this page came, or earlier today. */
export interface FiledLine {
  readonly number: string
  readonly state: RequestState
  /** Read aloud once; a page that was loaded anew no longer has it. */
  readonly code: string | null
  readonly parent: string | null
  readonly note: string
}

export interface CallDesk {
  readonly values: CallValues
  readonly formKey: string
  readonly set: (more: Partial<CallValues>) => void
  readonly problems: readonly Problem[]
  readonly isAlive: boolean
  /** What was typed in another life of this page has been put back. */
  readonly isRestored: boolean
  /** When the first letter of this call was typed, by the page's own clock. */
  readonly begunAt: number | null
  readonly filed: readonly FiledLine[]
  readonly draft: DraftState
  readonly outbox: Outbox
  readonly save: (go: 'register' | 'answer') => void
  readonly clear: () => void
  readonly open: (call: WaitingCall) => void
}

const formId = 'calls'
const filedShown = 5

interface DeskParts {
  readonly data: CallsData
  readonly state: CallsState | undefined
  readonly onFiled: (filed: FiledCall) => void
  readonly onLost: () => void
}

/** One call after another: what is typed, how it is kept, and how it is filed. */
export function useCallDesk({ data, state, onFiled, onLost }: DeskParts): CallDesk {
  const { owner } = data
  const form = useCallForm(data, state)
  const { current, draft, begin, formKey, begunAt } = form
  const [filed, setFiled] = useState<readonly FiledLine[]>(() => linesOf(state?.filed ?? null, data.shift.last))
  const stands = (answer: FiledCall, key: string): void => {
    void draft.forget(key)
    setFiled((all) => [answer, ...all.filter(({ number }) => number !== answer.number)].slice(0, filedShown))
    onFiled(answer)
  }
  const outbox = useOutbox(owner, stands)
  const deliver = async (call: WaitingCall): Promise<void> => {
    await draft.settle()
    const sent = await sendCall(call.body)
    if (sent.as === 'filed') return stands(sent.filed, call.formKey)
    // It comes back into the form to be put right; where the next call is being written already, it waits beside it.
    if (sent.as === 'refused' && isEmptyCall(current())) return begin(call.formKey, call.values, sent.problems)
    await outbox.add({ ...call, refused: sent.as === 'refused' })
    void draft.forget(call.formKey)
    if (sent.as === 'signed-out') outbox.signedOut()
    if (sent.as === 'lost') onLost()
  }
  const save = (go: 'register' | 'answer'): void => {
    const values = current()
    // The second of two presses: the first has taken the call already.
    if (isEmptyCall(values)) return focusField('phone')
    if (values.matter.trim() === '') return form.complain([{ field: 'matter', key: 'calls.problem.matter' }])
    const seconds = begunAt === null ? 0 : Math.round((performance.now() - begunAt) / 1_000)
    const body = bodyOf(values, { formKey, go, seconds: String(seconds) }).toString()
    begin()
    focusField('phone')
    void deliver({ owner, formKey, body, values, refused: false })
  }
  return {
    values: form.values,
    formKey,
    problems: form.problems,
    isAlive: form.isAlive,
    isRestored: form.isRestored,
    begunAt,
    filed,
    draft: draft.state,
    outbox,
    save,
    set: (more) => form.put({ ...current(), ...more }),
    clear: () => {
      void discard(formKey)
      void draft.forget(formKey)
      begin()
      focusField('phone')
    },
    open: (call) => {
      void outbox.take(call.formKey)
      begin(call.formKey, call.values)
      focusField('matter')
    },
  }
}

/** What is in the form, and which call it is. */
function useCallForm(data: CallsData, state: CallsState | undefined) {
  const [values, setValues] = useState<CallValues>(state?.values ?? emptyCall)
  const [formKey, setFormKey] = useState(state?.formKey ?? data.formKey)
  const [problems, setProblems] = useState<readonly Problem[]>(state?.problems ?? [])
  const [isAlive, setAlive] = useState(false)
  const [isRestored, setRestored] = useState(false)
  const [begunAt, setBegunAt] = useState<number | null>(null)
  const latest = useRef(values)
  const keep = useRef<(values: CallValues) => void>(() => undefined)
  const put = useCallback((next: CallValues): void => {
    latest.current = next
    keep.current(next)
    setValues(next)
    setBegunAt((at) => (isEmptyCall(next) ? null : (at ?? performance.now())))
  }, [])
  const draft = useCallDraft(data.owner, data.drafts, (found) => {
    const typed = typedBefore()
    setFormKey(found.formKey)
    setAlive(true)
    // What was typed while the page came alive, or came back from the form's own answer, is newer than any draft.
    setRestored(isEmptyCall(typed) && !isEmptyCall(found.values))
    put(isEmptyCall(typed) ? found.values : typed)
    if (isEmptyCall(typed) && document.activeElement === document.body) focusField('phone')
  })
  useEffect(() => {
    keep.current = draft.keep
  })
  const complain = (why: readonly Problem[]): void => {
    setProblems(why)
    focusField(why[0]?.field ?? 'matter')
  }
  const begin = (key = newCallKey(), next = emptyCall, why: readonly Problem[] = []): void => {
    setRestored(false)
    setFormKey(key)
    void draft.next(key)
    put(next)
    setProblems(why)
    if (why.length > 0) focusField(why[0]?.field ?? 'matter')
  }
  return {
    values,
    formKey,
    problems,
    isAlive,
    isRestored,
    begunAt,
    draft,
    put,
    begin,
    complain,
    current: () => latest.current,
  }
}

const linesOf = (filed: FiledCall | null, last: CallsData['shift']['last']): readonly FiledLine[] =>
  [
    ...(filed ? [filed] : []),
    ...last
      .filter(({ number }) => number !== filed?.number)
      .map(({ number, state }) => ({ number, state, code: null, parent: null, note: '' })),
  ].slice(0, filedShown)

const discard = (formKey: string): Promise<unknown> =>
  window
    .fetch('/staff/drafts', {
      method: 'POST',
      body: new URLSearchParams({ draft: draftOfKey(formKey), discardDraft: '1' }),
    })
    .catch(() => undefined)

/** What stands in the form as the page comes alive. */
function typedBefore(): CallValues {
  const form = document.getElementById(formId)
  if (!(form instanceof HTMLFormElement)) return emptyCall
  const sent = new FormData(form)
  const values: Record<string, string> = { ...emptyCall }
  for (const field of callFields) {
    const value = sent.get(field)
    if (typeof value === 'string') values[field] = value
  }
  return values as Record<CallField, string>
}

export const focusField = (field: string): void => document.getElementById(`${formId}-${field}`)?.focus()
