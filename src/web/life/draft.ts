import { element, fill, show, whenQuiet, wordsOf } from './page.ts'
import type { Safe } from './safe.ts'

/** What of a form is kept: its answers by name. Files, keys and buttons are not answers. */
export type Answers = Readonly<Record<string, string>>

const notAnswers = new Set(['formKey', 'step', 'go', 'keep', 'photos', 'staged', 'remove'])
/** Which draft this tab writes at; a second tab writes another. */
const tabKey = 'report-form'
/** Which form this tab has sent: looked at again by the way back, it says so. */
const sentKey = 'report-sent'
const quiet = 300
/** What nobody went on with for a week is thrown away. */
const keptFor = 7 * 24 * 3600_000

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const fieldsOf = (form: HTMLFormElement): readonly Field[] =>
  [...form.elements].filter(
    (each): each is Field =>
      (each instanceof HTMLInputElement || each instanceof HTMLTextAreaElement || each instanceof HTMLSelectElement) &&
      each.name !== '' &&
      !notAnswers.has(each.name) &&
      each.type !== 'file',
  )

export function answersIn(form: HTMLFormElement): Answers {
  const answers: Record<string, string> = {}
  for (const field of fieldsOf(form)) {
    if (field instanceof HTMLInputElement && field.type === 'radio' && !field.checked) continue
    answers[field.name] = field.value
  }
  return answers
}

/** Writes answers back into the form; those that the page only carries along too where `alsoCarried`. */
function fillIn(form: HTMLFormElement, answers: Answers, alsoCarried: boolean): boolean {
  let isChanged = false
  for (const field of fieldsOf(form)) {
    const answer = answers[field.name]
    if (answer === undefined || (field.type === 'hidden' && !alsoCarried)) continue
    if (field instanceof HTMLInputElement && field.type === 'radio') {
      const isChosen = field.value === answer
      isChanged ||= isChosen && !field.checked
      field.checked = isChosen
    } else if (field.value !== answer) {
      field.value = answer
      isChanged = true
    }
  }
  // Places that follow an answer hear of it.
  if (isChanged) form.dispatchEvent(new Event('restored'))
  return isChanged
}

export const formKeyOf = (form: HTMLFormElement): HTMLInputElement | null =>
  form.querySelector<HTMLInputElement>('input[name=formKey]')

/**
 * Keeps what is typed, so that reloading, the way back, a lost network or a closed browser cost nothing; gone
 * once it was sent. A form that is new takes up what this tab wrote before.
 */
export async function keepDraft(form: HTMLFormElement, safe: Safe): Promise<void> {
  const key = formKeyOf(form)
  if (!key) return
  const isNew = form.dataset['fresh'] === 'yes'
  const before = sessionStorage.getItem(tabKey)
  if (isNew && before !== null) key.value = before
  const draft = await safe.get<Answers>('drafts', key.value)
  sessionStorage.setItem(tabKey, key.value)
  // It was sent and came back: what is typed from now on is kept again.
  if (sessionStorage.getItem(sentKey) === key.value) sessionStorage.removeItem(sentKey)
  // Everything is here: reloading need not send the form once more, nor ask whether it should.
  if (draft) history.replaceState(null, '', location.href)
  if (draft && fillIn(form, draft.value, isNew) && isNew) showRestored(form, safe)
  if (!draft && isNew) await offerOlder(form, safe)
  const save = async (): Promise<void> => {
    if (sessionStorage.getItem(sentKey) !== key.value) await safe.put('drafts', key.value, answersIn(form))
  }
  const writing = whenQuiet(quiet, () => void save().catch(() => undefined))
  form.addEventListener('input', writing.later)
  form.addEventListener('change', writing.later)
  window.addEventListener('pagehide', writing.now)
  // Who looks at another tab may never come back to this one.
  document.addEventListener('visibilitychange', writing.now)
  saveBeforeSending(form, save)
}

/** A sent form takes its last letters along: they are kept before it goes, whatever becomes of the way. */
function saveBeforeSending(form: HTMLFormElement, save: () => Promise<void>): void {
  let isSaved = false
  form.addEventListener(
    'submit',
    (event) => {
      if (isSaved || event.defaultPrevented) return
      event.preventDefault()
      event.stopImmediatePropagation()
      const goOn = (): void => {
        isSaved = true
        form.requestSubmit(event.submitter)
        isSaved = false
      }
      void Promise.race([save(), new Promise((resolve) => setTimeout(resolve, 400))]).then(goOn, goOn)
    },
    // Before whoever counts the sending: it goes on a moment later.
    { capture: true },
  )
}

/** A key as the server makes them: one a form. */
export function newKey(): string {
  const bytes = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

export async function forgetDraft(safe: Safe, key: string): Promise<void> {
  await safe.remove('drafts', key)
  if (sessionStorage.getItem(tabKey) === key) sessionStorage.removeItem(tabKey)
}

export const noteSending = (form: HTMLFormElement): void =>
  sessionStorage.setItem(sentKey, formKeyOf(form)?.value ?? '')

/** The form was sent and arrived: its draft goes. */
export async function forgetSent(safe: Safe): Promise<void> {
  const key = sessionStorage.getItem(sentKey)
  if (key !== null && key !== '') await forgetDraft(safe, key)
}

/** This very form arrived; or the way back led from the receipt to where a form was. */
export function wasSent(form: HTMLFormElement): boolean {
  const sent = sessionStorage.getItem(sentKey)
  if (sent === null || sessionStorage.getItem(tabKey) !== null) return false
  return sent === formKeyOf(form)?.value || (form.dataset['fresh'] === 'yes' && cameBack())
}

const cameBack = (): boolean =>
  performance.getEntriesByType('navigation').some((entry) => 'type' in entry && entry.type === 'back_forward')

function showRestored(form: HTMLFormElement, safe: Safe): void {
  const words = wordsOf(form)
  const note = document.getElementById('draft-note')
  if (!note) return
  const anew = element('button', { words: words['anew'] ?? '', className: 'link' })
  anew.type = 'button'
  anew.addEventListener('click', () => {
    void forgetDraft(safe, formKeyOf(form)?.value ?? '').then(() => location.assign('/report'))
  })
  note.replaceChildren(element('span', { words: words['restored'] ?? '' }), anew)
  show(note)
}

/** Something of an earlier day or another tab lies here unsent: it can be gone on with, or be thrown away. */
async function offerOlder(form: HTMLFormElement, safe: Safe): Promise<void> {
  const drafts = await safe.all<Answers>('drafts')
  const since = performance.timeOrigin + performance.now() - keptFor
  for (const { id, savedAt } of drafts) if (savedAt < since) await safe.remove('drafts', id)
  const older = drafts.findLast(({ value, savedAt }) => savedAt >= since && (value['matter'] ?? '').trim() !== '')
  const note = document.getElementById('draft-note')
  if (!older || !note) return
  const words = wordsOf(form)
  const matter = (older.value['matter'] ?? '').trim()
  const shown = matter.length > 24 ? `${matter.slice(0, 24)}…` : matter
  const act = (label: string | undefined, then: () => unknown): HTMLButtonElement => {
    const button = element('button', { words: label ?? '', className: 'link' })
    button.type = 'button'
    button.addEventListener('click', () => {
      note.hidden = true
      void safe.remove('drafts', older.id).then(then)
    })
    return button
  }
  note.replaceChildren(
    element('span', { words: fill(words['older'], { matter: shown }) }),
    act(words['goOn'], () => {
      fillIn(form, older.value, true)
      form.dispatchEvent(new Event('change'))
    }),
    act(words['throwAway'], () => undefined),
  )
  show(note)
}
