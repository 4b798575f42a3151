import type { CityPack } from '../../core/catalogue/city-pack.ts'

/** Addresses of our own pages in messages; null where the installation does not know its public address. */
export interface NoticeLinks {
  readonly track: string | null
  readonly staff: string | null
  readonly stop: (number: string, token: string) => string | null
}

interface Footer {
  readonly language: string
  readonly isCitizen: boolean
  readonly stopUrl: string | null
}

/** What stands under an e-mail: where to look, and how to have no more of them. The sentences are the pack's. */
export function footerOf(pack: CityPack, links: NoticeLinks, { language, isCitizen, stopUrl }: Footer): string {
  const line = (key: string, link: string | null): readonly string[] => {
    if (link === null) return []
    const words = pack.texts[language]?.[key] ?? pack.texts[pack.defaultLanguage]?.[key] ?? '{link}'
    return [words.replace('{link}', () => link)]
  }
  const lines = [...line('notice.look', isCitizen ? links.track : links.staff), ...line('notice.stop', stopUrl)]
  return lines.length === 0 ? '' : `\n\n${lines.join('\n')}\n`
}
