import type { Refused } from '../core/refusal.ts'

/** Carries a step out again, on what the database says by then, while another command is always faster. */
export async function insist<Result extends { readonly ok: true }>(
  tries: number,
  step: () => Promise<Result | Refused>,
): Promise<Result | Refused> {
  let outcome = await step()
  for (let tried = 1; tried < tries && !outcome.ok && outcome.refusal.code === 'conflict'; tried += 1)
    outcome = await step()
  return outcome
}
