import type { App } from '../actions/app.ts'
import { flagArticle } from '../actions/knowledge/flags.ts'
import { recordGap } from '../actions/knowledge/gaps.ts'

/** What synthetic people asked in vain, and how often. */
const asked: readonly (readonly [words: string, language: string, times: number])[] = [
  ['小区里的流浪猫可以领养吗', 'zh-CN', 5],
  ['电动轮椅能不能上公交车', 'zh-CN', 3],
  ['阳台上能装太阳能板吗', 'zh-CN', 2],
  ['家里的旧钢琴捐给哪里', 'zh-CN', 1],
  ['Can I use a foreign phone number to book a museum?', 'en', 2],
]
const wrong = ['窗口的上班时间改了，这里还是旧的。', '第二行说得不清楚，老人听不懂。'] as const

/** Something for the demo's editors to do: questions without an answer, and articles that were said to be wrong. */
export async function seedKnowledge(app: App): Promise<void> {
  for (const [text, language, times] of asked)
    for (let time = 0; time < times; time += 1) await recordGap(app, { text, language })
  for (const [index, words] of wrong.entries()) {
    const article = app.rulebook.pack.knowledge[7 * index + 5]
    if (article) await flagArticle(app, { id: 'intake_agent-1', role: 'intake_agent' }, article.code, words)
  }
}
