import type { ReactNode } from 'react'
import { Form } from 'react-router'
import type { CommandFormView, Typed } from '../../command-form-view.ts'
import { Hidden } from '../../kit/fields.tsx'
import { MoveField } from '../../kit/move-field.tsx'
import type { Problem } from '../../kit/problems.ts'
import { usePage } from '../../kit/use-page.ts'
import type { CaseTerms } from './case.server.ts'

/** What a unit may ask others for, in the order in which it usually helps. */
export const helpCommands = [
  'addAssist',
  'whistle',
  'requestExtension',
  'requestLedger',
  'escalate',
  'object',
  'requestTermination',
] as const
type HelpCommand = (typeof helpCommands)[number]
export const isHelp = (command: string): command is HelpCommand => (helpCommands as readonly string[]).includes(command)

interface HelpFormsProps {
  readonly forms: readonly CommandFormView[]
  readonly terms: CaseTerms
  readonly address: string
  readonly number: string
  readonly seq: number
  readonly typed: Typed
  readonly meant: string
  readonly problems: readonly Problem[]
}

/** A small form each, with one sentence on what it does and its term. */
export function HelpForms(props: HelpFormsProps): ReactNode {
  const { forms, terms, address, number, seq, typed, meant, problems } = props
  const { say } = usePage()
  const offered = helpCommands.flatMap((name) => forms.find(({ command }) => command === name) ?? [])
  if (offered.length === 0) return <p className="hint">{say('case.help.none')}</p>
  return (
    <div className="help-forms">
      {offered.map((view) => (
        <details key={view.command} name="help" open={meant === view.command}>
          <summary>{say(`command.${view.command}`)}</summary>
          <p className="hint">{isHelp(view.command) && say(`case.help.${view.command}`, { ...terms })}</p>
          <Form method="post" action={address} noValidate preventScrollReset>
            <Hidden values={{ number, seq: String(seq), command: view.command }} />
            {view.fields.map((field) => (
              <MoveField
                key={field.name}
                view={view}
                field={field}
                form={`help-${view.command}`}
                typed={typed}
                problems={meant === view.command ? problems : []}
              />
            ))}
            <div className="buttons">
              <button className="primary">{say(`command.${view.command}`)}</button>
            </div>
          </Form>
        </details>
      ))}
    </div>
  )
}
