/** `auto` follows the device. */
export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const isTheme = (text: string | null | undefined): text is Theme => themes.some((each) => each === text)
export const readTheme = (text: string | null | undefined): Theme => (isTheme(text) ? text : 'auto')
