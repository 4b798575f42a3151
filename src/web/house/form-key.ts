/** Keys that the house gave out with a form; anything else is no key, and the form files without one. */
export const isFormKey = (text: string): boolean => /^[\w-]{22}$/.test(text)
