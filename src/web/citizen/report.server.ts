import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { Refusal } from '../../core/refusal.ts'
import { pageContext } from '../context.ts'
import { keepField } from '../kit/keep.ts'
import type { Problem } from '../kit/problems.ts'
import type { PageHouse, Places, Visit } from '../page-context.ts'
import { answersOf, isStep, stepOf, steps, type Answers, type Step } from './report-answers.ts'
import { problemOfRefusal } from '../kit/refusal-problem.ts'
import { readForm, textIn } from '../kit/read-form.server.ts'

export interface ReportData extends Places {
  readonly formKey: string
  readonly dispatchBy: number
}

/** Where the form stands after it was sent: which step to show, with what was typed and what is wrong. */
export interface ReportState {
  readonly step: Step
  readonly formKey: string
  readonly answers: Answers
  readonly problems: readonly Problem[]
}

export function loader({ context }: LoaderFunctionArgs): ReportData {
  const { house, visit } = context.get(pageContext)
  return { ...house.places(visit.language), formKey: house.newKey(), dispatchBy: house.dispatchPromise() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { house, visit } = context.get(pageContext)
  const form = await readForm(request)
  const answers = answersOf(form)
  const formKey = textIn(form, 'formKey') || house.newKey()
  const here = stepIn(form)
  const show = (step: Step, problems: readonly Problem[] = []) =>
    data({ step, formKey, answers, problems } satisfies ReportState, { status: problems.length > 0 ? 400 : 200 })
  if (form.has(keepField)) return show(here)
  const go = textIn(form, 'go')
  if (isStep(go)) return show(go)
  const report = { ...answers, formKey, language: visit.language }
  const problems = problemsOf(house.readReport(report), visit)
  if (go !== 'send') {
    const onThisStep = problems.filter(({ field }) => stepOf(field) === here)
    return onThisStep.length > 0 ? show(here, onThisStep) : show(steps[steps.indexOf(here) + 1] ?? 'check')
  }
  const [first] = problems
  if (first) {
    const step = stepOf(first.field)
    return show(
      step,
      problems.filter(({ field }) => stepOf(field) === step),
    )
  }
  const registered = await house.fileReport(report)
  if (!registered.ok) return show('check', [problemOfRefusal(registered.refusal, visit.language)])
  const { number, accessCode } = registered
  throw redirect('/report/done', { headers: { 'set-cookie': visit.openedCookie({ number, code: accessCode }) } })
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
