import type { ReportHelp } from '../citizen/suggest.server.ts'
import { askForHelp, chip, showNeighbours } from './neighbours.ts'
import { element, fill, show, whenQuiet, wordsOf, type Words } from './page.ts'

const quiet = 500
const least = 4
const servicesMost = 4
const articlesMost = 2

interface Places {
  readonly form: HTMLFormElement
  readonly matter: HTMLTextAreaElement
  readonly service: HTMLInputElement
  readonly guess: HTMLElement
  readonly words: Words
}

/**
 * While somebody writes: what we think it is, who else has said so, what to read, and a warning where it
 * sounds dangerous. Nothing of it is needed, and only what is agreed to goes along with the form.
 */
export function guess(form: HTMLFormElement): void {
  const matter = form.querySelector<HTMLTextAreaElement>('textarea[name=matter]')
  const service = form.querySelector<HTMLInputElement>('input[name=service]')
  const place = document.getElementById('guess')
  if (!matter || !service || !place) return
  const places: Places = { form, matter, service, guess: place, words: wordsOf(form) }
  let asked = 0
  const look = whenQuiet(quiet, () => {
    const words = matter.value.trim()
    if (words.length < least) return
    const mine = (asked += 1)
    void askForHelp({ words }).then(
      (help) => {
        if (help && mine === asked) showHelp(help, places)
      },
      () => undefined,
    )
  })
  matter.addEventListener('input', (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) look.later()
  })
  matter.addEventListener('compositionend', look.later)
  form.addEventListener('restored', look.later)
  const known = place.dataset['name'] ?? ''
  if (service.value !== '' && known !== '') showAgreed(known, places)
  if (matter.value !== '') look.later()
}

function showHelp(help: ReportHelp, places: Places): void {
  showWarnings(help.warnings)
  if (places.service.value === '') showServices(help.services.slice(0, servicesMost), places)
  showNeighbours(help.neighbours, { form: places.form, matter: places.matter, words: places.words })
  // Who reports what is broken is not sent to read; who asks, is.
  const isQuestion = help.services.length === 0 || new FormData(places.form).get('requestType') === 'inquiry'
  showArticles(isQuestion ? help.articles.slice(0, articlesMost) : [])
}

function showWarnings(warnings: ReportHelp['warnings']): void {
  const box = document.getElementById('safety')
  const list = box?.querySelector('.safety-advice')
  if (!box || !list) return
  list.replaceChildren(
    ...warnings.map(({ number, name, advice }) => {
      const line = element('p')
      line.append(element('a', { words: `${name} ${number}`, href: `tel:${number}` }), ` ${advice}`)
      return line
    }),
  )
  box.hidden = warnings.length === 0
}

function showServices(services: ReportHelp['services'], places: Places, isOpen = false): void {
  const { guess: box, words } = places
  const [first] = services
  box.hidden = !first
  if (!first) return
  if (!isOpen) {
    const line = element('p', { words: fill(words['guess'], { service: first.name }) })
    const buttons = element('p', { className: 'chips' })
    buttons.append(
      chip(words['agree'], () => agree(first, places)),
      chip(words['change'], () => {
        showServices(services, places, true)
        box.querySelector('button')?.focus()
      }),
    )
    box.replaceChildren(line, buttons)
    return
  }
  const chips = element('p', { className: 'chips' })
  chips.append(
    ...services.map((service) => chip(service.name, () => agree(service, places))),
    chip(words['none'], () => {
      places.service.value = ''
      box.hidden = true
      places.matter.focus()
    }),
  )
  box.replaceChildren(chips)
}

function agree(service: ReportHelp['services'][number], places: Places): void {
  places.service.value = service.code
  places.form.dispatchEvent(new Event('change'))
  showAgreed(service.name, places)
}

function showAgreed(name: string, places: Places): void {
  const { guess: box, words, service } = places
  const undo = chip(words['change'], () => {
    service.value = ''
    box.hidden = true
    places.form.dispatchEvent(new Event('change'))
    places.form.dispatchEvent(new Event('restored'))
  })
  const line = element('p', { words: `✓ ${fill(words['agreed'], { service: name })} ` })
  line.append(undo)
  box.replaceChildren(line)
  show(box)
}

/** What we have an answer to at once: read here, the report can still be sent. */
function showArticles(articles: ReportHelp['articles']): void {
  const box = document.getElementById('answers')
  const list = box?.querySelector('.found')
  if (!box || !list) return
  list.replaceChildren(
    ...articles.map(({ title, answer }) => {
      const details = element('details')
      details.append(element('summary', { words: title }), ...answer.map((words) => element('p', { words })))
      return details
    }),
  )
  box.hidden = articles.length === 0
}
