import { useRouteLoaderData } from 'react-router'
import type { Day, Instant } from '../../core/time.ts'
import { sayIn, type Say } from '../messages/catalogue.ts'
import type { RootData } from '../root.server.ts'
import { dayWords, whenWords } from './dates.ts'

/** What every page knows: its language, the city, who is signed in, and how to say things. */
export interface PageWords {
  readonly root: RootData
  readonly say: Say
  readonly when: (instant: Instant) => string
  readonly day: (day: Day) => string
}

/** An error before the root was loaded still has to be told in some language. */
const unknownSite: RootData = {
  language: 'zh-CN',
  languages: [],
  isElder: false,
  isLargest: false,
  theme: 'auto',
  site: { city: '', hotline: '', emergencyNumbers: [], timeZone: 'UTC', isDemo: false },
  now: 0,
  nonce: '',
  staff: null,
}

export function usePage(): PageWords {
  const root = useRouteLoaderData<RootData>('root') ?? unknownSite
  const { language, site } = root
  return {
    root,
    say: sayIn(language),
    when: (instant) => whenWords(instant, language, site.timeZone),
    day: (day) => dayWords(day, language),
  }
}
