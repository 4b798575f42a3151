/** Enter that ends a syllable is part of writing Chinese: it sends nothing. */
export function guardComposition(form: HTMLFormElement): void {
  form.addEventListener('keydown', (event) => {
    const isWriting = event.isComposing || event.keyCode === 229
    if (isWriting && event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
  })
}

/** A second press while the first is on its way does nothing; shown again by the way back, the form is free. */
export function sendOnce(form: HTMLFormElement, isOnItsWay: (isSending: boolean) => void = () => undefined): void {
  let isSending = false
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    if (isSending) {
      event.preventDefault()
      return
    }
    isSending = true
    isOnItsWay(true)
  })
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    isSending = false
    isOnItsWay(false)
  })
}
