import { element, fill, show, whenQuiet, wordsOf, type Words } from './page.ts'

interface FoundPlace {
  readonly district: string
  readonly street: string
  readonly label: string
}
interface Found {
  readonly isInCity: boolean
  readonly places: readonly FoundPlace[]
}

const unknown: Found = { isInCity: true, places: [] }
const quiet = 250

/** Where it is: by the phone's position, by what is typed, or by pointing at a map. The fields stay what is sent. */
export function helpWithPlace(form: HTMLFormElement): void {
  const fields = fieldsOf(form)
  if (!fields) return
  const words = wordsOf(form)
  suggestStreets(fields, words)
  suggestByAddress(fields)
  offerPosition(fields, words)
  offerMap(fields)
}

type Fields = ReturnType<typeof fieldsOf> & object

function fieldsOf(form: HTMLFormElement) {
  const district = form.querySelector<HTMLSelectElement>('select[name=district]')
  if (!district) return undefined
  const input = (name: string): HTMLInputElement | null => form.querySelector<HTMLInputElement>(`input[name=${name}]`)
  return {
    form,
    district,
    street: input('street'),
    address: input('address'),
    latitude: input('latitude'),
    longitude: input('longitude'),
  }
}

async function ask(fields: Readonly<Record<string, string>>): Promise<Found> {
  const response = await fetch('/report/place', { method: 'POST', body: new URLSearchParams(fields) })
  if (!response.ok) throw new Error(String(response.status))
  return (await response.json()) as Found
}

function take({ form, district, street }: Fields, place: FoundPlace): void {
  district.value = place.district
  if (street) street.value = place.street
  form.dispatchEvent(new Event('input', { bubbles: true }))
}

/** The street list of a district is long: only what fits the typed letters is fetched. */
function suggestStreets(fields: Fields, words: Words): void {
  const { street, district } = fields
  if (!street) return
  const list = chipsAfter(street, words['streets'])
  const look = whenQuiet(quiet, () => {
    if (street.value.trim() === '') return list.clear()
    void ask({ words: street.value, district: district.value }).then(
      ({ places }) => {
        const isTold = places.some((place) => place.street === street.value && place.district === district.value)
        list.show(isTold ? [] : places, (place) => take(fields, place))
      },
      () => list.clear(),
    )
  })
  street.addEventListener('input', (event) => {
    if (!event.isComposing) look.later()
  })
  street.addEventListener('compositionend', look.later)
  // A street of another district is none of this one.
  district.addEventListener('change', () => {
    if (street.value !== '') look.later()
  })
}

/** Names of streets and communities in the address are offered as the area; nothing is chosen unasked. */
function suggestByAddress(fields: Fields): void {
  const { address, street } = fields
  if (!address) return
  const list = chipsAfter(address, wordsOf(fields.form)['areas'])
  const look = whenQuiet(quiet * 2, () => {
    if (address.value.trim().length < 2 || (street?.value ?? '') !== '') return list.clear()
    void ask({ words: address.value, district: fields.district.value }).then(
      ({ places }) => list.show(places.slice(0, 3), (place) => take(fields, place)),
      () => list.clear(),
    )
  })
  address.addEventListener('input', (event) => {
    if (!event.isComposing) look.later()
  })
  address.addEventListener('compositionend', look.later)
}

/** Buttons below a field, one a place. */
function chipsAfter(field: HTMLElement, label = '') {
  const chips = element('div', { className: 'chips' })
  chips.setAttribute('role', 'group')
  chips.setAttribute('aria-label', label)
  chips.hidden = true
  field.after(chips)
  const clear = (): void => {
    chips.hidden = true
    chips.replaceChildren()
  }
  return {
    clear,
    show: (places: readonly FoundPlace[], choose: (place: FoundPlace) => void): void => {
      chips.replaceChildren(
        ...places.map((place) => {
          const chip = element('button', { words: place.label, className: 'chip' })
          chip.type = 'button'
          chip.addEventListener('click', () => {
            choose(place)
            clear()
            field.focus()
          })
          return chip
        }),
      )
      chips.hidden = places.length === 0
    },
  }
}

/** The phone's position: asked for only when the button is pressed, sent only to find the area and with the form. */
function offerPosition(fields: Fields, words: Words): void {
  const button = fields.form.querySelector<HTMLButtonElement>('#use-position')
  const note = fields.form.querySelector<HTMLElement>('#position-note')
  const { latitude, longitude } = fields
  if (!button || !note || !latitude || !longitude || !('geolocation' in navigator)) return
  const say = (text: string | undefined): void => {
    note.textContent = text ?? ''
  }
  const clear = (): void => {
    latitude.value = ''
    longitude.value = ''
  }
  const found = async ({ coords }: GeolocationPosition): Promise<void> => {
    const position = { latitude: coords.latitude.toFixed(5), longitude: coords.longitude.toFixed(5) }
    // Without a network the position goes along all the same; whether it lies in the city is looked at when it arrives.
    const { isInCity, places } = await ask(position).catch(() => unknown)
    if (!isInCity) return say(words['outside'])
    latitude.value = position.latitude
    longitude.value = position.longitude
    const [place] = places
    if (place) take(fields, place)
    say(fill(words[place ? 'found' : 'foundNoArea'], { place: place?.label ?? '', metres: Math.ceil(coords.accuracy) }))
    const forget = element('button', { words: words['forget'] ?? '', className: 'link' })
    forget.type = 'button'
    forget.addEventListener('click', () => {
      clear()
      say(words['forgotten'])
      button.focus()
    })
    note.append(' ', forget)
  }
  button.addEventListener('click', () => {
    say(words['locating'])
    const failed = (): void => {
      clear()
      say(words['denied'])
    }
    navigator.geolocation.getCurrentPosition((position) => void found(position).catch(failed), failed, {
      enableHighAccuracy: true,
      timeout: 10_000,
      maximumAge: 60_000,
    })
  })
  show(button)
}

/** An extra for those who like to point: tapping a shape chooses it in the lists above, nothing is dragged. */
function offerMap(fields: Fields): void {
  const details = fields.form.querySelector<HTMLDetailsElement>('#place-map')
  const frame = details?.querySelector<HTMLElement>('.map-frame')
  const back = details?.querySelector<HTMLButtonElement>('.map-back')
  if (!details || !frame || !back) return
  const draw = async (district: string): Promise<void> => {
    const response = await fetch(`/report/map?district=${encodeURIComponent(district)}`)
    // A district without shapes of its own stays chosen on the map above it.
    if (!response.ok) return
    const picture = new DOMParser().parseFromString(await response.text(), 'image/svg+xml').documentElement
    frame.replaceChildren(document.importNode(picture, true))
    back.hidden = district === ''
    mark(frame, fields)
  }
  const first = async (): Promise<void> => {
    await draw(fields.district.value)
    if (frame.childElementCount === 0) await draw('')
  }
  frame.addEventListener('click', ({ target }) => {
    const shape = target instanceof Element ? target.closest<SVGGElement>('g[data-district], g[data-street]') : null
    if (!shape) return
    const { district, street } = shape.dataset
    take(fields, { district: district ?? fields.district.value, street: street ?? '', label: '' })
    mark(frame, fields)
    if (district !== undefined) void draw(district)
  })
  back.addEventListener('click', () => void draw(''))
  details.addEventListener('toggle', () => {
    if (details.open && frame.childElementCount === 0) void first()
  })
  show(details)
}

function mark(frame: HTMLElement, { district, street }: Fields): void {
  for (const shape of frame.querySelectorAll<SVGGElement>('g')) {
    const isChosen =
      shape.dataset['street'] === undefined
        ? shape.dataset['district'] === district.value
        : shape.dataset['street'] === street?.value
    shape.classList.toggle('chosen', isChosen)
  }
}
