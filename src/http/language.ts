/** The languages in which the interface itself speaks. */
export const spoken = ['zh-CN', 'en'] as const
export type Spoken = (typeof spoken)[number]

/** The spoken language that the reader likes best; what cannot be read counts as no wish. */
export function preferredLanguage(header: string | undefined, otherwise: string): Spoken {
  const usual: Spoken = otherwise.startsWith('zh') ? 'zh-CN' : 'en'
  if (!header || header.length > 1000) return usual
  let best: Spoken = usual
  let bestWeight = 0
  for (const part of header.split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';')
    const weight = Number(
      parameters
        .find((parameter) => parameter.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    )
    const language = range.startsWith('zh')
      ? 'zh-CN'
      : range.startsWith('en')
        ? 'en'
        : range === '*'
          ? usual
          : undefined
    if (language && weight > bestWeight) [best, bestWeight] = [language, weight]
  }
  return best
}
