import { formKeyOf, keepDraft, newKey, noteSending, wasSent } from './draft.ts'
import { guess } from './guess.ts'
import { lookForNeighbours } from './neighbours.ts'
import { keepForOffline, saveForLater } from './offline.ts'
import { tendOutbox } from './outbox.ts'
import { comeAlive, show } from './page.ts'
import { sendPhotosAtOnce } from './photos.ts'
import { helpWithPlace } from './place.ts'
import { openSafe } from './safe.ts'
import { guardComposition, sendOnce } from './send-once.ts'

const form = document.querySelector<HTMLFormElement>('form#report')

async function keepWords(target: HTMLFormElement): Promise<void> {
  const safe = await openSafe()
  if (target.dataset['mode'] === 'offline') {
    const key = formKeyOf(target)
    if (key) key.value = newKey()
    saveForLater(target, safe)
  }
  // What waits is only sent from here once the draft knows its key.
  await keepDraft(target, safe)
  await tendOutbox(safe)
}

/** Shown again by the way back after it was sent: it says so and sends nothing. */
function tellSent(target: HTMLFormElement): void {
  const note = document.getElementById('sent-note')
  target.hidden = true
  show(note)
  note?.focus()
}

function noteSend(target: HTMLFormElement): void {
  target.addEventListener('submit', (event) => {
    const isSending = event.submitter instanceof HTMLButtonElement && event.submitter.value === 'send'
    if (!event.defaultPrevented && isSending) noteSending(target)
  })
}

/** Without a network and without a kept form, going on would lose the page. */
function stayWhenOffline(target: HTMLFormElement): void {
  target.addEventListener('submit', (event) => {
    if (navigator.onLine || navigator.serviceWorker?.controller) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const note = document.getElementById('offline-note')
    show(note)
    note?.focus()
  })
  window.addEventListener('online', () => document.getElementById('offline-note')?.setAttribute('hidden', ''))
}

if (form) {
  const isOffline = form.dataset['mode'] === 'offline'
  const isSent = wasSent(form)
  if (isSent) tellSent(form)
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted && wasSent(form)) tellSent(form)
  })
  guardComposition(form)
  void comeAlive([
    ...(isSent ? [] : [() => keepWords(form)]),
    ...(isOffline ? [] : [() => stayWhenOffline(form)]),
    () => sendPhotosAtOnce(form),
    () => {
      noteSend(form)
      sendOnce(form, (isSending) => {
        for (const button of form.querySelectorAll('.buttons button'))
          button.setAttribute('aria-disabled', String(isSending))
      })
    },
    () => helpWithPlace(form),
    () => guess(form),
    () => lookForNeighbours(form),
    () => keepForOffline(),
  ])
}
