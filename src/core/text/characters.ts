/** How many characters people would count at most: code points, so that 𠮷 is one. */
export function codePointCount(text: string): number {
  let surrogates = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit >= 0xd800 && unit <= 0xdbff) surrogates += 1
  }
  return text.length - surrogates
}

/** The first `count` code points. */
export function firstCodePoints(text: string, count: number): string {
  if (text.length <= count) return text
  let end = 0
  for (let taken = 0; taken < count && end < text.length; taken += 1)
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  return text.slice(0, end)
}

/** C0 and C1 control characters but for tab, line feed and carriage return; DEL too. */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
const everyControl = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

export const hasControlCharacter = (text: string): boolean => controls.test(text)
export const withoutControlCharacters = (text: string): string => text.replace(everyControl, '')

/**
 * Tag characters (U+E0000 to U+E007F) are invisible and can hold a hidden message. They are taken
 * away, but for the flags of regions, which are a black flag, tags and a cancel tag.
 */
const tags = /(\u{1F3F4}[\u{E0061}-\u{E007A}\u{E0030}-\u{E0039}]{3,6}\u{E007F})|[\u{E0000}-\u{E007F}]+/gu
export const withoutTags = (text: string): string =>
  text.includes('\udb40') ? text.replace(tags, (_, flag: string | undefined) => flag ?? '') : text

/** True where nothing can be seen: white space, zero-width characters, joiners, selectors and the like only. */
export const isInvisible = (text: string): boolean => /^[\s\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]*$/u.test(text)

/** Most combining marks on one base that a living script needs, with a margin. */
export const combiningMarksMax = 8
const tooManyMarks = new RegExp(`\\p{M}{${combiningMarksMax + 1},}`, 'u')
/** Whether some base carries more marks than any script does (zalgo). */
export const hasTooManyMarks = (text: string): boolean => tooManyMarks.test(text)

/** Nothing above ASCII but CJK ideographs and their punctuation: such a text needs none of the rarer rules. */
const plain = /^[\u0020-\u007e\u3000-\u303f\u4e00-\u9fa5\uff01-\uff5e]*$/
export const isPlain = (text: string): boolean => plain.test(text)
