import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { webReportLimits, type WebReport } from '../../channels/web-form.ts'
import type { Refusal } from '../../core/refusal.ts'
import { filesMost } from '../../core/work-order/attachment.ts'
import { printedNumber } from '../../core/work-order/number.ts'
import { pageContext } from '../context.ts'
import { keepField } from '../kit/keep.ts'
import type { Problem } from '../kit/problems.ts'
import { readForm, textIn } from '../kit/read-form.server.ts'
import { readUpload } from '../kit/read-upload.server.ts'
import { problemOfRefusal } from '../kit/refusal-problem.ts'
import { problemWords } from '../kit/error-summary.tsx'
import { sayIn } from '../messages/catalogue.ts'
import type { PageContext, PageHouse, Places, Visit } from '../page-context.ts'
import { answersOf, fieldsOfStep, isStep, stepOf, steps, type Answers, type Step } from './report-answers.ts'

export interface ReportData {
  readonly districts: Places['districts']
  /** Whether the city has areas below its districts. */
  readonly hasStreets: boolean
  readonly hasMap: boolean
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
  /** Name of the service that was agreed to; empty where there is none. */
  readonly service: string
}

export function loader({ context }: LoaderFunctionArgs): ReportData {
  const { house, visit } = context.get(pageContext)
  const { districts, streets } = house.places(visit.language)
  return {
    districts,
    hasStreets: streets.length > 0,
    hasMap: house.hasMap,
    formKey: house.newKey(),
    dispatchBy: house.dispatchPromise(),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const page = context.get(pageContext)
  const { house, visit } = page
  const upload = await readUpload(request, page, { most: filesMost.citizen, showsTooLong: true })
  const { form, photos } = upload
  const { answers, service } = understood(form, page)
  const formKey = textIn(form, 'formKey') || house.newKey()
  const here = stepIn(form)
  const show: Show = (step, problems = [], status = problems.length > 0 ? 400 : 200) =>
    data({ step, formKey, answers: shortened(answers), photos, problems, service }, { status })
  if (upload.isTooLong) return show(here, tooLong(answers, here, visit), 413)
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

/** The answers, with the name of the service that was agreed to; one that the catalogue does not have is none. */
function understood(form: URLSearchParams, { house, visit }: PageContext) {
  const answers = answersOf(form)
  const service = answers.service === '' ? '' : house.serviceNow(answers.service, visit.language)
  return { answers: service === '' ? { ...answers, service } : answers, service }
}

type Show = (step: Step, problems?: readonly Problem[], status?: number) => ReturnType<typeof data<ReportState>>

/** As much as is shown again of an answer that is far too long: enough to make it shorter. */
const shownMost = 10_000
const shortened = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, answer.slice(0, shownMost)])) as Answers

/** The longest answer of the step is the one to make shorter. */
function tooLong(answers: Answers, step: Step, { language }: Visit): readonly Problem[] {
  const field = fieldsOfStep[step].toSorted((one, other) => answers[other].length - answers[one].length)[0] ?? 'matter'
  const limit = webReportLimits[field as keyof typeof webReportLimits] ?? webReportLimits.matter
  const refusal = { code: 'too_long', field, facts: { limit, count: answers[field].length } } as const
  return [problemOfRefusal(refusal, language)]
}

/** Files the report. Whatever goes wrong, every answer stays, and so does the key: sent again, it is filed once. */
async function send(report: WebReport, photos: readonly string[], { house, visit }: PageContext, show: Show) {
  const values = { hotline: house.rulebook.pack.hotline }
  try {
    const registered = await house.fileReport(report, photos)
    if (!registered.ok) return show('check', [problemOfRefusal(registered.refusal, visit.language)])
    const { number, accessCode } = registered
    const headers = new Headers({ 'set-cookie': visit.openedCookie({ number, code: accessCode }) })
    const reading = house.readReport(report)
    if (reading.ok && reading.intake.areaCode !== null)
      headers.append('set-cookie', visit.areaCookie(reading.intake.areaCode))
    return redirect('/report/done', { headers })
  } catch (error) {
    if (error instanceof Response)
      return show('check', [{ field: '', key: 'report.unavailable', values }], error.status)
    house.report(error)
    return show('check', [{ field: '', key: 'report.failed', values }], 500)
  }
}

/** What the phone kept while it had no network, sent by the page's own script: answered with number and code. */
export async function laterAction({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { house, visit } = context.get(pageContext)
  const form = await readForm(request)
  const language = visit.languages.find(({ code }) => code === form.get('language'))?.code ?? visit.language
  const report = { ...understood(form, { house, visit }).answers, formKey: textIn(form, 'formKey'), language }
  const problems = problemsOf(house.readReport(report), visit)
  const refused = (wrong: readonly Problem[]): Response =>
    Response.json(
      { ok: false, problems: wrong.map((problem) => problemWords(problem, sayIn(language))) },
      { status: 400 },
    )
  if (problems.length > 0) return refused(problems)
  const registered = await house.fileReport(report)
  if (!registered.ok) return refused([problemOfRefusal(registered.refusal, visit.language)])
  const { number, accessCode } = registered
  return Response.json({ ok: true, number, printed: printedNumber(number), code: accessCode })
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
