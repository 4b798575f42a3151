import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'
import { fetchLanguage } from './messages/catalogue.ts'

/** Only pages that live in the browser load this (see `root.tsx`); their words come first. */
async function comeAlive(): Promise<void> {
  await fetchLanguage(document.documentElement.lang)
  startTransition(() => {
    hydrateRoot(document, <HydratedRouter />)
  })
}

void comeAlive()
