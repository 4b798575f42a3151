import type { ReactNode } from 'react'
import { confidentialities, requestTypes } from '../../core/work-order/states.ts'
import { usePage } from '../kit/use-page.ts'
import type { Step } from './report-answers.ts'
import type { StepProps } from './report-what.tsx'

/** Everything that was answered, with the way back to each answer, and who will see what. */
export function CheckStep({ answers, photos, page, service }: StepProps): ReactNode {
  const { say, when } = usePage()
  const requestType = requestTypes.find((type) => type === answers.requestType) ?? 'complaint'
  const identity = confidentialities.find((each) => each === answers.confidentiality) ?? 'normal'
  const gap = say('list.gap')
  const district = page.districts.find(({ value }) => value === answers.district)?.label ?? ''
  const street = answers.street.startsWith(district) ? answers.street : `${district} ${answers.street}`
  const position = answers.latitude === '' ? '' : say('report.position.kept')
  const joined = (...parts: readonly string[]): string => parts.filter((part) => part.trim() !== '').join(gap)
  return (
    <>
      <dl className="answers">
        <Answer label={say('report.matter')} step="what" words={answers.matter} />
        {photos.length > 0 && (
          <Answer label={say('report.photos')} step="what" words={say('photo.count', { count: photos.length })} />
        )}
        <Answer label={say('report.type')} step="what" words={joined(say(`requestType.${requestType}`), service)} />
        <Answer
          label={say('report.place.legend')}
          step="place"
          words={joined(street.trim(), answers.address, position)}
        />
        <Answer label={say('report.identity.legend')} step="place" words={say(`report.identity.${identity}`)} />
        {identity !== 'anonymous' && (
          <Answer
            label={say('report.who.legend')}
            step="place"
            words={joined(answers.name, answers.phone, answers.door)}
          />
        )}
      </dl>
      <WhoSees identity={identity} />
      <p className="promise">{say('report.check.promise', { when: when(page.dispatchBy) })}</p>
    </>
  )
}

function WhoSees({ identity }: { readonly identity: (typeof confidentialities)[number] }): ReactNode {
  const { say } = usePage()
  return (
    <table className="who-sees">
      <caption>{say('report.check.who')}</caption>
      <tbody>
        <tr>
          <th scope="row">{say('report.check.unit')}</th>
          <td>{say(`report.check.unit.${identity}`)}</td>
        </tr>
        <tr>
          <th scope="row">{say('report.check.hotline')}</th>
          <td>{say(`report.check.hotline.${identity}`)}</td>
        </tr>
        <tr>
          <th scope="row">{say('report.check.public')}</th>
          <td>{say('report.check.public.all')}</td>
        </tr>
      </tbody>
    </table>
  )
}

interface AnswerProps {
  readonly label: string
  readonly words: string
  readonly step: Step
}

function Answer({ label, words, step }: AnswerProps): ReactNode {
  const { say } = usePage()
  return (
    <div>
      <dt>{label}</dt>
      <dd className="words">{words.trim() === '' ? say('report.empty') : words}</dd>
      <dd className="change">
        <button className="link" name="go" value={step} aria-label={say('report.check.change.what', { what: label })}>
          {say('report.check.change')}
        </button>
      </dd>
    </div>
  )
}
