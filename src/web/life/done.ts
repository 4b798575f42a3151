import { forgetSent } from './draft.ts'
import { tendOutbox } from './outbox.ts'
import { comeAlive, show } from './page.ts'
import { savePicture } from './receipt-picture.ts'
import { openSafe } from './safe.ts'

/** It arrived: the draft on this phone goes. Only then may anything else about drafts fail. */
async function tidy(): Promise<void> {
  const safe = await openSafe()
  await forgetSent(safe)
  await tendOutbox(safe)
}

function offerPrint(): void {
  const button = document.querySelector<HTMLButtonElement>('#print')
  button?.addEventListener('click', () => window.print())
  show(button)
}

function offerPicture(): void {
  const button = document.querySelector<HTMLButtonElement>('#save-picture')
  const receipt = document.querySelector<HTMLElement>('.receipt')
  if (!button || !receipt) return
  button.addEventListener('click', () => savePicture(receipt, button.dataset['file'] ?? 'request'))
  show(button)
}

void comeAlive([tidy, offerPrint, offerPicture])
