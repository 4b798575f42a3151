import type { ReactNode } from 'react'
import { useActionData, useLoaderData } from 'react-router'
import { ErrorSummary } from '../kit/error-summary.tsx'
import { Hidden, TextField } from '../kit/fields.tsx'
import { DoorPage } from '../kit/page.tsx'
import type { Problem } from '../kit/problems.ts'
import { usePage } from '../kit/use-page.ts'
import type { SignInData } from './sign-in.server.ts'

export { action, loader } from './sign-in.server.ts'

const form = 'sign-in'

export default function SignIn(): ReactNode {
  const { say } = usePage()
  const { then, hasEnded, demo } = useLoaderData<SignInData>()
  const problems = useActionData<{ problems: readonly Problem[] }>()?.problems ?? []
  return (
    <DoorPage title={say('staff.sign-in.title')} formId={form} hasProblem={problems.length > 0}>
      <ErrorSummary form={form} problems={problems} />
      <h1>{say('staff.sign-in.title')}</h1>
      {hasEnded && problems.length === 0 && <p className="note">{say('staff.sign-in.expired')}</p>}
      <form method="post" action="/staff/sign-in" id={form} noValidate className="narrow">
        <Hidden values={{ then }} />
        <TextField
          form={form}
          problems={problems}
          name="token"
          label={say('staff.sign-in.token')}
          hint={say('staff.sign-in.token.hint')}
          type="password"
          autoComplete="current-password"
        />
        <div className="buttons">
          <button className="primary">{say('staff.sign-in.send')}</button>
        </div>
        {demo.length > 0 && (
          <>
            <h2>{say('staff.demo.title')}</h2>
            <p>{say('staff.demo.text')}</p>
            <div className="accounts">
              {demo.map(({ role, unit }, index) => (
                <button key={`${role} ${unit}`} name="account" value={index} data-role={role}>
                  {[say(`role.${role}`), unit].filter((part) => part !== '').join(' · ')}
                </button>
              ))}
            </div>
          </>
        )}
      </form>
    </DoorPage>
  )
}
