/**
 * First letters of pinyin without a table: characters are ordered by their reading, and these are the first that are
 * read with each letter. Characters with several readings are taken by their most frequent one.
 */
const firsts = '阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀'
const letters = 'abcdefghjklmnopqrstwxyz'
const collator = new Intl.Collator('zh-u-co-pinyin')
const han = /\p{Script=Han}/u

const initialOf = (character: string): string => {
  if (!han.test(character)) return /[\p{L}\p{N}]/u.test(character) ? character.toLowerCase() : ''
  let letter = ''
  for (let index = 0; index < firsts.length && collator.compare(firsts.charAt(index), character) <= 0; index += 1)
    letter = letters.charAt(index)
  return letter
}

/** `怎么查询办理进度` becomes `zmcxbljd`. */
export const initialsOf = (text: string): string => [...text].map(initialOf).join('')
