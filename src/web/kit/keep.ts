/** The name by which a form learns that only the language or the size of text was changed. */
export const keepField = 'keep'
