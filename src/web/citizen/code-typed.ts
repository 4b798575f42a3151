/** An access code as people type it: any width, any case, with spaces; undefined where it is none. */
export function codeTyped(typed: string): string | undefined {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  return /^[0-9A-Z]{8}$/.test(code) ? code : undefined
}
