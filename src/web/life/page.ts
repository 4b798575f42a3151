/** What every module that makes a citizen's page alive does the same way. */

/** Words that the server said for the module, from `data-words`; a module knows no language. */
export type Words = Readonly<Record<string, string>>

export function wordsOf(element: Element | null): Words {
  try {
    return JSON.parse(element?.getAttribute('data-words') ?? '{}') as Words
  } catch {
    return {}
  }
}

/** Fills `{name}` in. */
export const fill = (words: string | undefined, values: Readonly<Record<string, string | number>>): string =>
  (words ?? '').replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/**
 * Parts of life start one by one: where a browser lacks something, that part stays away, the others and
 * the page itself go on.
 */
export async function comeAlive(parts: readonly (() => unknown)[]): Promise<void> {
  await Promise.allSettled(parts.map(async (part) => part()))
  document.documentElement.dataset['alive'] = 'yes'
  performance.mark('alive')
}

/** A part of the page that is only there with script. */
export function show(element: Element | null | undefined): void {
  element?.removeAttribute('hidden')
}

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  { words, className, href }: { readonly words?: string; readonly className?: string; readonly href?: string } = {},
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  if (words !== undefined) made.textContent = words
  if (className !== undefined) made.className = className
  if (href !== undefined) made.setAttribute('href', href)
  return made
}

/** Does it once things have been quiet for a while; `now` does what waits at once. */
export function whenQuiet(wait: number, act: () => void): { later: () => void; now: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const now = (): void => {
    clearTimeout(timer)
    timer = undefined
    act()
  }
  return {
    later: () => {
      clearTimeout(timer)
      timer = setTimeout(now, wait)
    },
    now: () => {
      if (timer !== undefined) now()
    },
  }
}
