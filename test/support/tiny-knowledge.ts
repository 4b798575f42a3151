import type { LocalText } from '../../src/core/catalogue/catalogue.ts'
import type { SafetyRule } from '../../src/core/catalogue/safety.ts'
import type { PackArticle } from '../../src/core/knowledge/article.ts'

const named = (zh: string, en: string): LocalText => ({ 'zh-CN': zh, en })

const article = (code: string, more: Partial<PackArticle>): PackArticle => ({
  code,
  topic: 'hotline',
  services: [],
  unit: 'CITY',
  reviewedOn: '2026-01-05',
  reviewDueOn: '2026-12-31',
  source: { name: named('小城规定', 'Rules of Tiny City'), url: '', on: '2026-01-05' },
  title: named('标题', 'Title'),
  answer: [named('第一行', 'First line')],
  script: named('照着说', 'Read this'),
  body: named('正文。', 'The body.'),
  asks: ['问一', '问二', 'Question three'],
  ...more,
})

/** Two articles are enough to find one and not the other; the second is kept by the water company. */
export const tinyKnowledge = (units: { readonly city: string; readonly water: string }): readonly PackArticle[] => [
  article('water-cut', {
    unit: units.water,
    title: named('计划停水怎么查', 'Planned water cuts'),
    answer: [named('停水会提前公告。', 'Cuts are announced.'), named('看小区公告。', 'Look at the notice.')],
    asks: ['明天停不停水', '停水公告在哪里', 'When is the water cut'],
  }),
  article('library-card', {
    unit: units.city,
    title: named('图书证怎么办', 'Getting a library card'),
    answer: [named('带身份证到图书馆。', 'Bring your identity card to the library.')],
    asks: ['办图书证要什么', '借书证丢了怎么补', 'How do I get a library card'],
    reviewDueOn: '2026-02-01',
  }),
]

export const tinySafety: readonly SafetyRule[] = [
  {
    code: 'fire',
    number: '119',
    name: named('火灾', 'Fire'),
    advice: named('先离开，再打 119。', 'Get out, then call 119.'),
    words: ['着火', '起火', 'on fire'],
    except: ['着火点'],
  },
]
