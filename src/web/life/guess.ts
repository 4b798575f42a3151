/** Filled in below. */
export function guess(_form: HTMLFormElement): void {
  return
}
