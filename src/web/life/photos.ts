import { removeField, stagedField, stagedThumbPath } from '../kit/photo-names.ts'
import { sendPhoto } from '../kit/send-photo.ts'
import { element, fill, wordsOf, type Words } from './page.ts'

/** Each photo goes out as soon as it is chosen, so that the next step does not wait for it. */
export function sendPhotosAtOnce(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLElement>('.photo-field')
  const input = field?.querySelector<HTMLInputElement>('input[type=file]')
  const progress = field?.querySelector<HTMLElement>('.photo-progress')
  if (!field || !input || !progress) return
  const words = wordsOf(form)
  const most = Number(form.dataset['photosMost'] ?? 3)
  const list = field.querySelector('ul.staged') ?? element('ul', { className: 'photos staged' })
  const tidy = (): void => {
    input.hidden = list.childElementCount >= most
    for (const [index, item] of [...list.children].entries()) {
      item.querySelector('img')?.setAttribute('alt', fill(words['photo.staged'], { place: index + 1 }))
      item.querySelector('button')?.setAttribute('aria-label', fill(words['photo.remove.which'], { place: index + 1 }))
    }
  }
  if (!list.isConnected) input.before(list)
  list.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (!button) return
    event.preventDefault()
    button.closest('li')?.remove()
    tidy()
    input.focus()
  })
  input.addEventListener('change', () => {
    void sendAll([...(input.files ?? [])], { list, words, most, progress, tidy }).finally(() => {
      // What was sent must not travel with the form once more.
      input.value = ''
    })
  })
}

interface Sending {
  readonly list: Element
  readonly words: Words
  readonly most: number
  readonly progress: HTMLElement
  readonly tidy: () => void
}

async function sendAll(files: readonly File[], { list, words, most, progress, tidy }: Sending): Promise<void> {
  const failed: string[] = []
  for (const file of files) {
    if (list.childElementCount >= most) {
      failed.push(fill(words['photo.full'], { most }))
      break
    }
    const sent = await sendPhoto(file, (percent) => {
      progress.textContent = fill(words['photo.sending'], { name: file.name, percent })
    })
    if (sent.ok) list.append(staged(sent.key, words))
    else failed.push(sent.problem ?? words['photo.problem.send'] ?? '')
    tidy()
  }
  progress.textContent = failed.join(' ')
}

function staged(key: string, words: Words): HTMLElement {
  const item = element('li')
  const kept = element('input')
  kept.type = 'hidden'
  kept.name = stagedField
  kept.value = key
  const picture = element('img')
  picture.src = stagedThumbPath(key)
  const remove = element('button', { words: words['photo.remove'] ?? '', className: 'quiet' })
  remove.name = removeField
  remove.value = key
  item.append(kept, picture, remove)
  return item
}
