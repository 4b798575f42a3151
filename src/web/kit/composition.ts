interface KeyLike {
  readonly isComposing?: boolean
  readonly keyCode?: number
}

/**
 * Whether a key belongs to the input method: while pinyin is being composed, Enter takes the word and
 * must send nothing, letters must be no shortcuts. Some browsers say so by key code 229 alone.
 */
export const isComposing = (event: KeyLike): boolean => event.isComposing === true || event.keyCode === 229
