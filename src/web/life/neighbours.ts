import type { ReportHelp } from '../citizen/suggest.server.ts'
import { element, fill, whenQuiet, wordsOf, type Words } from './page.ts'

const quiet = 500

/** Asks what helps with the words so far; null where too many ask at once: the form works without. */
export async function askForHelp(fields: Readonly<Record<string, string>>): Promise<ReportHelp | null> {
  const response = await fetch('/report/suggest', { method: 'POST', body: new URLSearchParams(fields) })
  return response.ok ? ((await response.json()) as ReportHelp | null) : null
}

interface Joining {
  readonly form: HTMLFormElement
  /** Where the matter stands: the box, or the field in which the next steps carry it along. */
  readonly matter: HTMLTextAreaElement | HTMLInputElement
  readonly words: Words
}

/** Once it is known where, neighbours who said the same can be told: asked as the place is filled in. */
export function lookForNeighbours(form: HTMLFormElement): void {
  const matter = form.querySelector<HTMLInputElement>('input[type=hidden][name=matter]')
  const district = form.querySelector<HTMLSelectElement>('select[name=district]')
  if (!matter || !district) return
  const typed = (name: string): string => form.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value ?? ''
  const look = whenQuiet(quiet, () => {
    const chosen = district.value === '' ? '' : (district.selectedOptions[0]?.textContent ?? '')
    const place = `${chosen}${typed('street')} ${typed('address')}`.trim()
    if (place === '' || matter.value.trim() === '') return
    void askForHelp({ words: matter.value, place, serviceCode: typed('service') }).then(
      (help) => help && showNeighbours(help.neighbours, { form, matter, words: wordsOf(form) }),
      () => undefined,
    )
  })
  form.addEventListener('input', look.later)
  form.addEventListener('change', look.later)
}

/** Neighbours who said the same: one more voice costs one tap, and the unit sees that it is many. */
export function showNeighbours(neighbours: ReportHelp['neighbours'], { matter, form, words }: Joining): void {
  const box = document.getElementById('neighbours')
  const most = neighbours.toSorted((one, other) => other.count - one.count)[0]
  const line = words['meTooWords'] ?? ''
  if (!box || box.dataset['done'] === 'yes') return
  box.hidden = !most
  if (!most || line === '') return
  const said = fill(words[most.count === 1 ? 'neighboursOne' : 'neighbours'], { count: most.count })
  const join = chip(words['meToo'], () => {
    if (!matter.value.includes(line)) matter.value = `${matter.value.trimEnd()}\n${line}`
    box.dataset['done'] = 'yes'
    box.replaceChildren(element('span', { words: words['meTooDone'] ?? '' }))
    form.dispatchEvent(new Event('change'))
  })
  const about = [most.service, most.area].filter((part) => part !== '').join(' · ')
  box.replaceChildren(element('span', { words: said }), element('span', { words: about, className: 'hint' }), join)
}

export function chip(words: string | undefined, act: () => void): HTMLButtonElement {
  const made = element('button', { words: words ?? '', className: 'chip' })
  made.type = 'button'
  made.addEventListener('click', act)
  return made
}
