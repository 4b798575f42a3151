import type { LoaderFunctionArgs } from 'react-router'
import type { FailedNotice } from '../../../store/read/admin/failed-notices.ts'
import type { JobsNow } from '../../../store/read/admin/jobs.ts'
import type { ChoreRun } from '../../operations.ts'
import { pageContext } from '../../context.ts'
import { administrator } from './administrator.server.ts'

export interface JobsData {
  readonly jobs: JobsNow | null
  readonly chores: readonly ChoreRun[]
  readonly notices: readonly FailedNotice[]
}

const noticesMost = 50

/** What the product still has to do by itself, and what went wrong with it. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<JobsData> {
  const page = context.get(pageContext)
  await administrator(page, request)
  const { operations, failedNotices } = page.house
  const [jobs, notices] = await Promise.all([operations?.jobs() ?? null, failedNotices(noticesMost)])
  return { jobs, chores: operations?.chores() ?? [], notices }
}
