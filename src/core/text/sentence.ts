/** A fact and what to do about it. `{name}` is a figure; a part in `[...]` is left out where its figures are not known. */
export interface FactAndRemedy {
  readonly 'zh-CN': readonly [fact: string, remedy: string]
  readonly en: readonly [fact: string, remedy: string]
}

export interface Sentences {
  /** The fact alone: the same at every occurrence. */
  readonly title: string
  /** With the figures, and what to do. */
  readonly detail: string
}

/** Fills the figures in. Any Chinese gets `zh-CN`, everything else English. */
export function fill(
  words: FactAndRemedy,
  facts: Readonly<Record<string, string | number>>,
  language: string,
): Sentences {
  const chinese = language.startsWith('zh')
  const [title, remedy] = words[chinese ? 'zh-CN' : 'en']
  const filled = remedy
    .replace(/\[([^\]]*)\]/g, (_, part: string) => (isKnown(part, facts) ? put(part, facts) : ''))
    .trim()
  return { title, detail: chinese ? `${title}${filled}` : `${title} ${filled}` }
}

const placeholder = /\{(\w+)\}/g
const isKnown = (part: string, facts: Readonly<Record<string, string | number>>): boolean =>
  [...part.matchAll(placeholder)].every(([, name = '']) => Object.hasOwn(facts, name))
const put = (part: string, facts: Readonly<Record<string, string | number>>): string =>
  part.replace(placeholder, (_, name: string) => String(facts[name]))
