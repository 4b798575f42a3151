import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { WebReport } from '../../channels/web-form.ts'
import type { Refusal } from '../../core/refusal.ts'
import { pageContext } from '../context.ts'
import { keepField } from '../kit/keep.ts'
import type { Problem } from '../kit/problems.ts'
import type { PageContext, PageHouse, Places, Visit } from '../page-context.ts'
import { answersOf, isStep, stepOf, steps, type Answers, type Step } from './report-answers.ts'
import { problemOfRefusal } from '../kit/refusal-problem.ts'
import { filesMost } from '../../core/work-order/attachment.ts'
import { textIn } from '../kit/read-form.server.ts'
import { readUpload } from '../kit/read-upload.server.ts'

export interface ReportData extends Places {
  readonly formKey: string
  readonly dispatchBy: number
}

/** Where the form stands after it was sent: which step to show, with what was typed and what is wrong. */
export interface ReportState {
  readonly step: Step
  readonly formKey: string
  readonly answers: Answers
  /** Keys of the photos that wait. */
  readonly photos: readonly string[]
  readonly problems: readonly Problem[]
}

export function loader({ context }: LoaderFunctionArgs): ReportData {
  const { house, visit } = context.get(pageContext)
  return { ...house.places(visit.language), formKey: house.newKey(), dispatchBy: house.dispatchPromise() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const { house, visit } = page
  const upload = await readUpload(request, page, { most: filesMost.citizen })
  const { form, photos } = upload
  const answers = answersOf(form)
  const formKey = textIn(form, 'formKey') || house.newKey()
  const here = stepIn(form)
  const show: Show = (step, problems = [], status = problems.length > 0 ? 400 : 200) =>
    data({ step, formKey, answers, photos, problems }, { status })
  if (form.has(keepField) || upload.isAboutPhotos) return show(here, upload.problems, 200)
  const go = textIn(form, 'go')
  if (isStep(go)) return show(go)
  const report = { ...answers, formKey, language: visit.language }
  const problems = problemsOf(house.readReport(report), visit)
  const goesTo = go === 'send' ? undefined : (steps[steps.indexOf(here) + 1] ?? 'check')
  const wrongStep = goesTo ? here : stepOf(problems[0]?.field ?? '')
  const wrong = problems.filter(({ field }) => stepOf(field) === wrongStep)
  if (upload.problems.length > 0) return show('what', [...upload.problems, ...(wrongStep === 'what' ? wrong : [])])
  if (wrong.length > 0) return show(wrongStep, wrong)
  return goesTo ? show(goesTo) : send(report, photos, page, show)
}

type Show = (step: Step, problems?: readonly Problem[], status?: number) => ReturnType<typeof data<ReportState>>

/** Files the report. Whatever goes wrong, every answer stays, and so does the key: sent again, it is filed once. */
async function send(report: WebReport, photos: readonly string[], { house, visit }: PageContext, show: Show) {
  const values = { hotline: house.rulebook.pack.hotline }
  try {
    const registered = await house.fileReport(report, photos)
    if (!registered.ok) return show('check', [problemOfRefusal(registered.refusal, visit.language)])
    const { number, accessCode } = registered
    return redirect('/report/done', { headers: { 'set-cookie': visit.openedCookie({ number, code: accessCode }) } })
  } catch (error) {
    if (error instanceof Response)
      return show('check', [{ field: '', key: 'report.unavailable', values }], error.status)
    house.report(error)
    return show('check', [{ field: '', key: 'report.failed', values }], 500)
  }
}

function stepIn(form: URLSearchParams): Step {
  const step = textIn(form, 'step')
  return isStep(step) ? step : 'what'
}

function problemsOf(reading: ReturnType<PageHouse['readReport']>, visit: Visit): readonly Problem[] {
  return reading.ok ? [] : reading.refusals.map((refusal) => reportProblem(refusal, visit.language))
}

function reportProblem(refusal: Refusal, language: string): Problem {
  const field = refusal.field ?? ''
  if (refusal.code === 'required' && field === 'matter') return { field, key: 'problem.required.matter' }
  if (refusal.code === 'required' && field === 'district') return { field, key: 'problem.required.place' }
  if (refusal.code === 'required' && field === 'phone') return { field, key: 'problem.required.phone' }
  if (field === 'street') return { field, key: 'problem.street' }
  return problemOfRefusal(refusal, language)
}
