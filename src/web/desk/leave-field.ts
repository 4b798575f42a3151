import type { KeyboardEvent } from 'react'
import { isComposing } from '../kit/composition.ts'

/** Escape leaves the field for the page's own keys: letters alone are silent while one types. */
export function leaveField(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event.nativeEvent)) return
  if (event.target instanceof HTMLElement) event.target.blur()
}
