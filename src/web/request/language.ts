/** The language asked for, else the best of the browser's wishes, else the city's own. */
export function chooseLanguage(
  asked: readonly (string | null)[],
  acceptLanguage: string | null,
  available: readonly string[],
  otherwise: string,
): string {
  for (const tag of asked) if (tag !== null && available.includes(tag)) return tag
  for (const wish of wishes(acceptLanguage)) {
    const found =
      available.find((tag) => tag.toLowerCase() === wish) ?? available.find((tag) => base(tag) === base(wish))
    if (found !== undefined) return found
  }
  return available.includes(otherwise) ? otherwise : (available[0] ?? 'en')
}

const base = (tag: string): string => tag.toLowerCase().split('-')[0] ?? ''

/** Language ranges of the header, best first. */
function wishes(header: string | null): readonly string[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((each) => /^\s*q=([\d.]+)/.exec(each)?.[1]).find((found) => found !== undefined)
      return { tag, quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, quality }) => tag !== '' && tag !== '*' && quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag)
}
