import type { LoaderFunctionArgs } from 'react-router'
import type { HealthNow, OperationFinding } from '../../operations.ts'
import { pageContext } from '../../context.ts'
import { administrator } from './administrator.server.ts'

export interface HealthData {
  readonly health: HealthNow | null
  readonly findings:
    readonly { readonly check: string; readonly status: OperationFinding['status']; readonly words: string }[] | null
}

const order = { fail: 0, warn: 1, ok: 2 } as const

/** How the installation runs, and what its own check finds; the worst first. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<HealthData> {
  const page = context.get(pageContext)
  await administrator(page, request)
  const { operations, report } = page.house
  // What cannot be looked at is said to be unknown: the page is needed most when something is broken.
  const orNothing = <Answer>(asked: Promise<Answer> | undefined): Promise<Answer | null> =>
    (asked ?? Promise.resolve(null)).catch((error: unknown) => {
      report(error)
      return null
    })
  const [health, findings] = await Promise.all([orNothing(operations?.health()), orNothing(operations?.examine())])
  return {
    health,
    findings:
      findings &&
      findings
        .map(({ check, status, sentence }) => ({ check, status, words: page.visit.text(sentence) }))
        .sort((one, other) => order[one.status] - order[other.status]),
  }
}
