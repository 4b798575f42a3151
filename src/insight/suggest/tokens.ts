import { simplified } from './variants.ts'

/** A piece of a text that can be found again, and where in the text it stands (UTF-16 units, end exclusive). */
export interface Token {
  readonly key: string
  readonly start: number
  readonly end: number
}

interface Letter {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Texts are only read so far: nobody's question is longer, and a paste of megabytes costs nothing. */
const charactersMost = 2_000
const han = /\p{Script=Han}/u
const isCommonHan = (character: string): boolean => character >= '\u4e00' && character <= '\u9fff'
const isHan = (character: string): boolean => isCommonHan(character) || han.test(character)
const wordLetter = /[\p{L}\p{N}]/u

/** Words that stand in every sentence and tell nothing. */
const empty = new Set(
  (
    'a an and any are as at be been but by can do does for from had has have how i in is it its me my no not of on or our ' +
    'please so that the their them there they this to us was we were what when where which who why will with would you your'
  ).split(' '),
)

/** Pairs of characters that stand in every question. */
const emptyPairs = new Set(
  (
    '怎么 什么 么办 么样 哪里 哪儿 请问 可以 能不 不能 是不 不是 有没 没有 我们 你们 他们 这个 那个 一下 谢谢 他好 你好 想问 咨询 ' +
    '现在 今天 我想 一个 了解 麻烦 为什 多少 应该 告诉 能告 诉我 问一'
  ).split(' '),
)

/**
 * What is searched by: pairs of Chinese characters and single ones, words of letters by their stem, and triples of their
 * letters, so that a word that is still being typed is found. Whatever the width, the case or the script's variant.
 */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let run: Letter[] = []
  let kind: 'han' | 'word' | null = null
  const end = (): void => {
    if (kind === 'han') addHan(tokens, run)
    else if (kind === 'word') addWord(tokens, run)
    run = []
  }
  for (const letter of lettersOf(text)) {
    const next = isHan(letter.text) ? 'han' : wordLetter.test(letter.text) ? 'word' : null
    if (next !== kind) end()
    kind = next
    if (kind !== null) run.push(letter)
  }
  end()
  return tokens
}

function lettersOf(text: string): readonly Letter[] {
  const letters: Letter[] = []
  let at = 0
  for (const character of text.slice(0, charactersMost)) {
    const start = at
    at += character.length
    // By far the most characters are ideographs, which have neither width nor case.
    if (isCommonHan(character)) {
      letters.push({ text: simplified(character), start, end: at })
      continue
    }
    for (const one of character.normalize('NFKC').toLowerCase()) letters.push({ text: simplified(one), start, end: at })
  }
  return letters
}

function addHan(tokens: Token[], run: readonly Letter[]): void {
  run.forEach((letter, index) => {
    tokens.push({ key: letter.text, start: letter.start, end: letter.end })
    const next = run[index + 1]
    const pair = letter.text + (next?.text ?? '')
    if (next && !emptyPairs.has(pair)) tokens.push({ key: pair, start: letter.start, end: next.end })
  })
}

function addWord(tokens: Token[], run: readonly Letter[]): void {
  const [first] = run
  const last = run.at(-1)
  if (!first || !last) return
  const word = run.map(({ text }) => text).join('')
  if (empty.has(word)) return
  tokens.push({ key: `=${stem(word)}`, start: first.start, end: last.end })
  for (let index = 0; index + 3 <= run.length && run.length > 3; index += 1) {
    const three = run.slice(index, index + 3)
    tokens.push({ key: `~${three.map(({ text }) => text).join('')}`, start: first.start, end: last.end })
  }
}

/** Endings of English that change nothing of what is meant. */
function stem(word: string): string {
  for (const ending of ['ing', 'ies', 'es', 'ed', 's', 'e'])
    if (word.length - ending.length >= 3 && word.endsWith(ending) && !word.endsWith('ss'))
      return word.slice(0, -ending.length)
  return word
}

/** How much a kind of token tells, beside how rare it is. */
export function kindWeight(key: string): number {
  if (key.startsWith('=')) return 1.4
  return key.startsWith('~') || key.length === 1 ? 0.5 : 1
}

/** A text as it is compared: one width, one case, one script's variant, no blanks. */
export const folded = (text: string): string =>
  lettersOf(text)
    .map(({ text: letter }) => letter)
    .join('')
    .replace(/\s+/gu, '')
