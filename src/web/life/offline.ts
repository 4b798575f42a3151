import { answersIn, formKeyOf, forgetDraft, newKey } from './draft.ts'
import { element, show, wordsOf } from './page.ts'
import { sendWaiting, showOutbox } from './outbox.ts'
import type { Safe } from './safe.ts'
import worker from './service-worker.ts?worker&url'

/** The build names the worker by its hash; the server has it under one address too, so that it covers the whole site. */
const workerAddress = worker.replace(/^.*\/(service-worker)-[\w-]+\.js$/, '/$1.js')

/** Has the browser keep the report form, and makes it fresh. */
export async function keepForOffline(): Promise<void> {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) return
  const registration = await navigator.serviceWorker.register(workerAddress)
  registration.active?.postMessage('keep')
}

/** What has to be there before a report can wait by itself: nobody is asked again later. */
function missingIn(answers: Readonly<Record<string, string>>): string | undefined {
  const has = (name: string): boolean => (answers[name] ?? '').trim() !== ''
  if (!has('matter')) return 'matter'
  if (!has('district') && !has('address')) return 'district'
  if (answers['confidentiality'] !== 'anonymous' && !has('phone')) return 'phone'
  return undefined
}

/**
 * The form without a network: all on one page, kept on the phone when it is sent and filed when the network
 * is back, here or at the next visit. It came out of the browser's store, so its key is made here.
 */
export function saveForLater(form: HTMLFormElement, safe: Safe): void {
  const words = wordsOf(form)
  const summary = document.getElementById('offline-problem')
  form.addEventListener(
    'submit',
    (event) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      const answers = answersIn(form)
      const missing = missingIn(answers)
      if (missing !== undefined) {
        if (summary) {
          const link = element('a', { words: words[`missing.${missing}`] ?? '', href: `#${form.id}-${missing}` })
          summary.querySelector('p')?.replaceChildren(link)
          show(summary)
          summary.focus()
        }
        return
      }
      void keep(form, safe, answers)
    },
    { capture: true },
  )
}

let isKeeping = false

async function keep(form: HTMLFormElement, safe: Safe, answers: Readonly<Record<string, string>>): Promise<void> {
  if (isKeeping) return
  isKeeping = true
  const key = formKeyOf(form)?.value ?? newKey()
  await safe.put('outbox', key, { ...answers, language: document.documentElement.lang })
  await forgetDraft(safe, key)
  form.hidden = true
  document.getElementById('offline-problem')?.setAttribute('hidden', '')
  const saved = document.getElementById('offline-saved')
  show(saved)
  saved?.focus()
  await sendWaiting(safe)
  await showOutbox(safe)
}
