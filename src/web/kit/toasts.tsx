import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { usePage } from './use-page.ts'

export interface Toast {
  readonly words: string
  readonly look?: 'good' | 'bad'
  /** One thing to do about it, such as undo. */
  readonly action?: { readonly words: string; readonly keys?: string; readonly run: () => void }
  /** How long it stays. What has an action shows the seconds that are left. */
  readonly seconds?: number
}

interface Shown extends Toast {
  readonly id: number
  readonly left: number
}

interface Toasts {
  readonly show: (toast: Toast) => () => void
}

const ToastContext = createContext<Toasts>({ show: () => () => undefined })

/** Short news at the edge of the page: heard politely, gone by themselves, never the only place of what matters. */
export function ToastProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [shown, setShown] = useState<readonly Shown[]>([])
  const next = useRef(1)
  const close = useCallback((id: number) => setShown((all) => all.filter((each) => each.id !== id)), [])
  useEffect(() => {
    if (shown.length === 0) return undefined
    const timer = setInterval(
      () => setShown((all) => all.flatMap((each) => (each.left <= 1 ? [] : [{ ...each, left: each.left - 1 }]))),
      1_000,
    )
    return () => clearInterval(timer)
  }, [shown.length])
  const toasts = useMemo<Toasts>(
    () => ({
      show: (toast) => {
        const id = next.current++
        setShown((all) => [...all.slice(-3), { ...toast, id, left: toast.seconds ?? 6 }])
        return () => close(id)
      },
    }),
    [close],
  )
  return (
    <ToastContext value={toasts}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {shown.map((toast) => (
          <ToastLine key={toast.id} toast={toast} onClose={() => close(toast.id)} />
        ))}
      </div>
    </ToastContext>
  )
}

export const useToasts = (): Toasts => useContext(ToastContext)

function ToastLine({ toast, onClose }: { readonly toast: Shown; readonly onClose: () => void }): ReactNode {
  const { say } = usePage()
  const { words, look = 'good', action, left } = toast
  return (
    <div className={`toast ${look}`}>
      <span>{words}</span>
      {action && (
        <Button
          look="quiet"
          {...(action.keys === undefined ? {} : { keys: action.keys })}
          onPress={() => {
            action.run()
            onClose()
          }}
        >
          {action.words}
          <span className="toast-left" aria-hidden="true">
            {left}
          </span>
        </Button>
      )}
      <button type="button" className="toast-close" aria-label={say('kit.close')} onClick={onClose}>
        ×
      </button>
    </div>
  )
}
